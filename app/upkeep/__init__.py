"""Keeping the register whole: verified, backed up, restored."""
