"""Requests for more time and the lists of grounds: their forms and pages."""
