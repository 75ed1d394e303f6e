"""Sittings, questioning sessions and their topic groups."""
