"""What every sheet that leaves the house has in common: no cell is ever a formula."""

from typing import Any

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
PLAIN_TEXT: dict[str, Any] = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
"""Options of a workbook: text stays text."""


def guarded(text: str) -> str:
    """A cell of a CSV; what a spreadsheet would take for a formula gets an apostrophe."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
