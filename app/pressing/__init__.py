"""Pressing (đôn đốc): letters to agencies, the ladder of steps, and the reports due before a sitting."""
