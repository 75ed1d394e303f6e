"""The way of a report, and what it needs to be sent."""

from datetime import date
from itertools import product

import pytest

from app.core.errors import DomainError
from app.monitoring.domain import Proof, ReportState
from app.reporting.domain import (
    AtSending,
    NewSubmission,
    SubmissionStatus,
    check_move,
    check_sending,
)

DAY = date(2026, 11, 20)
AT = AtSending(promised_on=date(2026, 7, 8), due_on=date(2026, 12, 31), today=DAY)
WAYS = {
    (SubmissionStatus.DRAFT, SubmissionStatus.SENT),
    (SubmissionStatus.SENT, SubmissionStatus.RETURNED),
    (SubmissionStatus.SENT, SubmissionStatus.ACCEPTED),
}


@pytest.mark.parametrize(("current", "wanted"), list(product(SubmissionStatus, SubmissionStatus)))
def test_a_report_goes_only_from_draft_to_sent_and_from_there_to_returned_or_accepted(current, wanted):
    if (current, wanted) in WAYS:
        check_move(current, wanted)
    else:
        with pytest.raises(DomainError):
            check_move(current, wanted)


def said(**values):
    return NewSubmission(
        **{"state": ReportState.IN_PROGRESS, "text": "Đã làm.", "reported_on": DAY, **values}
    )


def asks_time(**values):
    return said(
        state=ReportState.ASKS_EXTENSION,
        **{"asked_due_on": date(2027, 6, 30), "asked_ground_id": 1, **values},
    )


@pytest.mark.parametrize(
    "report",
    [
        said(),
        said(state=ReportState.CLAIMS_DONE, claimed_done_on=DAY),
        said(state=ReportState.BLOCKED, difficulties="Chưa có mặt bằng"),
        said(state=ReportState.ASKS_DROP, asked_ground_id=1),
        asks_time(),
        asks_time(asked_words="hết quý II năm 2027"),
    ],
)
def test_a_report_with_what_its_state_needs_is_sent(report):
    check_sending(report, [Proof(evidence_id=1, proves="Biên bản nghiệm thu")], AT)


@pytest.mark.parametrize(
    ("report", "field"),
    [
        (said(reported_on=None), "reported_on"),
        (said(reported_on=date(2026, 11, 21)), "reported_on"),
        (said(reported_on=date(2026, 7, 7)), "reported_on"),
        (said(text=""), "text"),
        (said(state=ReportState.NOT_REPORTED), "state"),
        (said(state=ReportState.CLAIMS_DONE), "claimed_done_on"),
        (said(claimed_done_on=DAY), "claimed_done_on"),
        (said(state=ReportState.BLOCKED), "difficulties"),
        (said(state=ReportState.ASKS_DROP), "drop_ground"),
        (said(asked_due_on=date(2027, 6, 30)), "asked_due_on"),
        (said(asked_words="năm sau"), "asked_due_on"),
        (said(asked_ground_id=1), "ground"),
        (asks_time(asked_due_on=None), "asked_due_on"),
        (asks_time(asked_due_on=date(2026, 12, 31)), "asked_due_on"),
        (asks_time(asked_ground_id=None), "ground"),
    ],
)
def test_a_report_that_lacks_something_says_in_which_field(report, field):
    with pytest.raises(DomainError) as refused:
        check_sending(report, [], AT)
    assert refused.value.field == field


def test_every_file_says_what_it_proves_before_it_is_sent():
    proofs = [Proof(evidence_id=1, proves="Quyết định"), Proof(evidence_id=2, proves=" ")]
    with pytest.raises(DomainError) as refused:
        check_sending(said(), proofs, AT)
    assert refused.value.field == "evidence"
