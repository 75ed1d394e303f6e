"""Issuing: frozen data becomes a file that is written once, numbered and verifiable."""
