"""The resolution on questioning and its appendix of pledges."""
