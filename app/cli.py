"""The operator's commands: results on standard output, problems on standard error; 0 done, 1 refused, 2 wrong usage."""

from flask import Flask


def register(app: Flask) -> None:
    """Add every command to `flask --app app`."""
