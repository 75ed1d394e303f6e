"""Uploaded files and what they prove."""
