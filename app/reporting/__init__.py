"""Agencies report on their own pledges: drafted, sent, returned for completion, accepted."""
