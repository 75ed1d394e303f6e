"""Addresses, hosts and cursors that no page of ours writes are answered as errors of the sender, never as our own."""

import pytest

from app.core.paging import encode_cursor

TOO_LARGE = (2**31, 2**63, 2**64, 10**30)
PAGES_OF_ONE = (
    "pledges/{}",
    "sessions/{}",
    "rounds/{}",
    "rounds/rows/{}",
    "resolutions/{}",
    "documents/{}/file",
    "evidence/{}",
    "directory/offices/{}",
)


@pytest.mark.parametrize("page", PAGES_OF_ONE)
def test_a_number_no_table_can_hold_is_no_address(as_role, council, page):
    browser = as_role("lead")
    for number in TOO_LARGE:
        assert browser.get(f"/{council.slug}/{page.format(number)}").status_code == 404


@pytest.mark.parametrize(
    "question",
    ["rounds/new?session={}", "rounds/new?agency={}", "sessions/new?sitting={}", "register?session={}"],
)
def test_a_number_no_table_can_hold_is_left_out_of_a_question(as_role, council, question):
    browser = as_role("lead", "clerk")
    for number in (*TOO_LARGE, -1, 0):
        assert browser.get(f"/{council.slug}/{question.format(number)}").status_code == 200


@pytest.mark.parametrize("page", ["register", "documents", "log"])
@pytest.mark.parametrize(
    "values",
    [
        [2**70],
        [True],
        [1.5],
        [None],
        [[1]],
        ["\x00"],
        ["\ud800"],
        ["2020-01-01", 2**70],
        ["2020-01-01", "\x00"],
    ],
)
def test_a_cursor_nobody_was_given_begins_at_the_first_page(as_role, council, page, values):
    import base64
    import json

    forged = base64.urlsafe_b64encode(json.dumps([0, *values]).encode()).decode().rstrip("=")
    for cursor in (forged, encode_cursor([1, 2, 3])):
        assert as_role("lead").get(f"/{council.slug}/{page}?cursor={cursor}").status_code == 200


def test_a_foreign_host_is_refused_and_gets_no_page_of_ours(app):
    app.config["TRUSTED_HOSTS"] = ["localhost"]
    try:
        for path in ("/sign-in", "/", "/healthz", "/static/css/app.css"):
            assert app.test_client().get(path, headers={"Host": "evil.example"}).status_code == 400
    finally:
        app.config["TRUSTED_HOSTS"] = None


def test_a_method_that_is_not_allowed_names_those_that_are(as_role, council):
    refused = as_role("lead").put(f"/{council.slug}/register")
    assert refused.status_code == 405
    assert "GET" in refused.headers["Allow"]
