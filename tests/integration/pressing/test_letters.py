"""Letters to agencies: prepared together, issued one by one, each exactly once, and logged on every pledge."""

import io
import zipfile
from datetime import date, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask import g

from app.core.database import db
from app.core.errors import DomainError
from app.documents.models import DocumentNumber, IssuedDocument
from app.monitoring.domain import NextStep, RoundStatus
from app.monitoring.models import Assessment
from app.pledges.domain import Verdict
from app.pressing.domain import LetterKind, StepKind
from app.pressing.ladder.queries import pressed, steps_of
from app.pressing.letters import commands, queries
from app.pressing.letters.assembling import letters_as_papers
from app.pressing.letters.domain import NewAnswer, NewRun, Sending
from app.pressing.letters.usual_words import usual_words
from app.pressing.letters.work import issue_letters
from app.pressing.models import LadderStep, LetterRun, PledgeStep
from tests import factories
from tests.integration.monitoring.test_queries import counted
from tests.integration.pressing.conftest import TODAY, late_pledges

pytestmark = pytest.mark.usefixtures("quick_paper")
DUE = TODAY + timedelta(days=15)


class Quietly:
    """A work that tells nobody how far it has come."""

    owner = None

    def step(self, done: int, total: int) -> None:
        assert done <= total


def prepared(council: Any, pledges: list[Any], kind: LetterKind = LetterKind.REMINDER) -> LetterRun:
    new = NewRun(
        kind=kind,
        signed_on=TODAY,
        pledge_ids=tuple(each.id for each in pledges),
        words=usual_words(kind, council, TODAY),
        answer_due_on=DUE if kind is LetterKind.EXPLANATION else None,
    )
    return commands.prepare_run(new=new, actor=None)


def issued(council: Any, run: LetterRun, *, first: str = "12") -> LetterRun:
    commands.release_run(
        run=queries.get_run(run.id),
        sending=Sending(number=first),
        council=council,
        title="",
        address="",
        actor=None,
    )
    run_id, g.council_slug = run.id, council.slug
    db.session.commit()
    issue_letters({"run_id": run_id, "address": ""}, Quietly())  # type: ignore[arg-type] # all the work asks of its progress
    return queries.get_run(run_id)


def numbers(run: LetterRun) -> list[str]:
    return [each.document.full_number for each in queries.letters_of(run.id) if each.document]


@pytest.fixture(autouse=True)
def _somebody_signs(council):
    factories.make_signer(council.id, name="Người Ký Mẫu")


def test_one_letter_is_prepared_for_each_agency_that_must_act_today(council, late):
    other = factories.make_agency(council.id, name="Sở Kế thừa")
    late[2].acting_agency_id = other.id
    db.session.flush()
    run = prepared(council, late)
    letters = queries.letters_of(run.id)
    assert [(each.agency.name, len(each.pledges)) for each in letters] == [
        ("Sở Kế thừa", 1),
        ("Sở số 001", 2),
    ]
    assert not any(each.document_id for each in letters)


def test_letters_are_numbered_in_order_and_stand_on_each_of_their_pledges(council, late):
    run = issued(council, prepared(council, late))
    assert numbers(run) == ["12/HĐND-VP", "13/HĐND-VP"]
    lines = steps_of([each.id for each in late])
    told = [
        (line.step.taken_on, line.number, line.step.recipient, line.step.step.kind)
        for line in lines[late[2].id]
    ]
    assert told == [(TODAY, "13/HĐND-VP", "Sở số 002", StepKind.REMINDED)]
    assert [line.number for line in lines[late[0].id]] == ["12/HĐND-VP"]


def test_work_that_is_done_again_issues_no_letter_twice(council, late):
    run = issued(council, prepared(council, late))
    issue_letters({"run_id": run.id, "address": ""}, Quietly())  # type: ignore[arg-type] # all the work asks of its progress
    assert numbers(run) == ["12/HĐND-VP", "13/HĐND-VP"]
    assert db.session.scalar(sa.select(sa.func.count(PledgeStep.id))) == 3
    assert db.session.scalar(sa.select(sa.func.count(IssuedDocument.id))) == 2


def test_a_number_that_another_paper_took_meanwhile_is_passed_over(council, late, monkeypatch):
    from app.documents import printing
    from app.pressing.letters import work

    real, taken = work.print_papers, []

    def while_another_paper_is_issued(manuscripts: Any, *, address: str) -> Any:
        made = real(manuscripts, address=address)
        if not taken:
            taken.append(True)
            number_taken(council, 12)
        return made

    monkeypatch.setattr(work, "print_papers", while_another_paper_is_issued)
    assert printing.print_papers is real
    run = issued(council, prepared(council, late))
    assert numbers(run) == ["13/HĐND-VP", "14/HĐND-VP"]


def number_taken(council: Any, sequence: int) -> None:
    paper = IssuedDocument(
        council_id=council.id, kind="correction", number=f"{sequence}/HĐND-VP", title="Đính chính", issued_on=TODAY,
        subject_type="Round", subject_id=1, sha256="2" * 64, size=1, pages=1, media_type="application/pdf", data={},
        template_version="1",
    )  # fmt: skip
    db.session.add(paper)
    db.session.flush()
    number = DocumentNumber(
        council_id=council.id,
        document_id=paper.id,
        symbol="HĐND-VP",
        year=2026,
        sequence=sequence,
        numbered_on=TODAY,
    )
    db.session.add(number)
    db.session.commit()


def test_a_pledge_reminded_before_is_reminded_again_and_its_letter_counts_the_times(council, late):
    issued(council, prepared(council, late[:1]))
    second = prepared(council, late[:1])
    [paper] = letters_as_papers(queries.whole_letters(second.id), council)
    assert [row.reminders for row in paper.rows] == [1]
    issued(council, second, first="13")
    kinds = [line.step.step.kind for line in steps_of([late[0].id])[late[0].id]]
    assert kinds == [StepKind.REMINDED, StepKind.REMINDED_AGAIN]
    assert numbers(second) == ["13/HĐND-VP"]


def test_the_usual_ladder_becomes_the_councils_own_with_the_first_step(council, late):
    assert db.session.scalar(sa.select(sa.func.count(LadderStep.id))) == 0
    issued(council, prepared(council, late))
    assert [
        step.kind for step in db.session.scalars(sa.select(LadderStep).order_by(LadderStep.position))
    ] == [kind for kind in StepKind if kind is not StepKind.OTHER]


def test_an_explanation_is_awaited_until_its_day_then_missed_and_logged_when_it_comes(council, late):
    run = issued(council, prepared(council, late, LetterKind.EXPLANATION))
    assert queries.unanswered(DUE) == []
    assert pressed(late[0].id, TODAY).proposal.step is None
    missed = queries.unanswered(DUE + timedelta(days=3))
    assert [
        (each.agency.name, (DUE + timedelta(days=3) - each.run.answer_due_on).days) for each in missed
    ] == [
        ("Sở số 001", 3),
        ("Sở số 002", 3),
    ]
    letter = queries.get_letter(missed[0].id)
    answer = NewAnswer(answered_on=TODAY, answer_number="598/BC-SNN")
    commands.log_answer(letter=letter, new=answer, expected_version=letter.version, actor=None)
    assert [each.agency.name for each in queries.unanswered(DUE + timedelta(days=3))] == ["Sở số 002"]
    assert pressed(late[0].id, TODAY).proposal.step is not None
    assert numbers(run) == ["12/HĐND-VP", "13/HĐND-VP"]


def test_an_answer_is_not_older_than_its_letter(council, late):
    run = issued(council, prepared(council, late))
    letter = queries.letters_of(run.id)[0]
    with pytest.raises(DomainError):
        commands.log_answer(
            letter=queries.get_letter(letter.id),
            new=NewAnswer(answered_on=TODAY - timedelta(days=1)),
            expected_version=None,
            actor=None,
        )


def test_the_number_of_the_first_letter_is_asked_for_and_a_taken_one_refused(council, late):
    run = prepared(council, late)
    number_taken(council, 12)
    for number, field in (("", None), ("12", "number"), ("20", "number_confirmed")):
        sending = Sending(number=number)
        if not number:
            continue
        with pytest.raises(DomainError) as refused:
            commands.release_run(
                run=queries.get_run(run.id),
                sending=sending,
                council=council,
                title="",
                address="",
                actor=None,
            )
        assert refused.value.field == field


def test_released_letters_no_longer_change_and_are_not_thrown_away(council, late):
    run = issued(council, prepared(council, late))
    with pytest.raises(DomainError):
        commands.discard_run(run=run, actor=None)
    with pytest.raises(DomainError):
        commands.leave_out(letter=queries.get_letter(queries.letters_of(run.id)[0].id), actor=None)


def test_prepared_letters_can_be_left_out_and_thrown_away(council, late):
    run = prepared(council, late)
    commands.leave_out(letter=queries.get_letter(queries.letters_of(run.id)[0].id), actor=None)
    assert [each.agency.name for each in queries.letters_of(run.id)] == ["Sở số 002"]
    commands.discard_run(run=queries.get_run(run.id), actor=None)
    assert db.session.scalar(sa.select(sa.func.count(LetterRun.id))) == 0


def test_of_a_round_those_are_chosen_who_did_not_report_or_whom_its_approval_says_to_press(council, late):
    round_ = factories.make_round(council.id, status="assessing")
    for pledge, step in zip(late, (NextStep.REMIND, NextStep.DEMAND_EXPLANATION, None), strict=True):
        factories._save(
            Assessment(
                council_id=council.id, round_id=round_.id, pledge_id=pledge.id, next_step=step,
                verdict=Verdict.IN_PROGRESS, report_id=report_of(council, pledge) if step else None,
            )
        )  # fmt: skip
    round_.status = RoundStatus.APPROVED
    db.session.flush()
    wanted = queries.Wanted(kind=LetterKind.REMINDER, round_id=round_.id)
    assert found(wanted) == {late[0].code: "asks", late[2].code: "No report"}
    explain = queries.Wanted(kind=LetterKind.EXPLANATION, round_id=round_.id)
    assert set(found(explain)) == {late[1].code}


def report_of(council: Any, pledge: Any) -> int:
    from app.monitoring.models import AgencyReport

    report = AgencyReport(
        council_id=council.id, pledge_id=pledge.id, state="in_progress", text="Đang làm", reported_on=TODAY
    )
    return int(factories._save(report).id)


def found(wanted: queries.Wanted) -> dict[str, str]:
    told = {}
    for group in queries.candidates(wanted, TODAY):
        for each in group.candidates:
            message = each.reasons[0].message
            told[each.pledge.code] = "asks" if "asks for it" in message else message[:9]
    return told


def test_the_letter_says_what_was_promised_by_when_and_how_late_it_is(council, late):
    late[0].effective_due_on = date(2026, 11, 13)
    db.session.flush()
    run = prepared(council, late)
    paper = letters_as_papers(queries.whole_letters(run.id), council)[0]
    assert paper.addressees == ("Sở số 001",)
    assert "còn 02 cam kết" in paper.paragraphs[0].text
    assert "Nghị quyết số 95/NQ-HĐND ngày 10 tháng 7 năm 2026" in paper.paragraphs[0].text
    assert [row.days_overdue for row in paper.rows] == [10, 23]
    assert paper.recipients[0] == "Như trên"
    assert paper.closing.endswith("./.")
    assert paper.letterhead is not None
    assert paper.letterhead.subject.startswith("V/v đôn đốc")
    assert "[" not in f"{paper.paragraphs}{paper.ending}{paper.closing}{paper.title}"


def test_twenty_agencies_cost_no_more_statements_than_two(council, late):
    def ask(run_id: int) -> int:
        db.session.expunge_all()
        with counted() as sent:
            letters_as_papers(queries.whole_letters(run_id), council)
            queries.candidates(queries.Wanted(kind=LetterKind.REMINDER), TODAY)
            queries.letters_of(run_id)
            queries.runs()
        return len(sent)

    few = ask(prepared(council, late).id)
    council = db.session.merge(council)
    many = late_pledges(council, 18, (2, 1), first=3)
    assert ask(prepared(council, many).id) == few


def test_the_stored_files_are_handed_out_as_they_are(council, late, as_role):
    run = issued(council, prepared(council, late))
    answer = as_role("clerk").get(f"/{council.slug}/pressing/runs/{run.id}/letters.zip")
    with zipfile.ZipFile(io.BytesIO(answer.data)) as packed:
        assert packed.namelist() == [
            "001 Công văn đôn đốc 12-HĐND-VP.pdf",
            "002 Công văn đôn đốc 13-HĐND-VP.pdf",
        ]
        stored = queries.letters_of(run.id)[0].document
        assert stored is not None
        from app.documents.queries import read_issued

        assert packed.read(packed.namelist()[0]) == read_issued(stored)
