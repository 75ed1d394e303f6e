"""Pledges: what was promised, by whom, by when, and how clear it is."""
