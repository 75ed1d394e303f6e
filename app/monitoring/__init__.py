"""Monitoring rounds, agency reports, assessments and the follow-up appendix."""
