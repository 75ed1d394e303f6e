"""Deadlines that wait: for a sitting, an event, a condition, a day somebody gives, the next occurrence."""
