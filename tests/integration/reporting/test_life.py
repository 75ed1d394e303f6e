"""The life of a report: drafted by its agency, sent, returned, followed, accepted."""

from datetime import date

import pytest

from app.core.database import db
from app.core.errors import DomainError, StaleEditError
from app.evidence.queries import get_file
from app.monitoring import queries as monitoring
from app.monitoring.domain import Proof, ReportState, RoundStatus
from app.monitoring.models import AgencyReport, ReportEvidence
from app.pledges.domain import Lifecycle
from app.reporting import commands, queries
from app.reporting.domain import NewSubmission, SubmissionStatus
from app.reporting.models import ReportSubmission
from app.reporting.received import tell_standings
from tests import factories
from tests.integration.guards.test_frozen_by_triggers import refused
from tests.unit.evidence.test_checks import pdf

SAID = NewSubmission(
    state=ReportState.IN_PROGRESS, text="Đã xong 7/12 công trình", reported_on=date(2026, 12, 1)
)


def keep(pledge, new=SAID, **values):
    return commands.save_draft(
        agency_id=pledge.acting_agency_id, pledge=pledge, new=new, actor=None,
        **{"expected_version": None, **values},
    )  # fmt: skip


def hand_in(pledge, proves="Nghiệm thu đợt 1", part_id=None, files=None):
    """A file with the draft, and what it proves."""
    files = files or [factories.checked_file("Biên bản.pdf", pdf())]
    draft = commands.attach_files(agency_id=pledge.acting_agency_id, pledge=pledge, files=files, actor=None)
    proof = Proof(evidence_id=draft.evidence[-1].evidence_id, proves=proves, part_id=part_id)
    return keep(pledge, proofs=[proof])


def sent(pledge, new=SAID):
    draft = keep(pledge, new)
    commands.send_report(draft=draft, expected_version=None, actor=None)
    return draft


def in_state(pledge, status):
    """A report in that state."""
    draft = keep(pledge)
    if status is not SubmissionStatus.DRAFT:
        commands.send_report(draft=draft, expected_version=None, actor=None)
    if status is SubmissionStatus.RETURNED:
        commands.return_report(submission=draft, remark="Thiếu số liệu", actor=None)
    if status is SubmissionStatus.ACCEPTED:
        commands.accept_report(submission=draft, actor=None)
    return draft


ACTS = {
    "kept": lambda each: keep(each.pledge, NewSubmission(state=ReportState.BLOCKED)),
    "sent": lambda each: commands.send_report(draft=each, expected_version=None, actor=None),
    "discarded": lambda each: commands.discard_draft(draft=each, actor=None),
    "returned": lambda each: commands.return_report(submission=each, remark="Bổ sung", actor=None),
    "accepted": lambda each: commands.accept_report(submission=each, actor=None),
    "completed": lambda each: commands.complete_report(returned=each, actor=None),
}
ALLOWED = {
    SubmissionStatus.DRAFT: {"kept", "sent", "discarded"},
    SubmissionStatus.SENT: {"returned", "accepted"},
    SubmissionStatus.RETURNED: {"completed"},
    SubmissionStatus.ACCEPTED: set(),
}


@pytest.mark.usefixtures("row")
@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("status", SubmissionStatus)
def test_each_state_takes_its_own_acts_alone_and_keeping_a_draft_touches_no_other_report(pledge, status, act):
    report = in_state(pledge, status)
    before = commands.content_of(report)
    if act in ALLOWED[status]:
        ACTS[act](report)
    elif act == "kept":
        assert ACTS[act](report) is not report  # another draft begins
    else:
        with pytest.raises(DomainError):
            ACTS[act](report)
    if status is not SubmissionStatus.DRAFT:
        assert commands.content_of(report) == before


@pytest.mark.parametrize("status", [each for each in SubmissionStatus if each != "draft"])
def test_sql_cannot_change_what_was_sent(row, pledge, status):
    report = in_state(pledge, status)
    for change in (
        "text = 'khác'", "state = 'claims_done'", "reported_on = '2026-12-02'", "status = 'draft'", "value = '9'",
        "sent_at = NULL", "difficulties = 'khác'", "follows_id = id", "claimed_done_on = '2026-12-01'",
    ):  # fmt: skip
        refused(f"UPDATE report_submissions SET {change} WHERE id = :id", id=report.id)
    refused("DELETE FROM report_submissions WHERE id = :id", id=report.id)


def test_sql_cannot_touch_the_files_of_what_was_sent_nor_of_what_was_accepted(row, pledge):
    draft = hand_in(pledge)
    evidence_id = draft.evidence[0].evidence_id
    commands.send_report(draft=draft, expected_version=None, actor=None)
    other = factories.keep_file("khac.pdf", pdf())
    which = {"s": draft.id, "e": evidence_id}
    where = "WHERE submission_id = :s AND evidence_id = :e"
    refused(f"UPDATE submission_evidence SET proves = 'khác' {where}", **which)
    refused(f"DELETE FROM submission_evidence {where}", **which)
    refused(
        "INSERT INTO submission_evidence (council_id, submission_id, evidence_id, proves) VALUES (:c, :s, :e, '')",
        c=pledge.council_id, s=draft.id, e=other.id,
    )  # fmt: skip
    commands.accept_report(submission=draft, actor=None)
    refused("UPDATE report_evidence SET proves = 'khác' WHERE evidence_id = :e", e=evidence_id)
    refused("DELETE FROM report_evidence WHERE evidence_id = :e", e=evidence_id)


def test_a_file_of_a_draft_cannot_be_moved_into_what_was_sent(row, pledge):
    report = sent(pledge)
    draft = hand_in(pledge)
    refused(
        "UPDATE submission_evidence SET submission_id = :r WHERE submission_id = :d", r=report.id, d=draft.id
    )


def test_an_agency_has_one_draft_of_a_pledge_and_a_second_contact_sees_that_it_was_changed(pledge):
    first = keep(pledge)
    stale = first.version
    again = keep(pledge, NewSubmission(state=ReportState.BLOCKED), expected_version=stale)
    assert again is first
    with pytest.raises(StaleEditError):
        keep(pledge, SAID, expected_version=stale)
    with pytest.raises(StaleEditError):
        keep(pledge, SAID, expected_version=0)  # opened before there was any draft


def test_a_draft_changes_nothing_and_its_files_are_its_agencys_own_affair(row, pledge):
    draft = hand_in(pledge)
    file_id = draft.evidence[0].evidence_id
    assert db.session.query(AgencyReport).count() == 0
    with pytest.raises(DomainError):
        get_file(file_id)
    commands.send_report(draft=draft, expected_version=None, actor=None)
    assert get_file(file_id).name == "Biên bản.pdf"


def test_an_accepted_report_stands_in_the_register_as_it_was_sent_with_its_files(row, pledge):
    draft = hand_in(pledge)
    commands.send_report(draft=draft, expected_version=None, actor=None)
    report = commands.accept_report(submission=draft, actor=None)
    assert (report.text, report.reported_on, report.round_id) == (SAID.text, SAID.reported_on, row.round_id)
    assert monitoring.get_assessment(row.id).report_id == report.id == draft.report_id
    files = db.session.query(ReportEvidence).all()
    assert [(each.evidence_id, each.proves) for each in files] == [
        (draft.evidence[0].evidence_id, "Nghiệm thu đợt 1")
    ]


def test_between_two_rounds_a_report_is_accepted_with_the_pledge_alone(pledge):
    report = commands.accept_report(submission=sent(pledge), actor=None)
    assert (report.pledge_id, report.round_id) == (pledge.id, None)


def test_the_report_of_a_helping_agency_leaves_the_round_waiting_for_who_must_act(council, row, pledge):
    helper = factories.make_agency(council.id)
    report = factories.make_submission(pledge, agency_id=helper.id)
    db.session.expire(report)
    report = queries.find_draft(agency_id=helper.id, pledge_id=pledge.id)
    commands.send_report(draft=report, expected_version=None, actor=None)
    assert tell_standings(row.round_id, [pledge.id]) == {}
    entered = commands.accept_report(submission=report, actor=None)
    assert (entered.agency_id, entered.round_id) == (helper.id, None)
    assert monitoring.get_assessment(row.id).report_id is None


def test_a_round_that_is_approved_takes_no_report_any_more(row, pledge):
    report = sent(pledge)
    row.round.status = RoundStatus.APPROVED
    db.session.flush()
    assert commands.accept_report(submission=report, actor=None).round_id is None
    assert monitoring.get_assessment(row.id).report_id is None


def test_a_returned_report_is_followed_by_a_new_one_with_its_words_and_its_files(row, pledge):
    first = hand_in(pledge)
    commands.send_report(draft=first, expected_version=None, actor=None)
    commands.return_report(submission=first, remark="Thiếu biên bản của huyện", actor=None)
    second = commands.complete_report(returned=first, actor=None)
    assert second.follows_id == first.id
    assert commands.content_of(second) == commands.content_of(first)
    assert commands.proofs_of(second) == commands.proofs_of(first)
    with pytest.raises(DomainError):
        commands.complete_report(returned=first, actor=None)  # one draft at a time


def test_a_return_says_what_is_missing(row, pledge):
    with pytest.raises(DomainError) as without:
        commands.return_report(submission=sent(pledge), remark="  ", actor=None)
    assert without.value.field == "remark"


def test_a_pledge_no_longer_followed_is_not_reported_on(pledge):
    draft = keep(pledge)
    pledge.lifecycle, pledge.closed_on = Lifecycle.CLOSED, date(2026, 12, 1)
    db.session.flush()
    with pytest.raises(DomainError):
        commands.send_report(draft=draft, expected_version=None, actor=None)
    with pytest.raises(DomainError):
        keep(pledge)


def test_a_file_shows_a_part_of_its_own_pledge_alone(council, pledge):
    from app.pledges.models import PledgePart

    other = factories.make_pledge(council.id)
    foreign = factories._save(
        PledgePart(council_id=council.id, pledge_id=other.id, kind="step", words="Khởi công")
    )
    with pytest.raises(DomainError) as wrong:
        hand_in(pledge, part_id=foreign.id)
    assert wrong.value.field == "part_id"


def test_throwing_a_draft_away_leaves_nothing_of_it(pledge):
    commands.discard_draft(draft=hand_in(pledge), actor=None)
    assert db.session.query(ReportSubmission).count() == 0
    assert queries.find_draft(agency_id=pledge.acting_agency_id, pledge_id=pledge.id) is None
