"""One record of every kind an address can name, so that generated tests walk real pages and not only empty ones."""

from datetime import date
from typing import Any

from app.core.tenancy import scoped_to
from tests import factories

DAY = date(2026, 7, 8)


class World:
    """The records of one council, found by the argument of the address that names them."""

    def __init__(self, council: Any) -> None:
        self.council = council
        self.slug = council.slug
        with scoped_to(council.id):
            self.ids = {name: record.id for name, record in self._records().items()}

    def _records(self) -> dict[str, Any]:
        pledge = _adopted_pledge(self.council.id)
        draft = factories.make_pledge(self.council.id, answer=pledge.answer)
        clerk = factories.make_user("clerk", council_id=self.council.id)
        holding = factories.make_holding(self.council.id)
        return {
            "sitting_id": pledge.session.sitting,
            "session_id": pledge.session,
            "group_id": pledge.topic_group,
            "question_id": pledge.answer.question,
            "answer_id": pledge.answer,
            "pledge_id": draft,
            "user_id": clerk,
            "agencies": holding.office.agency,
            "offices": holding.office,
            "holders": holding,
            "opinion_id": _disagreed(self.council.id, pledge.answer),
            **_monitored(self.council.id, pledge),
            **_decided(self.council.id, pledge),
            **_pressed(self.council.id, pledge),
            **_around(self.council.id, clerk),
            **_passed_on(self.council.id, pledge, holding),
            **_selected(self.council.id, pledge),
        }

    def id_for(self, argument: str, address: str) -> int:
        """The record an argument of that address stands for."""
        if argument != "entry_id":
            return int(self.ids[argument])
        named = next((kind for kind in ("offices", "holders") if f"/{kind}/" in address), "agencies")
        return int(self.ids[named])


def _adopted_pledge(council_id: int) -> Any:
    pledge = factories.make_pledge(council_id)
    factories.adopt(pledge)
    return pledge


def _disagreed(council_id: int, answer: Any) -> Any:
    from app.questions.models import AnswerOpinion

    delegate = factories.make_delegate(council_id)
    return factories._save(
        AnswerOpinion(
            council_id=council_id,
            answer_id=answer.id,
            delegate_id=delegate.id,
            agrees=False,
            reason="Chưa rõ",
        )
    )


def _monitored(council_id: int, pledge: Any) -> dict[str, Any]:
    from app.evidence.models import EvidenceFile
    from app.monitoring.models import Assessment

    monitoring = factories.make_round(council_id, status="assessing")
    evidence = EvidenceFile(
        council_id=council_id, sha256="0" * 64, size=1, media_type="application/pdf", name="a.pdf"
    )
    row = Assessment(council_id=council_id, round_id=monitoring.id, pledge_id=pledge.id)
    return {
        "round_id": monitoring,
        "assessment_id": factories._save(row),
        "evidence_id": factories._save(evidence),
        "submission_id": factories.make_submission(pledge, status="sent"),
    }


def _decided(council_id: int, pledge: Any) -> dict[str, Any]:
    from app.monitoring.models import RequestionProposal
    from app.pledges.models import ExtensionRequest, Ground, PledgeLink

    newer = _adopted_pledge(council_id)
    request = ExtensionRequest(
        council_id=council_id,
        pledge_id=pledge.id,
        new_due_on=date(2027, 6, 30),
        reason="Lý do",
        received_on=DAY,
    )
    link = PledgeLink(
        council_id=council_id, older_id=pledge.id, newer_id=newer.id, kind="promised_again", decided_on=DAY
    )
    return {
        "request_id": factories._save(request),
        "ground_id": factories._save(Ground(council_id=council_id, kind="extension", words="Lý do")),
        "link_id": factories._save(link),
        "requestion_id": factories._save(RequestionProposal(council_id=council_id, pledge_id=pledge.id)),
        "resolution_id": factories.make_resolution(council_id),
    }


def _pressed(council_id: int, pledge: Any) -> dict[str, Any]:
    from app.pressing.letters.domain import RunWords
    from app.pressing.models import LadderStep, Letter, LetterPledge, LetterRun, SittingReport

    words = RunWords(
        subject="đôn đốc", opening="Đề nghị [cơ quan]:", request="Báo cáo", closing="Trân trọng."
    )
    run = factories._save(
        LetterRun(council_id=council_id, kind="reminder", signed_on=DAY, words=words.to_data())
    )
    line = LetterPledge(council_id=council_id, pledge_id=pledge.id, position=1)
    letter = Letter(
        council_id=council_id, run_id=run.id, agency_id=pledge.lead_agency_id, position=1, pledges=[line]
    )
    report = SittingReport(
        council_id=council_id,
        sitting_id=pledge.session.sitting_id,
        agency_id=pledge.lead_agency_id,
        received_on=DAY,
    )
    return {
        "run_id": run,
        "letter_id": factories._save(letter),
        "step_id": factories._save(
            LadderStep(council_id=council_id, kind="reminded", name="Đôn đốc", position=1)
        ),
        "sitting_report_id": factories._save(report),
    }


def _around(council_id: int, clerk: Any) -> dict[str, Any]:
    from app.accounts.models import Membership
    from app.core.database import db
    from app.core.jobs.models import Job
    from app.council.models import Abbreviation, CalendarDay, LegalLimit
    from app.documents.models import IssuedDocument, LegalBasis
    from app.reminders.models import MailMessage

    paper = IssuedDocument(
        council_id=council_id,
        kind="pledge_appendix",
        number="1/NQ-HĐND",
        title="Phụ lục",
        issued_on=DAY,
        subject_type="Resolution",
        subject_id=1,
        sha256="1" * 64,
        size=1,
        pages=1,
        media_type="application/pdf",
        data={},
        template_version="1",
    )
    return {
        "document_id": factories._save(paper),
        "membership_id": db.session.scalars(
            db.select(Membership).where(Membership.user_id == clerk.id)
        ).one(),
        "job_id": factories._save(
            Job(council_id=council_id, kind="print", title="In sổ", owner_id=clerk.id, status="failed")
        ),
        "signer_id": factories.make_signer(council_id),
        "basis_id": factories._save(LegalBasis(council_id=council_id, used_in="resolution", words="Căn cứ")),
        "day_id": factories._save(CalendarDay(council_id=council_id, day=DAY, kind="rest")),
        "abbreviation_id": factories._save(
            Abbreviation(council_id=council_id, short="GPMB", full="Giải phóng mặt bằng")
        ),
        "message_id": factories._save(
            MailMessage(user_id=clerk.id, day=DAY, subject="Nhắc việc", text="", html="", status="failed")
        ),
        "limit_id": factories._save(
            LegalLimit(council_id=council_id, code="written_answer", days=5, starts_on=DAY)
        ),
    }


def _selected(council_id: int, pledge: Any) -> dict[str, Any]:
    from app.selection.models import TopicCall, TopicCandidate, TopicProposal

    sitting = factories.make_sitting(council_id)
    call = factories._save(
        TopicCall(council_id=council_id, sitting_id=sitting.id, opened_on=DAY, closes_on=DAY)
    )
    candidate = TopicCandidate(council_id=council_id, call_id=call.id, title="Nhóm", criterion="pressing")
    proposal = TopicProposal(
        council_id=council_id, call_id=call.id, source="voters", title="Việc", criterion="pressing"
    )
    return {
        "call_id": call,
        "candidate_id": factories._save(candidate),
        "proposal_id": factories._save(proposal),
        "older_id": pledge,
    }


def _passed_on(council_id: int, pledge: Any, holding: Any) -> dict[str, Any]:
    from app.handovers.models import Handover, HandoverPledge

    sheet = Handover(
        council_id=council_id,
        office_id=pledge.office_id,
        to_person_id=holding.person_id,
        handed_on=DAY,
        pledges=[HandoverPledge(council_id=council_id, pledge_id=pledge.id, position=1)],
    )
    return {
        "office_id": pledge.office,
        "handover_id": factories._save(sheet),
        "term_id": pledge.session.sitting.term,
    }
