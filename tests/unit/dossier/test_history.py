"""The rows that tell on paper how a deadline moved."""

from datetime import date
from types import SimpleNamespace

import pytest

from app.dossier.pledge_sheet.history import deadline_rows
from app.pledges.domain import DeadlineCause


@pytest.mark.parametrize(
    ("due_on", "told"),
    [(None, "Chưa đủ điều kiện"), (date(2026, 3, 1), "Theo ngày đủ điều kiện")],
)
def test_a_deadline_that_waits_for_its_condition_is_not_told_as_one_that_was_met(due_on, told):
    day = date(2024, 12, 11)
    pledge = SimpleNamespace(
        deadline_words="trong năm 2025",
        session=SimpleNamespace(held_on=day),
        original_due_on=date(2025, 12, 31),
        deadline_basis="",
        deadline_condition="có mặt bằng",
    )
    line = SimpleNamespace(cause=DeadlineCause.CONDITION, due_on=due_on, note="")
    course = SimpleNamespace(steps=[SimpleNamespace(on=day, line=line, request=None)], pending=None)
    _spoken, moved = deadline_rows(SimpleNamespace(pledge=pledge, course=course, anchors={}))
    assert moved.cells[1] == (told,)
