"""The record of one who answers stands on one page, with its bars, whatever it tells."""

from dataclasses import replace
from datetime import date

import pytest

from app.core.pdf import render_pdf
from app.documents.paper import TEMPLATE
from app.documents.verification import Verification
from app.statistics.records.assembling import HEADING_AND_REST, LABELS, MOST_FIGURES, MOST_OVERDUE, OWN
from app.statistics.records.domain import BESIDE, FATES, MOST_DAYS, RATES
from app.statistics.records.paper import Bar, FigureLine, OverdueLine, RecordDocument
from tests.documents.reading import Paper as Read
from tests.documents.table_samples import signed

DAYS = tuple(date(2022 + year, 12, 31) for year in range(MOST_DAYS))
ONE_EACH = tuple(range(MOST_DAYS))


def record(*, fates: int) -> RecordDocument:
    """With so many of its fates, and as many of the overdue as have room beside them."""
    figures = [FigureLine(label=LABELS[each], counts=ONE_EACH, level=level) for each, level in FATES[:fates]]
    figures.insert(1, FigureLine(label=OWN, counts=ONE_EACH, level=2))
    figures += [FigureLine(label=LABELS[each], counts=ONE_EACH, level=1) for each in BESIDE]
    figures += [
        FigureLine(label=LABELS[part], counts=ONE_EACH, wholes=tuple(each + 1 for each in ONE_EACH), level=1)
        for part, _whole in RATES
    ]
    room = max(MOST_FIGURES - HEADING_AND_REST - len(figures), 0)
    late = OverdueLine(
        code="2024-0001", words="Hoàn thành dự án Vành đai 1 đoạn Hoàng Cầu -…", due_on=DAYS[0], days=1234
    )
    document = RecordDocument(
        council_name="Hội đồng nhân dân tỉnh Hà Giang",
        title="Giám đốc Sở Giao thông vận tải,\ntính đến ngày 31 tháng 12 năm 2026",
        days=DAYS,
        figures=tuple(figures),
        bars=tuple(Bar(kept=2, open_in_time=1, overdue=each, apart=1) for each in ONE_EACH),
        overdue=(late,) * min(room, MOST_OVERDUE),
        overdue_more=7,
    )
    return replace(
        signed(document), verification=Verification(code="AB12CD34EF", address="https://so.hdnd.vn")
    )


@pytest.mark.parametrize("fates", [len(FATES), 9, 6])
def test_the_record_stands_on_one_page(fates):
    rendered = render_pdf(TEMPLATE, record(fates=fates), title="Thử")
    assert rendered.pages == 1
    text = Read(rendered.content).flowing_text
    assert "4/5 (80%)" in text
    assert all(f"{day:%d/%m/%Y}" in text for day in DAYS)
