"""Small builders of rows, straight through the models, for tests that start in the middle of a story."""

import itertools
import secrets
from datetime import date, timedelta
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

_count = itertools.count(1)


def _save(record: Any) -> Any:
    from app.core.database import db

    db.session.add(record)
    db.session.flush()
    return record


def make_council(**values: Any) -> Any:
    from app.council.models import Council

    number = next(_count)
    defaults = {"slug": f"hoi-dong-{number}", "name": f"Hội đồng nhân dân tỉnh Thử {number}", "place": "Thử"}
    return _save(Council(**{**defaults, **values}))


def make_user(*roles: str, council_id: int, full_name: str | None = None) -> Any:
    from app.accounts.domain import Role
    from app.accounts.models import Membership, User
    from app.core.tenancy import scoped_to

    number = next(_count)
    user = _save(
        User(
            email=f"nguoi-{number}@example.org",
            full_name=full_name or f"Người dùng thử {number}",
            password=None,
            active=True,
            fs_uniquifier=secrets.token_hex(16),
        )
    )
    with scoped_to(council_id):
        for role in roles:
            _save(Membership(user_id=user.id, council_id=council_id, role=Role(role)))
    return user


def browser_of(app: Flask, user: Any) -> FlaskClient:
    """A client with a living session of that user."""
    from app.accounts.models import UserSession
    from app.core.clock import now
    from app.core.storage import sha256_of

    token = secrets.token_urlsafe(24)
    _save(UserSession(user_id=user.id, token_hash=sha256_of(token.encode())))
    client = app.test_client()
    with client.session_transaction() as session:
        session.update(
            {"_user_id": user.fs_uniquifier, "_fresh": True, "sid": token, "seen": now().timestamp()}
        )
    return client


def make_term(council_id: int, **values: Any) -> Any:
    from app.council.models import Term

    return _save(
        Term(council_id=council_id, **{"number": f"K{next(_count)}", "years": "2021-2026", **values})
    )


def make_sitting(council_id: int, *, term: Any = None, **values: Any) -> Any:
    from app.sittings.models import Sitting

    term = term or make_term(council_id)
    defaults = {
        "name": f"Kỳ họp thứ {next(_count)}",
        "kind": "regular_mid_year",
        "opens_on": date(2026, 7, 7),
    }
    return _save(Sitting(council_id=council_id, term_id=term.id, term=term, **{**defaults, **values}))


def make_session(council_id: int, *, sitting: Any = None, **values: Any) -> Any:
    from app.sittings.models import QuestioningSession

    sitting = sitting or make_sitting(council_id)
    defaults = {"kind": "at_sitting", "held_on": date(2026, 7, 8)}
    return _save(
        QuestioningSession(
            council_id=council_id, sitting_id=sitting.id, sitting=sitting, **{**defaults, **values}
        )
    )


def make_signer(council_id: int, **values: Any) -> Any:
    from app.documents.domain import SigningCapacity
    from app.documents.models import Signer

    defaults = {"name": "Người ký thử", "title": "", "capacity": SigningCapacity.ON_BEHALF_OF_COUNCIL}
    return _save(Signer(council_id=council_id, **{**defaults, **values}))


def make_topic_group(council_id: int, *, session: Any = None, **values: Any) -> Any:
    from app.sittings.models import TopicGroup

    session = session or make_session(council_id)
    number = next(_count)
    defaults = {"title": f"Nhóm vấn đề {number}", "position": number}
    return _save(
        TopicGroup(council_id=council_id, session_id=session.id, session=session, **{**defaults, **values})
    )


def make_person(council_id: int, **values: Any) -> Any:
    from app.council.models import Person

    return _save(
        Person(council_id=council_id, **{"full_name": f"Họ Tên {next(_count)}", "note": "", **values})
    )


def make_delegate(council_id: int, *, person: Any = None, term: Any = None, **values: Any) -> Any:
    from app.council.models import Delegate

    person = person or make_person(council_id)
    term = term or make_term(council_id)
    return _save(
        Delegate(
            council_id=council_id, person_id=person.id, term_id=term.id, person=person, term=term, **values
        )
    )


def make_agency(council_id: int, **values: Any) -> Any:
    from app.council.models import Agency

    return _save(
        Agency(council_id=council_id, **{"name": f"Sở Thử nghiệm {next(_count)}", "short_name": "", **values})
    )


def make_office(council_id: int, *, agency: Any = None, **values: Any) -> Any:
    from app.council.models import Office

    agency = agency or make_agency(council_id)
    return _save(
        Office(
            council_id=council_id,
            agency_id=agency.id,
            agency=agency,
            **{"title": f"Giám đốc {agency.name}", **values},
        )
    )


def make_holding(council_id: int, *, office: Any = None, person: Any = None, **values: Any) -> Any:
    from app.council.models import OfficeHolding

    office = office or make_office(council_id)
    person = person or make_person(council_id)
    defaults = {"starts_on": date(2021, 7, 1)}
    return _save(
        OfficeHolding(
            council_id=council_id,
            office_id=office.id,
            person_id=person.id,
            office=office,
            person=person,
            **{**defaults, **values},
        )
    )


def make_body(council_id: int, **values: Any) -> Any:
    from app.council.models import Body

    return _save(
        Body(council_id=council_id, **{"kind": "committee", "name": f"Ban Thử {next(_count)}", **values})
    )


def make_question(council_id: int, *, topic_group: Any = None, **values: Any) -> Any:
    from app.questions.models import Question

    topic_group = topic_group or make_topic_group(council_id)
    defaults = {"position": next(_count), "kind": "question", "topic": "Chủ đề", "text": "Vì sao chậm?"}
    return _save(
        Question(
            council_id=council_id,
            topic_group_id=topic_group.id,
            topic_group=topic_group,
            **{**defaults, **values},
        )
    )


def make_answer(council_id: int, *, question: Any = None, holding: Any = None, **values: Any) -> Any:
    from app.questions.models import Answer

    question = question or make_question(council_id)
    holding = holding or make_holding(council_id)
    defaults = {"position": next(_count), "answered_on": date(2026, 7, 8), "text": "Tôi xin hứa."}
    return _save(
        Answer(
            council_id=council_id,
            question_id=question.id,
            question=question,
            person_id=holding.person_id,
            person=holding.person,
            office_id=holding.office_id,
            office=holding.office,
            **{**defaults, **values},
        )
    )


def make_pledge(council_id: int, *, answer: Any = None, **values: Any) -> Any:
    """A draft pledge; pass `lifecycle="adopted"` with a resolution for an adopted one (see `adopt`)."""
    from app.pledges.models import Pledge

    answer = answer or make_answer(council_id)
    topic = answer.question.topic_group
    number = next(_count)
    due_on = values.pop("due_on", date(2026, 12, 31))
    defaults = {
        "code": f"T-{number:04d}",
        "words": f"Hoàn thành việc số {number}",
        "expected_result": "Có kết quả",
        "lead_agency_id": answer.office.agency_id if answer.office else None,
        "office_id": answer.office_id,
        "person_id": answer.person_id,
        "deadline_words": "trong năm 2026",
        "deadline_kind": "in_year",
        "original_due_on": due_on,
        "effective_due_on": due_on,
        "names": "",
    }
    given = {**defaults, **values}
    given.setdefault("acting_agency_id", given["lead_agency_id"])
    given.setdefault("acting_office_id", given["office_id"])
    return _save(
        Pledge(
            council_id=council_id,
            answer_id=answer.id,
            answer=answer,
            session_id=topic.session_id,
            session=topic.session,
            topic_group_id=topic.id,
            topic_group=topic,
            **given,
        )
    )


def make_resolution(council_id: int, *, session: Any = None, **values: Any) -> Any:
    from app.resolutions.models import Resolution

    session = session or make_session(council_id)
    return _save(Resolution(council_id=council_id, session_id=session.id, session=session, **values))


def adopt(*pledges: Any, number: str | None = None, adopted_on: date | None = None) -> Any:
    """Adopt pledges of one session straight in the tables; the resolution."""
    from app.core.database import db
    from app.pledges.domain import DeadlineCause, Lifecycle
    from app.pledges.models import DeadlineChange
    from app.resolutions.domain import ResolutionStatus

    session = pledges[0].session
    day = adopted_on or session.held_on + timedelta(days=2)
    resolution = make_resolution(
        pledges[0].council_id,
        session=session,
        number=number or f"{next(_count)}/NQ-HĐND",
        adopted_on=day,
        status=ResolutionStatus.ADOPTED,
    )
    for row, pledge in enumerate(pledges, start=1):
        pledge.lifecycle = Lifecycle.ADOPTED
        pledge.resolution_id = resolution.id
        pledge.row_number = row
        pledge.adopted_on = day
        due_on = pledge.effective_due_on
        _save(
            DeadlineChange(
                council_id=pledge.council_id,
                pledge_id=pledge.id,
                from_day=day,
                due_on=due_on,
                plain_on=due_on,
                cause=DeadlineCause.ADOPTION,
            )
        )
    db.session.flush()
    return resolution


def keep_file(name: str, content: bytes, *, actor: Any = None) -> Any:
    """A file that was handed in, checked and kept."""
    from app.evidence.commands import keep_file

    return keep_file(checked=checked_file(name, content), actor=actor)


def checked_file(name: str, content: bytes) -> Any:
    from app.core import storage
    from app.evidence.checks import check_file
    from app.evidence.domain import Upload

    return check_file(Upload(name, content), most_bytes=storage.largest_upload())


def make_round(council_id: int, **values: Any) -> Any:
    from app.monitoring.models import Round

    defaults = {"number": next(_count), "title": "Đợt giám sát thử", "as_of": date(2026, 11, 1)}
    return _save(Round(council_id=council_id, **{**defaults, **values}))


def make_contact(agency: Any, **values: Any) -> Any:
    """An account that speaks for the agency, and its role."""
    from app.accounts.domain import Role
    from app.accounts.models import Membership

    user = make_user(council_id=agency.council_id)
    role = {"council_id": agency.council_id, "user_id": user.id, "role": Role.AGENCY, "agency_id": agency.id}
    _save(Membership(**{**role, **values}))
    return user


def make_submission(pledge: Any, **values: Any) -> Any:
    """What the agency that must act for a pledge wrote of it."""
    from app.core.clock import now, today
    from app.reporting.models import ReportSubmission

    defaults = {
        "agency_id": pledge.acting_agency_id,
        "state": "in_progress",
        "text": "Đã xong một phần.",
        "reported_on": today(),
    }
    if values.get("status", "draft") != "draft":
        defaults["sent_at"] = now()
    return _save(
        ReportSubmission(
            council_id=pledge.council_id, pledge_id=pledge.id, pledge=pledge, **{**defaults, **values}
        )
    )
