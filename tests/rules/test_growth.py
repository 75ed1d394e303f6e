"""However much is recorded, a page asks the database as often as before, and lists no more than a page."""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import product

import sqlalchemy as sa

from app.core.database import db
from app.core.pdf import render
from app.documents import word
from app.sittings.models import TopicGroup
from tests import factories
from tests.rules.growth import DAY, fill_empty_tables, grow, guards_down
from tests.rules.test_forged_requests import EVERYONE, numbers_in
from tests.rules.test_routes import NOBODYS_ID, ON_ONE_DATABASE, routes_of, sample_of
from tests.rules.world import World
from tests.strict_client import keep_what_the_test_made

HUNDREDFOLD = 100
ONCE_OR_TWICE = 2
"""How often a statement may be sent that few records gave no reason for: a second list of the same kind on a page."""
NOT_ASKED = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT")
LISTED = re.compile(r"\((?:\?, )*\?\)")
STATED = {
    "round_id": ("rounds", "issued"),
    "call_id": ("topic_calls", "opinions"),
}
"""Records whose pages look otherwise in another state."""
ASKED_FOR = (
    "search?q=so",
    "search?q=viec&kind=pledge",
    "register?as_of=01/10/2026",
    "register?size=200",
    "register?agency={agencies}",
    "register/extract?agency={agencies}",
    "statistics?as_of=01/10/2026",
    "statistics?by=session&since=01/08/2026",
    "record?acting_agency={agencies}",
    "record?office={offices}",
    "record?answerer={people}",
    "record/preview.pdf?answerer={people}",
    "pledges/{pledges}?as_of=01/10/2026",
    "pick/pledges?q=viec",
    "pick/delegates?q=ho",
    "log?event=pledge",
    "sessions/{questioning_sessions}?at=pledge-{pledges}",
)
"""Pages that show something else where something is asked for."""
AT_MOST = {
    "delegates.mine": 23,
    "dossier.pledge_page": 40,
    "dossier.register": 16,
    "home.index": 35,
    "questions.question_page": 17,
    "reminders.mine": 26,
    "sittings.session_page": 25,
    "statistics.index": 9,
    "written.index": 17,
}
"""How many statements the pages of every day cost someone who has every role, with something of everything on them."""
ANYWHERE = 42
"""And any other page."""
LONGEST = 150_000
"""Letters of a page: longer than any list a page at a time makes it."""
WHOLE = {
    "dossier.pledge_page": "a pledge with all that was done about it",
    "monitoring.show_row": "a pledge with all that was reported of it",
    "pledges/{pledges}?as_of=01/10/2026": "a pledge with all that was done about it",
    "questions.question_page": "a question with all its answers and what was promised in them",
    "register?size=200": "as many rows as were asked for",
    "selection.enter_opinions": "the sheet of every delegate's opinion on every topic",
    "selection.of_sitting": "the shortlist of a sitting",
    "sessions/{questioning_sessions}?at=pledge-{pledges}": "the log of a session",
    "sittings.session_page": "the log of a session",
    "statistics.index": "a line for whoever promised anything",
    "statistics?as_of=01/10/2026": "a line for whoever promised anything",
    "statistics?by=session&since=01/08/2026": "a line for every session",
}
"""Pages that show one thing whole, however much of it there is; every other lists no more than a page."""
ANOTHER_ANSWER = {
    "books.preview": "a dossier of too many pledges is refused",
    "books.print_book": "a dossier of too many pledges is refused",
    "books.word_of_book": "a dossier of too many pledges is refused",
}
"""Pages that answer otherwise where there is more, and why; every other answers as before."""


@dataclass(frozen=True)
class Answer:
    """What a page answered, how long it is, and what it asked the database for that."""

    page: str
    status: int
    length: int
    asked: Counter[str]


@contextmanager
def asked_within() -> Iterator[Counter[str]]:
    """What the database is asked while the block runs, and how often; how long a list in it is makes no difference."""
    keep_what_the_test_made()
    seen: Counter[str] = Counter()

    def note(_connection, _cursor, statement, *_rest) -> None:
        if not statement.startswith(NOT_ASKED):
            seen[LISTED.sub("(?)", statement)] += 1

    sa.event.listen(sa.engine.Engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        sa.event.remove(sa.engine.Engine, "before_cursor_execute", note)


class FullWorld(World):
    """A world in which every table has a row, seen by someone who has every role in it."""

    def __init__(self, app, council) -> None:
        super().__init__(council)
        group = db.session.get(TopicGroup, self.ids["group_id"])
        factories.make_question(council.id, kind="written", topic_group=group)
        last_term = db.session.scalar(sa.text("SELECT max(id) FROM terms"))
        self.first = fill_empty_tables(
            {
                "successions": {"new_agency_id": self.ids["agencies"]},
                "term_closings": {"next_term_id": last_term},
            }
        )
        mine = {"user_id": self.first["users"]["id"]}
        self.update("memberships", {"delegate_id": self.first["delegates"]["id"]}, role="delegate", **mine)
        self.update("memberships", {"agency_id": self.first["agencies"]["id"]}, role="agency", **mine)
        self.update("memberships", {"body_id": self.first["bodies"]["id"]}, role="monitor", **mine)
        sitting = self.first["sittings"]
        self.update("delegates", {"term_id": sitting["term_id"]}, id=self.first["delegates"]["id"])
        self.update("jobs", {"owner_id": mine["user_id"]})
        self.update(
            "topic_calls",
            {"sitting_id": sitting["id"], "opinions_close_on": DAY, "decided_on": DAY},
        )
        self.update(
            "resolutions",
            {"session_id": self.first["questioning_sessions"]["id"]},
            id=self.ids["resolution_id"],
        )
        self.update("issued_documents", {"subject_id": NOBODYS_ID})
        db.session.commit()
        self.rules = [rule for rule in routes_of(app) if "GET" in rule.methods]
        self.app = app

    def update(self, name: str, values, **where) -> None:
        table = db.metadata.tables[name]
        found = sa.and_(True, *(table.c[column] == value for column, value in where.items()))
        db.session.connection().execute(table.update().where(found).values(values))

    def samples_of(self, rule, argument):
        """What may stand for an argument of an address: every word it takes, the first record and the world's own."""
        if argument in (rule.defaults or {}):
            return [rule.defaults[argument]]
        if argument in numbers_in(rule):
            own = {self.id_for(argument, rule.rule)}
            first = self.first.get(f"{argument.removesuffix('_id')}s")
            return sorted(own | {first["id"]} if first else own)
        converter = rule._converters[argument]
        if type(converter).__name__ == "AnyConverter" and argument != "table":
            return sorted(converter.items)
        return [sample_of(rule, argument)]

    def addresses_of(self, rule):
        names = sorted(rule.arguments - {"council_slug"})
        for values in product(*(self.samples_of(rule, name) for name in names)):
            given = dict(zip(names, values, strict=True))
            if {"section", "entry_id"} <= given.keys():
                given["entry_id"] = self.first[given["section"]]["id"]
            if "council_slug" in rule.arguments:
                given["council_slug"] = self.slug
            with self.app.test_request_context():
                yield self.app.url_map.bind("localhost").build(rule.endpoint, given, method="GET")

    def pages(self, *arguments: str) -> Iterator[tuple[str, str]]:
        """The endpoint and the address of every page that is named by these arguments."""
        for rule in self.rules:
            if rule.arguments >= set(arguments):
                yield from ((rule.endpoint, address) for address in self.addresses_of(rule))

    def walked_by(self, reader) -> dict[str, Answer]:
        """What every page answers; those of records that have states in each of them."""
        numbers = {name: row["id"] for name, row in self.first.items() if "id" in row}
        more = ((asked, f"/{self.slug}/{asked.format(**numbers)}") for asked in ASKED_FOR)
        found = {address: answer_to(reader, page, address) for page, address in [*self.pages(), *more]}
        for argument, (name, state) in STATED.items():
            record = self.ids[argument]
            stored = db.session.connection().scalar(sa.text(f"SELECT status FROM {name} WHERE id = {record}"))
            self.update(name, {"status": state}, id=record)
            for page, address in self.pages(argument):
                found[f"{address} ({state})"] = answer_to(reader, page, address)
            self.update(name, {"status": stored}, id=record)
        return found


def answer_to(reader, page: str, address: str) -> Answer:
    """What a page answers to someone for whom nothing is loaded yet."""
    db.session.expunge_all()
    with asked_within() as asked:
        response = reader.get(address)
    length = len(response.data) if response.mimetype == "text/html" else 0
    return Answer(page, response.status_code, length, asked)


def grown_between(before: Answer, after: Answer) -> dict[str, str]:
    """What is asked more often than before, and how often."""
    return {
        text: f"{before.asked[text]} → {count}"
        for text, count in after.asked.items()
        if count > max(ONCE_OR_TWICE, before.asked[text])
    }


@ON_ONE_DATABASE
def test_no_page_asks_more_often_or_grows_without_end_as_what_is_recorded_grows_a_hundredfold(
    app, council, as_role, monkeypatch
):
    monkeypatch.setattr(render, "_print", lambda _html: (1, b"%PDF-"))
    monkeypatch.setattr(word, "add_table", lambda *_args, **_named: None)
    reader = as_role(*EVERYONE)
    reader.looks_at_pages = False
    with guards_down():
        world = FullWorld(app, council)
        few = world.walked_by(reader)
        grow(HUNDREDFOLD)
        many = world.walked_by(reader)
    assert {address: answer.status for address, answer in many.items() if answer.status >= 500} == {}
    assert {
        many[each].page for each in many if many[each].status != few[each].status
    } == ANOTHER_ANSWER.keys()
    assert {each: grown for each in many if (grown := grown_between(few[each], many[each]))} == {}
    assert [
        each for each, answer in few.items() if answer.asked.total() > AT_MOST.get(answer.page, ANYWHERE)
    ] == []
    assert {answer.page for answer in many.values() if answer.length > LONGEST} == WHOLE.keys()
    assert sum(answer.status == 200 for answer in many.values()) > 300
