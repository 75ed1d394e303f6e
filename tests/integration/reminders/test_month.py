"""A simulated month, day by day: every letter with the reason of each of its lines, and nothing twice."""

from collections import Counter
from datetime import date, timedelta

import pytest

from app.accounts.domain import Role
from app.accounts.models import Membership
from app.core.mail import Line
from app.pledges import commands
from app.pledges.domain import ExtensionDecision, NewExtensionRequest
from app.pledges.models import PledgeWatch
from tests import factories
from tests.integration.reminders.conftest import at, send

FIRST = date(2026, 6, 1)
TWICE = {1, 6, 8, 20}
"""Days on which the scheduler runs twice."""


@pytest.fixture
def outgoing(monkeypatch):
    """Letters as they would go over the line."""
    letters = []
    monkeypatch.setattr(Line, "send", lambda _line, letter: letters.append(letter))
    return letters


def of_agency(council, agency, *, alternate=False):
    user = factories.make_user(council_id=council.id)
    factories._save(
        Membership(
            user_id=user.id,
            council_id=council.id,
            role=Role.AGENCY,
            agency_id=agency.id,
            is_alternate=alternate,
        )
    )
    return user


def delegate_of(council):
    delegate = factories.make_delegate(council.id)
    user = factories.make_user(council_id=council.id)
    factories._save(
        Membership(user_id=user.id, council_id=council.id, role=Role.DELEGATE, delegate_id=delegate.id)
    )
    return user, delegate


@pytest.fixture
def story(council):
    """Pledges of one agency: one kept to its day, one given more time, one dropped; who watches, asked, must act, or nothing."""
    from app.questions.models import QuestionAsker

    council.reminder_leads = "14,3"
    answer = factories.make_answer(council.id)
    agency = answer.office.agency
    contact, alternate = of_agency(council, agency), of_agency(council, agency, alternate=True)
    asker, delegate = delegate_of(council)
    factories._save(
        QuestionAsker(council_id=council.id, question_id=answer.question_id, delegate_id=delegate.id)
    )
    clerk = factories.make_user("clerk", council_id=council.id)
    monitor = factories.make_user("monitor", council_id=council.id)
    administrator = factories.make_user("administrator", council_id=council.id)
    other, _other_delegate = delegate_of(council)

    def pledge(code, due_on, of=answer):
        return factories.make_pledge(council.id, answer=of, code=code, due_on=due_on, words=f"Việc {code}")

    plain, longer, dropped = (
        pledge("P-1", date(2026, 6, 20)),
        pledge("P-2", date(2026, 6, 12)),
        pledge("P-3", date(2026, 6, 25)),
    )
    draft = pledge("P-4", date(2026, 6, 10))
    factories.adopt(plain, longer, dropped, adopted_on=date(2026, 5, 1))
    factories._save(PledgeWatch(council_id=council.id, user_id=clerk.id, pledge_id=plain.id))
    people = {
        "contact": contact, "alternate": alternate, "asker": asker, "clerk": clerk, "monitor": monitor,
        "administrator": administrator, "other": other,
    }  # fmt: skip
    return people, longer, dropped, draft


def more_time(pledge, *, on, until):
    request = commands.request_extension(
        pledge=pledge,
        new=NewExtensionRequest(new_due_on=until, reason="Chờ quy hoạch", received_on=on),
        actor=None,
    )
    decision = ExtensionDecision(granted=True, decided_on=on, document_number="12/TB-HĐND")
    commands.decide_extension(request=request, decision=decision, actor=None)


def drop(pledge, council, *, on):
    from app.pledges.domain import GroundKind, NewDrop
    from app.pledges.models import Ground

    ground = factories._save(
        Ground(council_id=council.id, kind=GroundKind.DROP, words="Căn cứ đã hết hiệu lực")
    )
    commands.drop_pledge(
        pledge=pledge,
        new=NewDrop(ground_id=ground.id, decided_on=on, document_number="9/TB", note=""),
        actor=None,
    )


def keys_in(output):
    """(address, keys) of each letter that was told."""
    found: dict[str, list[str]] = {}
    address = ""
    for line in output.splitlines():
        if line.startswith("  "):
            found[address].append(line.partition("[")[2].partition("]")[0])
        elif ": " in line:
            address = line.partition(":")[0]
            found[address] = []
    return found


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_simulated_month_sends_each_event_once_with_its_reason_and_nothing_else(
    app, council, story, outgoing, monkeypatch
):
    monkeypatch.setitem(app.config, "MAIL_URL", "smtp://127.0.0.1:9")
    people, longer, dropped, _draft = story
    names = {user.email: name for name, user in people.items()}
    ids = {pledge.id: pledge.code for pledge in (longer, dropped)}
    told: dict[tuple[int, str], list[str]] = {}
    for number in range(35):
        day = FIRST + timedelta(days=number)
        with at(day):
            if day == date(2026, 6, 8):
                more_time(longer, on=day, until=date(2026, 7, 20))
            if day == date(2026, 6, 18):
                drop(dropped, council, on=day)
            for _again in range(2 if number + 1 in TWICE else 1):
                answer = send(app)
                assert answer.exit_code == 0, answer.output
                for address, keys in keys_in(answer.stdout).items():
                    told[number + 1, names[address]] = [
                        key
                        if key.split(":")[0] != "pledge"
                        else f"{ids.get(int(key.split(':')[1]), 'P-1')} {key.split(':')[-1]}"
                        for key in keys
                    ]
    both = ("contact", "alternate", "asker")
    events = {
        1: ["P-2 14"],
        6: ["P-1 14"],
        8: ["extended"],
        11: ["P-3 14"],
        17: ["P-1 3"],
        18: ["closing"],
        20: ["P-1 0"],
        27: ["P-1 -1"],
        34: ["P-1 -2"],
    }
    expected = {(day, name): keys for day, keys in events.items() for name in both}
    expected |= {(day, "clerk"): events[day] for day in (6, 17, 20, 27, 34)}
    assert {place: [key.partition(":")[0] for key in keys] for place, keys in told.items()} == expected
    assert len(outgoing) == len(expected)
    assert max(Counter((letter.to, letter.dated.date()) for letter in outgoing).values()) == 1
    assert len({letter.message_id for letter in outgoing}) == len(outgoing)
    assert {letter.to for letter in outgoing} == {people[name].email for name in (*both, "clerk")}
