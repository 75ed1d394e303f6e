"""The record of an agency, an office, a person, a body or a topic: what came of its promises by a day (reads only)."""
