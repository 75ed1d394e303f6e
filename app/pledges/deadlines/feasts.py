"""Days known by a name: Tết, and feasts that say their date."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from app.core.workdays import lunar_new_year
from app.pledges.deadlines.dates import (
    FIRST_YEAR,
    LAST_YEAR,
    NOT_A_YEAR,
    Piece,
    Span,
    Unit,
    UnreadPhrase,
)
from app.pledges.deadlines.days import numbered_day
from app.pledges.deadlines.periods import Found, year_tail
from app.pledges.deadlines.text import Text, word_table

_SOLAR_NEW_YEAR = word_table("tết dương lịch", "tết tây")
_LUNAR_NEW_YEAR = word_table("tết nguyên đán", "tết âm lịch", "tết cổ truyền", "tết ta", "tết")
_FEAST_HEADS = frozenset({"dịp", "lễ", "kỷ", "ngày", "quốc", "đợt"})
_STEMS = ("canh", "tân", "nhâm", "quý", "giáp", "ất", "bính", "đinh", "mậu", "kỷ")
_BRANCHES = ("thân", "dậu", "tuất", "hợi", "tý", "sửu", "dần", "mão", "thìn", "tỵ", "ngọ", "mùi")
_FEAST_WORDS = 12


def feast_at(text: Text, i: int, said_on: date) -> Found | None:
    """A named day: Tết, or any feast that says its date ("Ngày hội Đại đoàn kết toàn dân tộc 18/11")."""
    if text.key(i) == "dịp" and text.key(i + 1) == "tết":
        i += 1
    solar = text.after(i, _SOLAR_NEW_YEAR)
    if solar:
        year, j = year_tail(text, solar, said_on)
        return Piece(Unit.DAY, text.cut(i, j), first=1, month=1, year=year), j
    lunar = text.after(i, _LUNAR_NEW_YEAR)
    if lunar:
        return _new_year(text, i, lunar, said_on)
    if text.key(i) not in _FEAST_HEADS:
        return None
    for j in range(i + 1, min(i + _FEAST_WORDS, len(text))):
        found = numbered_day(text, j, said_on, led=True) if text.at(j).kind == "number" else None
        if found and found[0].month:
            return replace(found[0], words=text.cut(i, found[1])), found[1]
        if text.at(j).kind not in {"word", "number"} or text.key(j) in {"trước", "đến", "từ", "trong", "sau"}:
            return None
    return None


def _new_year(text: Text, i: int, j: int, said_on: date) -> Found:
    year, k = year_tail(text, j, said_on)
    stem, branch = text.key(k), text.key(k + 1)
    if stem in _STEMS and branch in _BRANCHES:
        years = range(said_on.year, said_on.year + 60)
        named = next((y for y in years if _STEMS[y % 10] == stem and _BRANCHES[y % 12] == branch), None)
        later, k = year_tail(text, k + 2, said_on)
        if named is None or (later or year or named) != named:
            raise UnreadPhrase(NOT_A_YEAR, rest=text.cut(i, k))
        year = named
    years_to_try = [year] if year else [said_on.year, said_on.year + 1]
    days = [d for d in (lunar_new_year(y) for y in years_to_try if FIRST_YEAR <= y <= LAST_YEAR) if d]
    day = next((d for d in days if d >= said_on), days[-1] if days else None)
    if day is None:
        raise UnreadPhrase(NOT_A_YEAR, rest=text.cut(i, k))
    doubt = "Tết Nguyên đán được tính là ngày mùng một; kỳ nghỉ Tết bắt đầu sớm hơn."
    return Piece(Unit.DAY, text.cut(i, k), fixed=Span(day, day), doubt=doubt), k
