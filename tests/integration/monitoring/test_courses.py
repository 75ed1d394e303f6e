"""What the follow-up appendix tells of deadlines that moved and of pledges no longer followed, as of the day of the round."""

from datetime import date

import pytest

from app.core.database import db
from app.council.models import Council
from app.monitoring.courses import courses_on
from app.monitoring.domain import RoundStatus
from app.monitoring.follow_up import follow_up_of
from app.monitoring.models import Assessment
from app.pledges import commands
from app.pledges.domain import (
    ClosingReason,
    DeadlineCause,
    ExtensionDecision,
    GroundKind,
    NewDrop,
    NewExtensionRequest,
    Reopening,
    Verdict,
)
from tests import factories
from tests.integration.pledges.counting import selects

ADOPTED_ON = date(2026, 1, 10)
ORIGINAL = date(2026, 6, 30)
AS_OF = date(2026, 8, 1)


def made(council, **values):
    pledge = factories.make_pledge(council.id, due_on=ORIGINAL, **values)
    factories.adopt(pledge, adopted_on=ADOPTED_ON)
    return pledge


def asked(pledge, until, received_on):
    new = NewExtensionRequest(new_due_on=until, reason="Chờ quy hoạch", received_on=received_on)
    return commands.request_extension(pledge=pledge, new=new, actor=None)


def granted(pledge, until, decided_on, number):
    request = asked(pledge, until, decided_on)
    decision = ExtensionDecision(granted=True, decided_on=decided_on, document_number=number)
    commands.decide_extension(request=request, decision=decision, actor=None)


def dropped(pledge, decided_on):
    ground = commands.ground_called(
        kind=GroundKind.DROP, words="Căn cứ pháp lý hoặc chủ trương đã thay đổi", actor=None
    )
    new = NewDrop(ground_id=ground.id, decided_on=decided_on, document_number="15/NQ-HĐND")
    commands.drop_pledge(pledge=pledge, new=new, actor=None)


@pytest.fixture
def appendix(council):
    def of(*pledges):
        round_ = factories.make_round(council.id, as_of=AS_OF)
        for pledge in pledges:
            db.session.add(
                Assessment(round_id=round_.id, pledge_id=pledge.id, verdict="in_progress", reason="")
            )
        db.session.flush()
        db.session.expire_all()
        return follow_up_of(round_, db.session.get(Council, council.id))

    return of


def test_each_step_is_printed_with_its_number_and_day_beside_the_first_deadline(council, appendix):
    pledge = made(council)
    granted(pledge, date(2026, 7, 15), date(2026, 6, 1), "12/TB-HĐND")
    granted(pledge, date(2026, 7, 31), date(2026, 7, 10), "19/TB-HĐND")
    (row,) = appendix(pledge).rows
    assert (row.original_due_on, row.effective_due_on, row.extensions) == (ORIGINAL, date(2026, 7, 31), 2)
    assert row.moves == (
        "Gia hạn lần 1 đến ngày 15/07/2026 (12/TB-HĐND, ngày 01/06/2026)",
        "Gia hạn lần 2 đến ngày 31/07/2026 (19/TB-HĐND, ngày 10/07/2026)",
    )
    assert row.timing(AS_OF) == "Quá hạn 1 ngày"
    assert row.late_by_original(AS_OF) == "Chậm 32 ngày so với thời hạn ban đầu"


def test_what_was_decided_after_the_day_of_the_round_does_not_count_in_it(council, appendix):
    pledge = made(council)
    granted(pledge, date(2026, 12, 31), date(2026, 8, 2), "12/TB-HĐND")
    (row,) = appendix(pledge).rows
    assert (row.effective_due_on, row.extensions, row.moves) == (ORIGINAL, 0, ())


def test_a_request_that_waits_is_printed_and_changes_nothing(council, appendix):
    pledge = made(council)
    asked(pledge, date(2026, 12, 31), date(2026, 7, 20))
    (row,) = appendix(pledge).rows
    assert row.asked == "Đang xin gia hạn đến ngày 31/12/2026 (xin muộn)"
    assert row.effective_due_on == ORIGINAL
    printed = " ".join(
        text for section in appendix(made(council), pledge).table.sections
        for line in section.rows for cell in line.cells.values() for text in cell
    )  # fmt: skip
    assert "xin muộn" in printed
    assert "(30/06/2026)" in printed


def test_a_dropped_pledge_stays_in_the_totals_outside_the_square(council, appendix):
    open_one, gone = made(council), made(council)
    dropped(gone, date(2026, 7, 1))
    paper = appendix(open_one, gone)
    assert [row.closed_as for row in paper.rows] == [None, ClosingReason.DROPPED]
    for square in (paper.square_by_effective, paper.square_by_original):
        assert (square.total, square.dated, square.dropped, square.open_overdue) == (2, 1, 1, 1)


def test_ground_and_paper_of_a_drop_are_printed_as_they_stood_on_the_day_of_the_round(council, appendix):
    pledge = made(council)
    dropped(pledge, date(2026, 7, 20))
    again = Reopening(decided_on=date(2026, 8, 2), document_number="20/NQ-HĐND", reason="Chủ trương được giữ")
    commands.reopen_pledge(pledge=pledge, new=again, actor=None)
    (row,) = appendix(pledge).rows
    ground = "Căn cứ pháp lý hoặc chủ trương đã thay đổi"
    assert row.ending == f"Thôi theo dõi: {ground} (15/NQ-HĐND, ngày 20/07/2026)"


def test_a_pledge_dropped_after_the_day_of_the_round_is_followed_in_it(council, appendix):
    pledge = made(council)
    dropped(pledge, date(2026, 8, 2))
    assert appendix(pledge).rows[0].closed_as is None


def test_a_move_by_a_sitting_is_told_in_its_own_words(council, appendix):
    pledge = made(council)
    move = commands.Move(
        pledge=pledge, plain_on=date(2026, 7, 10), from_day=date(2026, 5, 4), cause=DeadlineCause.SITTING
    )
    commands.move_deadline(move=move, actor=None)
    (row,) = appendix(pledge).rows
    assert row.moves == ("Theo ngày của kỳ họp đến ngày 10/07/2026 (ngày 04/05/2026)",)
    assert row.extensions == 0


def test_the_courses_of_many_cost_two_statements(council):
    ids = [made(council).id for _ in range(4)]
    with selects() as seen:
        courses_on(ids, day=AS_OF)
    assert len(seen) == 2


def test_the_worktable_and_the_row_show_the_marks(council, as_role):
    pledge = made(council)
    granted(pledge, date(2026, 7, 15), date(2026, 6, 1), "12/TB-HĐND")
    asked(pledge, date(2026, 12, 31), date(2026, 7, 20))
    round_ = factories.make_round(council.id, as_of=AS_OF, status=RoundStatus.ASSESSING)
    row = Assessment(round_id=round_.id, pledge_id=pledge.id, verdict=Verdict.NOT_ASSESSED, reason="")
    db.session.add(row)
    db.session.flush()
    client = as_role("monitor")
    for address in (f"rounds/{round_.id}", f"rounds/rows/{row.id}"):
        page = client.get(f"/{council.slug}/{address}").get_data(as_text=True)
        for words in ("đã gia hạn 1 lần", "đang xin gia hạn", "xin muộn"):
            assert words in page, (address, words)
