"""A measure, steps, shares and occurrences on their way through a round, onto the pledge and onto paper."""

from datetime import date
from decimal import Decimal

import pytest
import sqlalchemy as sa

from app.core.database import db
from app.core.errors import DomainError
from app.council.models import Council
from app.monitoring import commands, evidence_commands, queries
from app.monitoring.domain import NewAssessment, NewReport, NewRound, PartVerdict, ReportState, RoundStatus
from app.monitoring.follow_up import follow_up_of
from app.monitoring.models import PartAssessment
from app.monitoring.part_commands import found_parts
from app.monitoring.parts import counts, parts_on, who_owes
from app.pledges.commands import add_part
from app.pledges.domain import Lifecycle, NewPart, PartKind, Verdict
from app.pledges.models import PledgePart
from tests import factories
from tests.integration.guards.test_frozen_by_triggers import refused
from tests.unit.evidence.test_checks import pdf

AS_OF = date(2026, 11, 30)
DONE = date(2026, 10, 20)


@pytest.fixture
def chair(council):
    return factories.make_user("standing_committee", council_id=council.id)


@pytest.fixture
def measured(council):
    """712 projects by the end of the year, from nought on 8 July; a step, two shares, one of them not required."""
    pledge = factories.make_pledge(
        council.id,
        due_on=date(2026, 12, 31),
        measure="dự án hoàn thành",
        target=Decimal(712),
        unit="dự án",
        baseline=Decimal(0),
        baseline_on=date(2026, 7, 8),
    )
    near, far = (factories.make_agency(council.id, name=name) for name in ("UBND quận A", "Sở B"))
    for new in (
        NewPart(
            kind=PartKind.STEP, words="Phê duyệt danh mục", due_on=date(2026, 10, 15), must_show="Quyết định"
        ),
        NewPart(
            kind=PartKind.SHARE, words="Bàn giao mặt bằng", agency_id=near.id, due_words="trong tháng 10"
        ),
        NewPart(kind=PartKind.SHARE, words="Góp ý", agency_id=far.id, required=False),
    ):
        add_part(pledge=pledge, new=new, actor=None)
    factories.adopt(pledge)
    return pledge


@pytest.fixture
def recurring(council):
    pledge = factories.make_pledge(council.id, due_on=None, deadline_words="ngày 25 hằng tháng")
    factories.adopt(pledge)
    for month in (9, 10, 12):
        new = NewPart(kind=PartKind.OCCURRENCE, words=f"Báo cáo tháng {month}", due_on=date(2026, month, 25))
        add_part(pledge=pledge, new=new, actor=None)
    return pledge


def opened(*pledges, number=1, as_of=AS_OF):
    new = NewRound(number=number, title="Đợt", as_of=as_of, pledge_ids=tuple(each.id for each in pledges))
    round_ = commands.open_round(new=new, actor=None)
    for to in (RoundStatus.COLLECTING, RoundStatus.ASSESSING):
        commands.move_round(round_=round_, to=to, actor=None)
    return round_, [queries.get_assessment(row.id) for row in queries.assessments(round_.id)]


def assess(row, verdict=Verdict.IN_PROGRESS, *, parts=(), **values):
    new = NewAssessment(verdict=verdict, **values)
    commands.assess_pledge(assessment=row, new=new, parts=parts, expected_version=None, actor=None)


def found(row, *verdicts):
    """The verdicts on the parts in their order; a kept one was done on the same day."""
    return [
        PartVerdict(
            part_id=each.part.id, verdict=verdict, completed_on=DONE if verdict is Verdict.KEPT else None
        )
        for each, verdict in zip(found_parts(row), verdicts, strict=True)
    ]


def approve(round_, chair):
    commands.approve_round(round_=round_, confirmed=True, expected_edition=None, actor=chair)


KEPT, OPEN, NOTHING = Verdict.KEPT, Verdict.IN_PROGRESS, Verdict.NOT_ASSESSED


def with_evidence(row):
    evidence_commands.attach_evidence(
        assessment=row, files=[factories.checked_file("Biên bản.pdf", pdf())], actor=None
    )


@pytest.mark.parametrize("verdicts", [(NOTHING, KEPT, KEPT), (KEPT, OPEN, KEPT)])
def test_the_whole_is_not_kept_while_a_required_step_or_share_is_not(measured, verdicts):
    _round, [row] = opened(measured)
    with_evidence(row)
    with pytest.raises(DomainError) as broken:
        assess(row, KEPT, completed_on=DONE, parts=found(row, *verdicts))
    assert broken.value.field == "verdict"


def test_a_share_that_is_not_required_holds_nothing_up(measured):
    _round, [row] = opened(measured)
    with_evidence(row)
    assess(row, KEPT, completed_on=DONE, value=Decimal(712), parts=found(row, KEPT, KEPT, NOTHING))
    assert row.verdict is KEPT


def test_the_whole_is_not_kept_with_a_figure_short_of_the_target(measured):
    _round, [row] = opened(measured)
    with_evidence(row)
    with pytest.raises(DomainError, match="419/712"):
        assess(row, KEPT, completed_on=DONE, value=Decimal(419), parts=found(row, KEPT, KEPT, KEPT))


@pytest.mark.parametrize(
    ("verdict", "completed_on", "field"),
    [
        (KEPT, None, "parts-0-completed_on"),
        (OPEN, DONE, "parts-0-completed_on"),
        (KEPT, date(2026, 7, 7), "parts-0-completed_on"),
        (KEPT, date(2026, 12, 1), "parts-0-completed_on"),
    ],
)
def test_a_part_that_was_kept_has_its_day_between_the_promise_and_the_round(
    measured, verdict, completed_on, field
):
    _round, [row] = opened(measured)
    part = found_parts(row)[0].part
    with pytest.raises(DomainError) as broken:
        assess(row, parts=[PartVerdict(part_id=part.id, verdict=verdict, completed_on=completed_on)])
    assert broken.value.field == field


def test_a_part_of_another_pledge_is_refused(measured, recurring):
    _round, rows = opened(measured, recurring)
    mine, other = (next(row for row in rows if row.pledge_id == each.id) for each in (measured, recurring))
    with pytest.raises(DomainError):
        assess(mine, parts=found(other, KEPT, KEPT))


def test_a_change_of_a_part_alone_is_a_change_the_approver_sees(measured):
    round_, [row] = opened(measured)
    assess(row, parts=found(row, OPEN, OPEN, OPEN))
    before = queries.edition(round_)
    assess(row, parts=found(row, KEPT, OPEN, OPEN))
    assert queries.edition(round_) > before


def test_approval_notes_the_verdicts_on_the_parts_and_who_still_owes(measured, chair):
    round_, [row] = opened(measured)
    assess(row, parts=found(row, KEPT, OPEN, OPEN))
    today = date(2026, 12, 5)
    assert who_owes([measured.id], today) == {measured.id: ["UBND quận A"]}
    assert parts_on([measured.id], today)[measured.id][0].verdict is NOTHING, "not approved yet"
    approve(round_, chair)
    step, share, _other = parts_on([measured.id], today)[measured.id]
    assert (step.verdict, step.completed_on, step.days_late) == (KEPT, DONE, 5)
    stored = db.session.get(PledgePart, step.part.id)
    assert (stored.verdict, stored.verdict_on, stored.completed_on) == (KEPT, AS_OF, DONE)
    assert share.verdict is OPEN
    assert parts_on([measured.id], date(2026, 12, 4))[measured.id][0].verdict is NOTHING, (
        "known from approval on"
    )


def test_a_later_round_begins_with_what_the_last_one_found(measured, chair):
    round_, [row] = opened(measured)
    assess(row, parts=found(row, KEPT, OPEN, NOTHING))
    approve(round_, chair)
    _next, [row] = opened(measured, number=2, as_of=date(2026, 12, 4))
    assert [each.verdict for each in found_parts(row)] == [KEPT, OPEN, NOTHING]


def test_the_verdicts_on_parts_of_an_approved_round_are_frozen(measured, chair):
    round_, [row] = opened(measured)
    assess(row, parts=found(row, KEPT, OPEN, NOTHING))
    unassessed = found_parts(row)[2].part.id
    approve(round_, chair)
    part_id = db.session.scalar(sa.select(PartAssessment.id).limit(1))
    for change in ("verdict = 'broken'", "completed_on = '2026-01-01'", "note = 'x'"):
        refused(f"UPDATE part_assessments SET {change} WHERE id = :id", id=part_id)
    refused("DELETE FROM part_assessments WHERE id = :id", id=part_id)
    refused(
        """INSERT INTO part_assessments (council_id, assessment_id, part_id, verdict, note)
        SELECT council_id, assessment_id, :part, 'broken', '' FROM part_assessments WHERE id = :id""",
        id=part_id, part=unassessed,
    )  # fmt: skip


def test_a_recurring_pledge_is_told_by_the_occurrences_due_by_the_day(recurring):
    _round, [row] = opened(recurring)
    assess(row, parts=found(row, KEPT, OPEN))
    [counted] = counts(found_parts(row), AS_OF)
    assert (counted.kept, counted.due) == (1, 2)


def test_a_recurring_pledge_is_kept_once_every_occurrence_due_was(recurring, chair):
    round_, [row] = opened(recurring)
    with_evidence(row)
    with pytest.raises(DomainError):
        assess(row, KEPT, completed_on=DONE, parts=found(row, KEPT, OPEN))
    assess(row, KEPT, completed_on=DONE, parts=found(row, KEPT, KEPT))
    approve(round_, chair)
    assert db.session.get(type(recurring), recurring.id).lifecycle is Lifecycle.CLOSED


def test_a_part_decided_after_the_day_of_a_round_does_not_count_in_it(measured, council):
    agency = factories.make_agency(council.id)
    late = NewPart(
        kind=PartKind.SHARE, words="Việc thêm", agency_id=agency.id,
        decided_on=date(2026, 12, 1), document_number="9/TB-HĐND",
    )  # fmt: skip
    add_part(pledge=measured, new=late, actor=None)
    _round, [row] = opened(measured)
    assert "Việc thêm" not in [each.part.words for each in found_parts(row)]


def test_the_appendix_prints_figure_pace_steps_shares_and_who_owes(measured, recurring):
    round_, rows = opened(measured, recurring)
    row, other = (next(row for row in rows if row.pledge_id == each.id) for each in (measured, recurring))
    report = NewReport(
        state=ReportState.IN_PROGRESS, reported_on=AS_OF, value=Decimal(419),
        difficulties="Thiếu vốn", solution="Bố trí vốn quý I", document_number="598/BC-SKH",
    )  # fmt: skip
    commands.log_report(assessment=row, new=report, actor=None)
    assess(row, value=Decimal(419), opinion="Cần đôn đốc", parts=found(row, KEPT, OPEN, OPEN))
    assess(other, parts=found(other, KEPT, OPEN))
    document = follow_up_of(round_, db.session.get_one(Council, measured.council_id))
    printed = {each.pledge: each for each in document.rows}
    whole = printed[measured.words]
    assert whole.report.figure.replace("\u00a0", " ") == "419/712 dự án (58,8 %), còn 293"
    assert "Chậm 168 dự án so với tiến độ" in whole.progress
    assert "Đã thực hiện 1/1 bước, 0/2 phần việc" in whole.progress
    assert "Còn nợ: UBND quận A" in whole.progress
    assert whole.steps[:2] == (
        "1. Phê duyệt danh mục (hạn 15/10/2026): đã thực hiện ngày 20/10/2026, chậm 5 ngày",
        "UBND quận A: Bàn giao mặt bằng (hạn 31/10/2026): đang thực hiện",
    )
    assert (whole.report.difficulties, whole.report.solution, whole.opinion) == (
        "Thiếu vốn",
        "Bố trí vốn quý I",
        "Cần đôn đốc",
    )
    assert printed[recurring.words].progress == ("Đã thực hiện 1/2 kỳ đến hạn",)


def test_the_row_page_takes_figures_and_verdicts_on_parts(council, measured, as_role):
    _round, [row] = opened(measured)
    address = f"/{council.slug}/rounds/rows/{row.id}"
    monitor = as_role("monitor")
    page = monitor.get(address).text
    assert "Bàn giao mặt bằng" in page
    typed = {
        "verdict-verdict": "in_progress",
        "verdict-version": row.version,
        "verdict-value": "419",
        "verdict-opinion": "Đôn đốc",
    }
    for at, each in enumerate(found_parts(row)):
        typed |= {f"verdict-parts-{at}-part_id": each.part.id, f"verdict-parts-{at}-verdict": "kept"}
    answer = monitor.post(f"{address}/verdict", data=typed)
    assert answer.status_code == 422
    assert 'id="verdict-parts-0-completed_on-error"' in answer.text
    assert 'value="419"' in answer.text
    for at in range(3):
        typed[f"verdict-parts-{at}-completed_on"] = "20/10/2026"
    assert monitor.post(f"{address}/verdict", data=typed).status_code == 302
    row = queries.get_assessment(row.id)
    assert (row.value, row.opinion) == (Decimal(419), "Đôn đốc")
    assert [each.verdict for each in found_parts(row)] == [KEPT, KEPT, KEPT]
    assert "419/712 dự án" in monitor.get(address).text


def test_the_round_the_register_and_the_pledge_say_who_still_owes(council, measured, as_role):
    round_, [row] = opened(measured)
    assess(row, value=Decimal(419), parts=found(row, KEPT, OPEN, OPEN))
    reader = as_role("delegate")
    for address in (f"/rounds/{round_.id}", "/register", f"/pledges/{measured.id}"):
        page = reader.get(f"/{council.slug}{address}").text
        assert "UBND quận A" in page, address
    assert "Phê duyệt danh mục" in page
