"""What is thrown at forms, addresses and files: real Vietnamese, and what no honest person types."""

from hypothesis import strategies as st

TYPED = (
    "", " ", "\u200b", "Xử lý dứt điểm úng ngập", "e\u0301u\u031b\u0309", "1", "0", "-1", "01/02/2026", "31/02/2026", "29/2/2027",
    "2026-12-31", "1/1/26", "01/01/0001", "31/12/9999", "1.234.567,5", "1,234,567.5", "9" * 25, "1e9", "٣", "²", "１２",
    "2147483648", "9223372036854775808", "95/NQ-HĐND", "/NQ-HĐND", "99999999999/NQ-HĐND", "=1+1", "@SUM(1)", "a;b;;c", "s1",
    "s99999999999999999999", "s²", "regular_year_end 2026", "regular_year_end", "adopted", "kept", "true", "y", "on", "None",
    "null", "<script>alert(1)</script>", "{{7*7}}", "%(x)s %s %", "' OR 1=1 --", "\x00", "a\x0bb", "\u202e", "\ufffe", "🎉",
    "dòng\r\nhai\ttab", "x" * 301, "ơ" * 20_001, "../../etc/passwd", "a@b", "nguoi@example.org", "20", "2026", "20,5", "0,0000001",
)  # fmt: skip


def typed() -> st.SearchStrategy[str]:
    """What may stand in a field."""
    return st.one_of(st.sampled_from(TYPED), st.text(max_size=40))
