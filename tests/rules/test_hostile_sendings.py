"""Garbage sent to every route that takes anything: no error of ours, and what is refused leaves nothing behind."""

from io import BytesIO
from itertools import cycle

import pytest

from app.core.database import db
from tests.fuzz.hostile import TYPED
from tests.rules.test_forged_requests import EVERYONE, address_in, everything_stored, form_on
from tests.rules.test_routes import routes_of
from tests.rules.world import World

REFUSED = {400, 403, 404, 405, 409, 413, 422}
FILES = ("evidence", "file", "report-evidence", "verdict-evidence")
WITHOUT_A_PAGE = ("action", "version", "csrf_token", "name", "words", "kind", "as_of", "confirmed", "id")
GARBAGE_FILE = b"PK\x03\x04<html>%PDF-" + bytes(range(256))


@pytest.fixture
def told_again(app):
    """After each sending everything is as it was before."""
    connection = db._app_engines[app][None]

    def send(sender, address, sending):
        db.session.commit()
        db.session.remove()
        point = connection.begin_nested()
        try:
            status = sender.post(address, data=sending).status_code
            db.session.expire_all()
            return status, everything_stored() if status in REFUSED else None
        finally:
            db.session.remove()
            point.rollback()

    return send


def sendings_of(fields, turns):
    """Nothing; garbage in every field; one field of an honest form after the other spoilt, as many as take turns."""
    names = list(dict.fromkeys(name for name, _value in fields)) or list(WITHOUT_A_PAGE)
    yield {}
    yield {name: next(turns) for name in names} | {
        name: (BytesIO(GARBAGE_FILE), "../a\r\nb.pdf") for name in FILES
    }
    for name in names[:: max(1, len(names) // 3)]:
        yield {**dict(fields), name: next(turns)}


def test_no_sending_is_answered_with_an_error_of_ours_and_none_is_half_kept(
    app, council, as_role, told_again
):
    world, sender, turns = World(council), as_role(*EVERYONE), cycle(TYPED)
    sender.looks_at_pages = False
    sender.get(f"/{world.slug}/")
    db.session.commit()
    before, refused = everything_stored(), 0
    for rule in routes_of(app):
        if "POST" not in rule.methods or "council_slug" not in rule.arguments:
            continue
        address = address_in(app, rule, world, world.slug)
        served = sender.get(address) if "GET" in rule.methods else None
        page = "" if served is None or served.status_code != 200 else served.get_data(as_text=True)
        _action, fields = (form_on(page) if page else None) or ("", [])
        for sending in sendings_of(fields, turns):
            status, after = told_again(sender, address, sending)
            assert status < 500, (
                rule.rule,
                status,
                {name: str(value)[:60] for name, value in sending.items()},
            )
            assert after is None or after == before, (rule.rule, status)
            refused += after is not None
    assert refused > 100
