"""Measurements; run by name, collected by no test run."""
