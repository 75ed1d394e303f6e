"""The pages of the papers of the register."""
