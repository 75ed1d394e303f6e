"""The follow-up appendix as data: words, groups, and totals that always add up."""

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.pdf import Row
from app.monitoring import paper_words as words
from app.monitoring.documents import FollowUpDocument, FollowUpRow, Grouping, ReportedResult
from app.monitoring.domain import Cause, NextStep, ReportState
from app.pledges.domain import ClosingReason, Verdict
from tests.documents import samples

AS_OF = date(2018, 6, 30)
DAYS = st.none() | st.dates(date(2017, 1, 1), date(2019, 12, 31))


def row(**values: Any) -> FollowUpRow:
    return FollowUpRow(**{"number": 1, "resolution_number": "95/NQ-HĐND", "pledge": "Sửa kè", **values})


def cells(table_row: FollowUpRow) -> dict[str, tuple[str, ...]]:
    document = samples.follow_up(rows=(table_row,))
    return document.table.sections[0].rows[0].cells


@st.composite
def rows(draw: st.DrawFn) -> FollowUpRow:
    verdict = draw(st.sampled_from(Verdict))
    return row(
        verdict=verdict,
        previous_verdict=draw(st.none() | st.sampled_from(Verdict)),
        completed_on=draw(st.dates(date(2017, 1, 1), AS_OF)) if verdict is Verdict.KEPT else None,
        original_due_on=draw(DAYS),
        effective_due_on=draw(DAYS),
        unmet=draw(st.booleans()),
        closed_as=draw(st.none() | st.sampled_from(ClosingReason)),
        lead_agency=draw(st.sampled_from(["", "Sở Y tế", "Sở Tài chính", "Công an tỉnh"])),
        topic=draw(st.sampled_from(["Y tế", "Đất đai"])),
    )


def whole(text: tuple[str, ...]) -> int:
    return int(text[0].replace(".", "")) if text else 0


@given(st.lists(rows(), max_size=40))
def test_every_total_adds_up_whatever_the_rows(found: list[FollowUpRow]) -> None:
    document = samples.follow_up(rows=tuple(found))
    for square in (document.square_by_effective, document.square_by_original):
        assert square.total == len(found)
        assert min(vars(square).values()) >= 0
    *lines, total = document.agency_table.sections[0].rows
    for key in ("total", "due", "done_on_time", "done_late", "open_within_time", "open_overdue", "outside"):
        assert sum(whole(line.cells[key]) for line in lines) == whole(total.cells[key])
    parts = ("done_on_time", "done_late", "open_within_time", "open_overdue", "outside")
    assert all(
        sum(whole(line.cells[key]) for key in parts) == whole(line.cells["total"]) for line in (*lines, total)
    )
    *counts, last = document.verdict_table.sections[0].rows
    for key in ("now", "before"):
        assert sum(whole(line.cells.get(key, ())) for line in counts) == whole(last.cells.get(key, ()))
    for grouping in Grouping:
        groups = replace(document, grouping=grouping).groups
        assert sorted(id(one) for _, members in groups for one in members) == sorted(map(id, found))


def test_a_pledge_whose_condition_is_not_met_is_counted_by_itself_and_never_overdue() -> None:
    waiting = row(original_due_on=date(2017, 12, 31), unmet=True)
    done = row(original_due_on=date(2018, 12, 31), unmet=True, verdict=Verdict.KEPT, completed_on=AS_OF)
    document = samples.follow_up(rows=(waiting, done), as_of=AS_OF)
    square = document.square_by_original
    assert (square.unmet, square.undated, square.open_overdue, square.done_on_time) == (1, 0, 0, 1)
    assert document.square_by_effective.unmet == 1
    assert words.UNMET in [line.label for line in document.square.lines]
    assert waiting.timing(AS_OF) == words.UNMET
    assert waiting.late_by_original(AS_OF) == ""
    summary = document.agency_table.sections[0].rows[-1].cells
    assert (summary["due"], summary["rate"]) == (("0",), ("—",))


@pytest.mark.parametrize(("as_of", "due"), [(date(2018, 12, 31), "0"), (date(2019, 1, 1), "1")])
def test_the_last_day_of_a_deadline_is_still_within_time(as_of: date, due: str) -> None:
    sample = samples.follow_up().rows[0]
    row = replace(
        sample,
        closed_as=None,
        completed_on=None,
        original_due_on=date(2018, 12, 31),
        effective_due_on=date(2018, 12, 31),
    )
    *_, total = samples.follow_up(rows=(row,), as_of=as_of).agency_table.sections[0].rows
    assert total.cells["due"] == (due,)
    assert total.cells["rate"] == (("—",) if due == "0" else ("0/1 (0%)",))


@pytest.mark.parametrize("grouping", list(Grouping))
def test_the_data_comes_back_from_json_as_it_was(grouping: Grouping) -> None:
    document = samples.follow_up(grouping=grouping)
    assert FollowUpDocument.from_data(json.loads(json.dumps(document.to_data()))) == document


@pytest.mark.parametrize(
    ("original", "effective", "completed", "words_of_time"),
    [
        (AS_OF, AS_OF, AS_OF, "Hoàn thành ngày 30/06/2018, đúng hạn"),
        (date(2018, 5, 31), AS_OF, date(2018, 6, 1), "Hoàn thành ngày 01/06/2018, đúng hạn sau gia hạn"),
        (date(2018, 5, 31), date(2018, 5, 31), date(2018, 6, 1), "Hoàn thành ngày 01/06/2018, chậm 1 ngày"),
        (None, None, date(2018, 6, 1), "Hoàn thành ngày 01/06/2018"),
        (AS_OF, AS_OF, None, ""),
        (AS_OF - timedelta(1), AS_OF - timedelta(1), None, "Quá hạn 1 ngày"),
        (None, None, None, ""),
    ],
)
def test_the_time_of_a_pledge_is_said_in_words(
    original: date | None, effective: date | None, completed: date | None, words_of_time: str
) -> None:
    followed = row(
        verdict=Verdict.KEPT if completed else Verdict.IN_PROGRESS,
        original_due_on=original,
        effective_due_on=effective,
        completed_on=completed,
    )
    assert followed.timing(AS_OF) == words_of_time


def test_a_dropped_pledge_is_not_called_overdue() -> None:
    followed = row(effective_due_on=date(2017, 1, 1), closed_as=ClosingReason.DROPPED)
    assert cells(followed)["verdict"] == ("Chưa đánh giá", "Thôi theo dõi")


def test_a_dropped_pledge_tells_ground_and_paper_of_its_end() -> None:
    followed = row(
        closed_as=ClosingReason.DROPPED,
        closed_on_ground="Chủ trương đã thay đổi",
        closed_by="15/NQ-HĐND, ngày 04/05/2018",
    )
    told = "Thôi theo dõi: Chủ trương đã thay đổi (15/NQ-HĐND, ngày 04/05/2018)"
    assert cells(followed)["verdict"] == ("Chưa đánh giá", told)


def test_verdict_and_rest_cause_reason_and_what_follows_stand_in_their_columns() -> None:
    told = row(
        verdict=Verdict.PARTLY_KEPT,
        reason="Mới xong đoạn 1",
        remaining="đoạn 2",
        cause=Cause.SUBJECTIVE,
        next_step=NextStep.REQUESTION,
    )
    found = cells(told)
    assert found["verdict"] == ("Thực hiện một phần", "Còn lại: đoạn 2")
    assert found["cause"] == ("Nguyên nhân chủ quan",)
    assert found["opinion"] == ("Mới xong đoạn 1", "Đề nghị tái chất vấn")


def test_the_report_cell_has_text_and_figure_and_its_paper_stands_with_the_evidence() -> None:
    report = ReportedResult(
        state=ReportState.IN_PROGRESS,
        text="Đang sửa",
        figure="7/12",
        document_number="312/BC-SNN",
        reported_on=date(2018, 6, 12),
    )
    found = cells(row(report=report))
    assert found["report"] == ("Đang sửa", "Số liệu: 7/12")
    assert found["evidence"] == ("Văn bản số 312/BC-SNN ngày 12/06/2018",)
    alone = samples.follow_up(rows=(row(report=report),), columns=("number", "report"))
    assert alone.table.sections[0].rows[0].cells["report"][-1] == "(Văn bản số 312/BC-SNN ngày 12/06/2018)"


def test_an_agency_that_sent_nothing_is_said_to_have_sent_nothing() -> None:
    assert cells(row())["report"] == ("Chưa báo cáo",)


def test_each_step_of_a_deadline_is_told_under_the_words_as_spoken() -> None:
    followed = row(
        deadline_words="quý I",
        original_due_on=date(2018, 3, 31),
        effective_due_on=AS_OF,
        extensions=1,
        moves=("Gia hạn lần 1 đến ngày 30/06/2018 (12/TB-HĐND, ngày 20/03/2018)",),
        asked="Đang xin gia hạn đến ngày 31/12/2018",
    )
    assert cells(followed)["deadline"] == (
        "quý I",
        "(31/03/2018)",
        "Gia hạn lần 1 đến ngày 30/06/2018 (12/TB-HĐND, ngày 20/03/2018)",
        "Đang xin gia hạn đến ngày 31/12/2018",
    )


def test_a_paper_issued_before_steps_were_kept_still_tells_of_its_extension() -> None:
    followed = row(
        deadline_words="quý I", original_due_on=date(2018, 3, 31), effective_due_on=AS_OF, extensions=1
    )
    assert cells(followed)["deadline"] == ("quý I", "(31/03/2018)", "Gia hạn đến ngày 30/06/2018")


def test_beside_the_deadline_in_force_stand_the_days_late_against_the_first() -> None:
    first = date(2018, 3, 31)
    moved = row(original_due_on=first, effective_due_on=AS_OF)
    assert moved.late_by_original(AS_OF) == "Chậm 91 ngày so với thời hạn ban đầu"
    assert row(original_due_on=first, effective_due_on=first).late_by_original(AS_OF) == ""
    dropped = row(original_due_on=first, effective_due_on=AS_OF, closed_as=ClosingReason.DROPPED)
    assert dropped.late_by_original(AS_OF) == ""


def test_thousands_of_days_are_printed_with_their_dot() -> None:
    first, then = date(2014, 1, 1), date(2014, 12, 31)
    followed = row(original_due_on=first, effective_due_on=then)
    assert followed.timing(AS_OF) == "Quá hạn 1.277 ngày"
    assert followed.late_by_original(AS_OF) == "Chậm 1.641 ngày so với thời hạn ban đầu"
    done = row(original_due_on=first, effective_due_on=then, completed_on=AS_OF)
    assert done.timing(AS_OF) == "Hoàn thành ngày 30/06/2018, chậm 1.277 ngày"


def test_groups_by_topic_follow_the_resolution_and_carry_their_counts() -> None:
    headings = [section.heading for section in samples.follow_up().table.sections]
    assert headings[0] == "Tài nguyên và môi trường: 2 cam kết (đã thực hiện 1; đang thực hiện 1)"
    assert [heading.partition(":")[0] for heading in headings] == [group.title for group in samples.GROUPS]


def test_groups_by_verdict_follow_the_order_of_the_verdicts() -> None:
    headings = [heading for heading, _ in samples.follow_up(grouping=Grouping.VERDICT).groups]
    order = [words.VERDICTS[verdict] for verdict in words.VERDICT_ORDER]
    assert headings == [heading for heading in order if heading in headings]


def test_pledges_of_several_resolutions_name_theirs() -> None:
    document = samples.follow_up(rows=(row(topic="Y tế"), row(topic="Y tế", resolution_number="12/NQ-HĐND")))
    assert [heading for heading, _ in document.groups] == [
        "Y tế (Nghị quyết số 95/NQ-HĐND)",
        "Y tế (Nghị quyết số 12/NQ-HĐND)",
    ]
    assert document.table.sections[1].rows[0].cells["number"] == ("1", "12/NQ-HĐND")


def test_the_first_round_has_no_column_for_the_round_before_in_the_summary() -> None:
    document = samples.follow_up(rows=(row(verdict=Verdict.NOT_STARTED),))
    assert [column.key for column in document.verdict_table.columns] == ["verdict", "now"]


def rate(*found: FollowUpRow) -> str:
    last: Row = samples.follow_up(rows=found).agency_table.sections[0].rows[-1]
    return last.cells["rate"][0]


def test_the_share_on_time_is_against_the_original_deadline_among_pledges_already_due() -> None:
    due = {"original_due_on": date(2018, 3, 31)}
    on_time = row(**due, verdict=Verdict.KEPT, completed_on=date(2018, 3, 31))
    after_extension = row(**due, effective_due_on=AS_OF, verdict=Verdict.KEPT, completed_on=date(2018, 5, 1))
    not_due = row(original_due_on=date(2018, 12, 31), verdict=Verdict.KEPT, completed_on=date(2018, 5, 1))
    dropped = row(**due, closed_as=ClosingReason.DROPPED)
    assert rate(on_time, after_extension, not_due, dropped) == "1/2 (50%)"


def test_a_share_of_nothing_is_a_dash() -> None:
    assert rate(row()) == "—"


@pytest.mark.parametrize(
    "codes", [words.VERDICTS, words.REPORTS, words.CAUSES, words.NEXT_STEPS, words.CLOSINGS]
)
def test_every_code_has_its_word_on_paper(codes: dict[Any, str]) -> None:
    assert set(codes) == set(type(next(iter(codes))))
