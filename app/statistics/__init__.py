"""Counts with their rule, numerator and denominator; every figure leads to the pledges it counts (reads only)."""
