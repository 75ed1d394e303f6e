"""What becomes of the pledges of an agency that was reorganised: which office answers now, and who takes what was divided."""
