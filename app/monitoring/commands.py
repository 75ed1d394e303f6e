"""Opening a round, logging reports, assessing, approving, issuing the follow-up appendix."""

from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy.orm.attributes import flag_modified

from app.accounts.models import User
from app.core.clock import now, today
from app.core.database import changes_of, db
from app.core.errors import N_, DomainError, StaleEditError
from app.core.events import publish
from app.core.records import about, put, refuse_stale
from app.council.models import Council
from app.documents.commands import check_papers, issue_papers
from app.documents.models import IssuedDocument
from app.documents.printing import Manuscript, Prints
from app.monitoring import offer, queries
from app.monitoring.domain import (
    FollowUpIssued,
    Grounds,
    NewAssessment,
    NewIssue,
    NewReport,
    NewRound,
    PartVerdict,
    PledgeAssessed,
    Proof,
    RoundApproved,
    RoundMoved,
    RoundOpened,
    RoundStatus,
)
from app.monitoring.follow_up import full_issue, papers_of
from app.monitoring.models import AgencyReport, Assessment, Round
from app.monitoring.part_commands import found_parts, settle_parts, write_part_verdicts
from app.monitoring.parts import unkept
from app.monitoring.report_commands import enter_report
from app.monitoring.rules import (
    check_approval,
    check_issue,
    check_move,
    check_round,
    check_verdict,
    closes,
)
from app.monitoring.seals import seals_of
from app.monitoring.turns import lock_open, lock_round
from app.pledges import history
from app.pledges.commands import close_pledge, note_verdict
from app.pledges.domain import ClosingReason, Lifecycle, Verdict
from app.pledges.measuring import Reached, measure_of, reached_words
from app.pledges.models import Pledge


def open_round(*, new: NewRound, actor: User | None) -> Round:
    """Open a round over adopted pledges that are still followed; each row remembers the verdict before."""
    check_round(new, today=today())
    if queries.find_round(new.number) is not None:
        raise DomainError(N_("Round %(number)s already exists."), number=new.number, field="number")
    pledges = offer.pledges_by_id(new.pledge_ids)
    _check_followed(pledges, new)
    round_ = Round(
        number=new.number,
        title=new.title,
        as_of=new.as_of,
        assessing_body_id=new.assessing_body_id,
        opened_by_id=_id(actor),
    )
    db.session.add(round_)
    db.session.flush()
    db.session.add_all(
        Assessment(round_id=round_.id, pledge_id=pledge.id, previous_verdict=_verdict_before(pledge, new))
        for pledge in pledges
    )
    details = {
        "number": new.number,
        "title": new.title,
        "as_of": new.as_of.isoformat(),
        "pledges": [pledge.code for pledge in pledges],
    }
    publish(RoundOpened(**about(round_, actor), details=details))
    return round_


def move_round(*, round_: Round, to: RoundStatus, actor: User | None) -> None:
    """Go on to collecting reports or to assessing; approval and issue have commands of their own."""
    lock_round(round_)
    if to not in {RoundStatus.COLLECTING, RoundStatus.ASSESSING}:
        raise DomainError(
            N_("A round that is “%(current)s” cannot become “%(wanted)s”."), current=round_.status, wanted=to
        )
    _move(round_, to)
    publish(RoundMoved(**about(round_, actor), details={"status": to.value}))


def log_report(
    *, assessment: Assessment, new: NewReport, actor: User | None, proofs: Sequence[Proof] = ()
) -> AgencyReport:
    """Log what the agency reported in this round. A later report follows an earlier one; none is ever edited."""
    lock_open(assessment.round, RoundStatus.COLLECTING, RoundStatus.ASSESSING)
    pledge, round_id = assessment.pledge, assessment.round_id
    report = enter_report(pledge=pledge, round_id=round_id, new=new, proofs=proofs, actor=actor)
    assessment.report_id, assessment.report = report.id, report
    db.session.flush()
    return report


def assess_pledge(
    *,
    assessment: Assessment,
    new: NewAssessment,
    expected_version: int | None,
    actor: User | None,
    parts: Sequence[PartVerdict | None] = (),
) -> None:
    """Give a verdict with what its kind needs, and one on each part. It counts once the Standing Committee approved the round."""
    lock_open(assessment.round, RoundStatus.ASSESSING)
    columns = asdict(new)
    refuse_stale(assessment, columns, expected_version)
    part_changes = write_part_verdicts(assessment, parts)
    check_verdict(new, _grounds(assessment, new))
    put(assessment, columns)
    changes = changes_of(assessment) | part_changes
    if not changes:
        return
    flag_modified(assessment, "verdict")
    assessment.assessed_by_id, assessment.assessed_at = _id(actor), now()
    db.session.flush()
    publish(PledgeAssessed(**about(assessment, actor), details={"pledge": assessment.pledge.code, **changes}))


def approve_round(
    *, round_: Round, confirmed: bool, expected_edition: int | None, actor: User | None
) -> None:
    """Approve every verdict of the round at once. They freeze, stand on their pledges, and kept pledges are closed.

    Raises `StaleEditError` when a verdict was changed since the approver looked (`queries.edition`).
    """
    lock_round(round_)
    edition = queries.edition(round_)
    if expected_edition not in {None, edition}:
        raise StaleEditError(theirs={}, version=edition)
    check_move(round_.status, RoundStatus.APPROVED)
    rows = queries.assessments(round_.id)
    unassessed = [row.pledge.code for row in rows if row.verdict is Verdict.NOT_ASSESSED]
    check_approval(
        as_of=round_.as_of,
        today=today(),
        approver_id=_id(actor),
        assessor_ids=queries.assessor_ids(round_.id),
        unassessed=len(unassessed),
        confirmed=confirmed,
    )
    for row in rows:
        _settle(row, round_, actor)
    settle_parts(rows, round_)
    round_.approved_by_id, round_.approved_at = _id(actor), now()
    _move(round_, RoundStatus.APPROVED)
    details = {
        "verdicts": {row.pledge.code: row.verdict.value for row in rows},
        "unassessed_confirmed": unassessed,
        "digest": seals_of([round_])[round_.id],
    }
    publish(RoundApproved(**about(round_, actor), details=details))


def gather_follow_up(*, round_: Round, new: NewIssue) -> list[Manuscript]:
    """The follow-up appendix of an approved round, to be printed beforehand; refuses where issuing would be refused."""
    check_move(round_.status, RoundStatus.ISSUED)
    check_issue(new, as_of=round_.as_of, today=today())
    papers = papers_of(round_, db.session.get_one(Council, round_.council_id), full_issue(new))
    check_papers(papers, number_confirmed=new.number_confirmed)
    return papers


def issue_follow_up(*, round_: Round, new: NewIssue, printed: Prints, actor: User | None) -> IssuedDocument:
    """Issue the printed follow-up appendix of an approved round. After that nothing of the round can change."""
    lock_round(round_)
    issued, *_others = issue_papers(
        manuscripts=gather_follow_up(round_=round_, new=new),
        printed=printed,
        actor=actor,
    )
    round_.issued_at = now()
    _move(round_, RoundStatus.ISSUED)
    details = {"number": issued.number, "document_id": issued.id}
    publish(FollowUpIssued(**about(round_, actor), details=details))
    return issued


def _check_followed(pledges: list[Pledge], new: NewRound) -> None:
    if len(pledges) != len(set(new.pledge_ids)) or any(
        pledge.lifecycle is not Lifecycle.ADOPTED for pledge in pledges
    ):
        raise DomainError(
            N_("A round looks only at adopted pledges that are still followed. Please choose again."),
            field="pledges",
        )
    later = [
        pledge.code for pledge in pledges if pledge.adopted_on is not None and pledge.adopted_on > new.as_of
    ]
    if later:
        raise DomainError(
            N_("The day of the round lies before the adoption of these pledges: %(codes)s."),
            codes=", ".join(later[:10]),
            field="as_of",
        )


def _verdict_before(pledge: Pledge, new: NewRound) -> Verdict | None:
    known = pledge.verdict_on is not None and pledge.verdict_on <= new.as_of
    return pledge.verdict if known else None


def _settle(row: Assessment, round_: Round, actor: User | None) -> None:
    """Let the verdict stand on the pledge, unless a round that looked at a later day already has one there."""
    pledge = row.pledge
    if row.verdict is Verdict.NOT_ASSESSED or (
        pledge.verdict_on is not None and pledge.verdict_on > round_.as_of
    ):
        return
    note_verdict(pledge=pledge, verdict=row.verdict, verdict_on=round_.as_of, completed_on=row.completed_on)
    if closes(row.verdict, row.next_step) and pledge.lifecycle is Lifecycle.ADOPTED:
        close_pledge(pledge=pledge, reason=ClosingReason.KEPT, closed_on=round_.as_of, actor=actor)


def _grounds(assessment: Assessment, new: NewAssessment) -> Grounds:
    pledge = assessment.pledge
    line = history.deadline_on(pledge.id, assessment.round.as_of)
    measure = measure_of(pledge)
    reached = Reached(measure, new.value) if measure and new.value is not None else None
    return Grounds(
        promised_on=pledge.session.held_on,
        due_on=line.due_on if line else None,
        as_of=assessment.round.as_of,
        today=today(),
        report_state=assessment.report.state if assessment.report else None,
        evidence=len(assessment.evidence),
        owing=unkept(found_parts(assessment)),
        missed=reached_words(reached) if reached and not reached.reached else "",
    )


def _move(round_: Round, to: RoundStatus) -> None:
    check_move(round_.status, to)
    round_.status = to
    db.session.flush()


def _id(actor: User | None) -> int | None:
    return actor.id if actor else None
