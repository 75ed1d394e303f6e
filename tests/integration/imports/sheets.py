"""Register sheets for tests."""

import io
from typing import Any

import openpyxl

from app.core.transaction import transaction
from app.dossier.domain import RegisterColumn as Column
from app.imports.commands import Applied, apply_plan
from app.imports.domain import Plan
from app.imports.reading import plan_of

USUAL = {
    Column.SITTING: "Kỳ họp thứ 10",
    Column.HELD_ON: "09/12/2022",
    Column.SESSION_KIND: "Chất vấn tại kỳ họp",
    Column.TOPIC: "Xử lý nước thải",
    Column.ASKERS: "Nguyễn Thị Việt Tú",
    Column.QUESTION: "Vì sao chậm?",
    Column.PERSON: "Dương Đức Tuấn",
    Column.OFFICE: "Phó Chủ tịch UBND thành phố",
    Column.AGENCY: "UBND thành phố",
    Column.WORDS: "Rà soát nước thải các khu đô thị",
    Column.RESULT: "Kế hoạch",
    Column.MEASURE: "Khu đô thị được rà soát",
    Column.TARGET: 95,
    Column.UNIT: "%",
    Column.DEADLINE_WORDS: "đến hết quý I/2023",
    Column.COORDINATORS: "Sở Xây dựng; Sở Tài chính",
    Column.FOLLOWERS: "Ban Đô thị",
    Column.SOURCE: "Biên bản kỳ họp",
}


def row(**changes: Any) -> dict[Column, Any]:
    """The usual row with some cells changed: `row(words="…")`."""
    return {**USUAL, **{Column[name.upper()]: value for name, value in changes.items()}}


def workbook(*rows: dict[Column, Any], columns: list[Column] | None = None) -> bytes:
    book = openpyxl.Workbook()
    shown = columns or list(Column)
    book.active.append([column.value for column in shown])
    for each in rows:
        book.active.append([each.get(column, "") for column in shown])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def plan(council: Any, *rows: dict[Column, Any], columns: list[Column] | None = None) -> Plan:
    return plan_of(workbook(*rows, columns=columns), council=council)


def take_in(council: Any, *rows: dict[Column, Any], columns: list[Column] | None = None) -> Applied:
    content = workbook(*rows, columns=columns)
    with transaction():
        return apply_plan(plan_of(content, council=council), council=council, content=content, actor=None)


def cells(found: Plan) -> list[str]:
    return [problem.cell for problem in found.problems]
