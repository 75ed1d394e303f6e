"""The first page: each sees what waits for them, as links, in a handful of statements."""

from datetime import date

import pytest
import sqlalchemy as sa

from app.accounts.domain import Role
from app.accounts.models import Membership
from app.core.database import db
from app.home import queries
from app.home.domain import SetupStep
from app.monitoring.domain import RoundStatus
from app.monitoring.models import AgencyReport, Assessment
from app.questions.domain import QuestionKind
from app.sittings.domain import SessionKind
from tests import factories
from tests.strict_client import keep_what_the_test_made


@pytest.fixture
def url(council):
    return f"/{council.slug}/"


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.AGENCY])
def test_an_empty_council_tells_each_role_what_will_stand_here(as_role, url, role):
    page = as_role(role.value).get(url).get_data(as_text=True)
    assert 'class="muted"' in page or 'class="queue-list"' in page


def test_the_clerk_sees_drafts_that_lack_something(council, as_role, url):
    unclear = factories.make_pledge(council.id, words="Sẽ quan tâm giải quyết", expected_result="")
    clear = factories.make_pledge(council.id, words="Hoàn thành cầu số 2")
    page = as_role("clerk").get(url).get_data(as_text=True)
    assert unclear.words in page
    assert f"/pledges/{unclear.id}/edit" in page
    assert clear.words not in page


def test_a_session_of_written_questions_alone_waits_for_no_resolution(council):
    def waiting() -> list[int]:
        db.session.flush()
        return [state.session.id for state in queries.sessions_without_resolution()]

    session = factories.make_session(council.id)
    group = factories.make_topic_group(council.id, session=session)
    factories.make_question(council.id, topic_group=group, kind=QuestionKind.WRITTEN)
    assert waiting() == []
    spoken = factories.make_question(council.id, topic_group=group)
    assert waiting() == [session.id]
    session.kind = SessionKind.EXPLANATION
    assert waiting() == []
    factories.make_pledge(council.id, answer=factories.make_answer(council.id, question=spoken))
    assert waiting() == [session.id]


def test_a_session_waits_until_its_resolution_is_adopted(council, as_role, url):
    pledge = factories.make_pledge(council.id)
    clerk = as_role("clerk")
    address = f"/sessions/{pledge.session_id}"
    assert address in clerk.get(url).get_data(as_text=True)
    factories.adopt(pledge)
    assert address not in clerk.get(url).get_data(as_text=True)


def _round_with(council, *verdicts, status):
    """A round whose pledges have these verdicts ("not_assessed" for none yet)."""
    made = factories.make_round(council.id, status=RoundStatus.ASSESSING)
    pledges = [factories.make_pledge(council.id) for _ in verdicts]
    for pledge, verdict in zip(pledges, verdicts, strict=True):
        factories.adopt(pledge)
        assessment = {"verdict": verdict, "completed_on": date(2026, 10, 1) if verdict == "kept" else None}
        db.session.add(Assessment(council_id=council.id, round_id=made.id, pledge_id=pledge.id, **assessment))
    db.session.flush()
    made.status = RoundStatus(status)
    db.session.flush()
    return made, pledges


def test_a_round_is_counted_by_what_is_missing_in_it(council):
    made, pledges = _round_with(council, "kept", "not_assessed", "not_assessed", status="assessing")
    report = {"state": "in_progress", "reported_on": date(2026, 10, 1)}
    db.session.add(AgencyReport(council_id=council.id, pledge_id=pledges[0].id, round_id=made.id, **report))
    factories.make_round(council.id, status=RoundStatus.PREPARING)
    found = {state.round.id: state for state in queries.open_rounds()}
    state = found.pop(made.id)
    assert (state.pledges, state.unassessed, state.unreported) == (3, 2, 2)
    assert not state.can_be_approved
    empty = next(iter(found.values()))
    assert (empty.pledges, empty.unassessed, empty.unreported) == (0, 0, 0)
    assert not empty.can_be_approved


@pytest.mark.parametrize(
    ("role", "verdicts", "status", "waits"),
    [
        ("monitor", ["kept", "not_assessed"], "assessing", True),
        ("monitor", ["kept"], "assessing", False),
        ("monitor", ["not_assessed"], "preparing", False),
        ("standing_committee", ["kept"], "assessing", True),
        ("standing_committee", ["kept"], "approved", True),
        ("standing_committee", ["kept", "not_assessed"], "assessing", False),
        ("lead", ["not_assessed"], "preparing", True),
        ("lead", ["kept"], "issued", False),
        ("clerk", ["not_assessed"], "collecting", True),
        ("clerk", ["not_assessed"], "preparing", False),
        ("delegate", ["not_assessed"], "assessing", False),
        ("administrator", ["not_assessed"], "assessing", False),
    ],
)
def test_a_round_waits_for_whoever_has_something_to_do_in_it(
    council, as_role, url, role, verdicts, status, waits
):
    made, _pledges = _round_with(council, *verdicts, status=status)
    assert (f"/rounds/{made.id}" in as_role(role).get(url).get_data(as_text=True)) is waits


@pytest.mark.parametrize(
    ("role", "waits"), [("lead", True), ("standing_committee", True), ("clerk", False), ("monitor", False)]
)
def test_a_prepared_resolution_waits_for_those_who_adopt_it(council, as_role, url, role, waits):
    resolution = factories.make_resolution(council.id, title="Nghị quyết về chất vấn")
    page = as_role(role).get(url).get_data(as_text=True)
    assert (f"/resolutions/{resolution.id}" in page) is waits


def _delegates_browser(app, council, delegate):
    user = factories.make_user("delegate", council_id=council.id)
    membership = db.session.scalars(sa.select(Membership).where(Membership.user_id == user.id)).one()
    membership.delegate_id = delegate.id
    db.session.flush()
    return factories.browser_of(app, user)


def _asked_by(council, delegate):
    from app.questions.models import QuestionAsker

    pledge = factories.make_pledge(council.id)
    asker = QuestionAsker(
        council_id=council.id, question_id=pledge.answer.question_id, delegate_id=delegate.id
    )
    db.session.add(asker)
    db.session.flush()
    return pledge


def test_a_delegate_sees_the_pledges_to_their_own_questions_of_any_term(app, council, url):
    person = factories.make_person(council.id)
    now, before = (factories.make_delegate(council.id, person=person) for _ in range(2))
    mine = [_asked_by(council, now), _asked_by(council, before)]
    anothers = _asked_by(council, factories.make_delegate(council.id))
    page = _delegates_browser(app, council, now).get(url).get_data(as_text=True)
    assert all(pledge.words in page for pledge in mine)
    assert anothers.words not in page
    assert 'class="status' in page


def test_a_delegates_account_that_names_no_delegate_shows_nothing_of_others(council, as_role, url):
    pledge = _asked_by(council, factories.make_delegate(council.id))
    assert pledge.words not in as_role("delegate").get(url).get_data(as_text=True)


def test_the_steps_of_setting_up_go_away_one_by_one(council):
    assert queries.steps_to_do(council.id) == list(SetupStep)
    factories.make_term(council.id)
    factories.make_body(council.id, kind="standing_committee")
    factories.make_delegate(council.id)
    assert queries.steps_to_do(council.id) == [
        SetupStep.AGENCIES,
        SetupStep.OFFICE_HOLDERS,
        SetupStep.ACCOUNTS,
    ]
    factories.make_holding(council.id)
    for _ in range(2):
        factories.make_user("clerk", council_id=council.id)
    assert queries.steps_to_do(council.id) == []


def test_another_councils_set_up_is_not_mistaken_for_ones_own(council):
    from app.core.tenancy import scoped_to

    other = factories.make_council()
    with scoped_to(other.id):
        factories.make_holding(other.id)
    assert SetupStep.OFFICE_HOLDERS in queries.steps_to_do(council.id)


def test_the_first_page_of_someone_with_every_role_takes_at_most_two_statements_a_queue(app, council, url):
    pledge = _asked_by(council, factories.make_delegate(council.id))
    _round_with(council, "kept", "not_assessed", status="assessing")
    factories.make_resolution(council.id)
    user = factories.make_user(*[role.value for role in Role], council_id=council.id)
    browser = factories.browser_of(app, user)
    keep_what_the_test_made()
    counted = []

    def count(_connection, _cursor, statement, *_rest):
        if statement.lstrip().upper().startswith(("SELECT", "WITH")):
            counted.append(statement)

    sa.event.listen(db.engine, "before_cursor_execute", count)
    try:
        page = browser.get(url)
    finally:
        sa.event.remove(db.engine, "before_cursor_execute", count)
    assert page.status_code == 200
    assert pledge.session.held_on.strftime("%d/%m/%Y") in page.get_data(as_text=True)
    assert len(counted) <= 26, "\n".join(counted)
