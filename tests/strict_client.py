"""One strict client for all tests: pages parse as HTML5, have one h1, labelled inputs and unique ids; GET leaves nothing unsaved."""

import re
from typing import Any

import html5lib
from flask import g
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

_TAG = re.compile(r"<[^>]*>")
_VALUE = re.compile(r'="[^"]*"')
_IDENTIFIER = re.compile(r'\sid="([^"]*)"')
_PARSED: set[str] = set()
_LABEL_FREE = {"hidden", "submit", "button", "image", "reset"}


class StrictClient(FlaskClient):
    """A test client that fails on broken pages; where thousands are asked for, `looks_at_pages` may be turned off."""

    looks_at_pages = True

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        for leftover in (
            "_login_user",
            "permissions",
            "council",
            "council_slug",
            "memberships",
            "request_id",
        ):
            g.pop(leftover, None)
        scope = g.get("council_scope")
        keep_what_the_test_made()
        response = super().open(*args, **kwargs)
        for leftover in (
            "_login_user",
            "permissions",
            "council",
            "council_slug",
            "memberships",
            "request_id",
        ):
            g.pop(leftover, None)
        g.council_scope = scope
        is_page = response.mimetype == "text/html" and response.data
        if (
            self.looks_at_pages
            and _on_sqlite(self)
            and is_page
            and response.status_code not in range(300, 400)
        ):
            check_page(response.get_data(as_text=True))
        if response.request.method in {"GET", "HEAD"}:
            _check_nothing_unsaved()
        return response


def _on_sqlite(client: FlaskClient) -> bool:
    """A page looks the same whichever database it was read from; it is looked at once."""
    return str(client.application.config["SQLALCHEMY_DATABASE_URI"]).startswith("sqlite")


def keep_what_the_test_made() -> None:
    """Commit before the request, as the real life of earlier rows would have it: a rollback in it must not undo them."""
    from app.core.database import db

    session = db.session()
    session.expire_on_commit = False
    try:
        session.commit()
    finally:
        session.expire_on_commit = True


def _check_nothing_unsaved() -> None:
    from app.core.database import db

    assert not db.session.new, f"a GET left new rows behind: {list(db.session.new)}"
    assert not db.session.dirty, f"a GET left changes behind: {list(db.session.dirty)}"
    assert not db.session.deleted, f"a GET left deletions behind: {list(db.session.deleted)}"


def check_page(html: str) -> None:
    """Assert what every page owes its readers; a page of the very same tags and attributes as an earlier one is not parsed again."""
    ids = _IDENTIFIER.findall(html)
    doubled = {one for one in ids if ids.count(one) > 1}
    assert not doubled, f"ids stand twice: {doubled}"
    tags = _VALUE.sub("", "".join(_TAG.findall(html)))
    if tags not in _PARSED:
        _parse(html)
        _PARSED.add(tags)


def _parse(html: str) -> None:
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    document = parser.parse(html)
    assert len(document.findall(".//h1")) == 1, "a page has exactly one h1"
    assert document.get("lang"), "a page says its language"
    ids = {element.get("id") for element in document.iter()}
    labelled = {label.get("for") for label in document.findall(".//label")}
    inside = {id(control) for label in document.findall(".//label") for control in label.iter()}
    for control in [
        *document.findall(".//input"),
        *document.findall(".//select"),
        *document.findall(".//textarea"),
    ]:
        if control.get("type") in _LABEL_FREE:
            continue
        named = (
            control.get("id") in labelled
            or id(control) in inside
            or control.get("aria-label")
            or control.get("aria-labelledby")
        )
        assert named, f"an input has no label: {control.attrib}"
    for element in document.iter():
        described = (element.get("aria-describedby") or "").split()
        assert all(one in ids for one in described), f"aria-describedby points nowhere: {described}"
        assert "style" not in element.attrib, "inline styles are blocked by the content security policy"
