"""Closing a term: what it leaves open goes on with the next one, listed on paper; and everything it promised, by person."""
