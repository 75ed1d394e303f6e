"""What became of the letters, for a council's administrators."""
