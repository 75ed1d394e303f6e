"""Whatever stands behind the question mark of whichever address: an answer, never an error of ours."""

from typing import ClassVar

import pytest
from werkzeug.datastructures import ImmutableMultiDict

from tests.rules.test_forged_requests import EVERYONE, address_in
from tests.rules.test_routes import routes_of
from tests.rules.world import World

HOSTILE = (
    "a\x00b\x1b\u202e",
    "x" * 70_000,
    str(2**63),
    str(2**31),
    "-1",
    "²٣",
    "1e9",
    "31/02/2026",
    "01/01/1945",
    "%ff%_\\'\"; DROP TABLE pledges;--",
    "=1+1<script>alert(1)</script>{{7*7}}${7*7}",
    "WzAsW11d",
    "e\u0301🎉\ud7ff\uffff",
    "s1",
    "pledge-99999999999999999999",
)


class Recording(ImmutableMultiDict):
    """What was sent, remembering what was looked for in it."""

    names: ClassVar = set()

    def _look(self, name):
        self.names.add(name)

    def get(self, name, *args, **kwargs):
        self._look(name)
        return super().get(name, *args, **kwargs)

    def getlist(self, name, *args, **kwargs):
        self._look(name)
        return super().getlist(name, *args, **kwargs)

    def __getitem__(self, name):
        self._look(name)
        return super().__getitem__(name)

    def __contains__(self, name):
        self._look(name)
        return super().__contains__(name)


@pytest.fixture
def asked(app, monkeypatch):
    """The names a page looks for among the arguments of its address."""
    names = set()
    monkeypatch.setattr(Recording, "names", names)
    monkeypatch.setattr(app.request_class, "parameter_storage_class", Recording)
    return names


def questions_of(names):
    """Each name once with each hostile value, the others with others meanwhile."""
    for turn in range(len(HOSTILE)):
        yield {name: HOSTILE[(turn + place) % len(HOSTILE)] for place, name in enumerate(names)}


def test_no_question_to_any_page_is_answered_with_an_error_of_ours(database, app, council, as_role, asked):
    world, reader = World(council), as_role(*EVERYONE)
    reader.looks_at_pages = False
    reader.get(f"/{council.slug}/sittings")
    everywhere, told = set(asked), 0
    routes = [rule for rule in routes_of(app) if "GET" in rule.methods]
    step = 1 if database == "postgresql" else 3  # PostgreSQL refuses all SQLite does, and more
    for rule in routes[::step]:
        address = address_in(app, rule, world, council.slug)
        asked.clear()
        reader.get(address)
        own = asked - everywhere
        for question in questions_of(sorted(own)) if own else [dict.fromkeys(("q", "x"), HOSTILE[0])]:
            status = reader.get(address, query_string=question).status_code
            assert status < 500, f"{rule.rule} {[(name, value[:40]) for name, value in question.items()]}"
            told += 1
    assert told > len(routes)
