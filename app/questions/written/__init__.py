"""Questions answered in writing: their clock, who owes the answer, the paper it came in, the second round."""
