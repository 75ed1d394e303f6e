"""The log tells an operator what happened and where; of people and their texts it holds nothing."""

import io
import json
import logging
import re

import pytest
from sqlalchemy.exc import IntegrityError

from app.core.database import db
from app.core.logs import formatter, plainly
from tests import factories
from tests.integration.pledges.test_pages import path_of, spoken

NAME, EMAIL = "Nguyễn Đức Vinh", "nguyen.duc.vinh@example.org"
WORDS = "Khắc phục tuyến kè khu giao đất giáp ranh"


@pytest.fixture
def lines():
    """What is told from now on, as the lines of a production log."""
    told = io.StringIO()
    handler = logging.StreamHandler(told)
    handler.setFormatter(formatter("json"))
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield lambda: [json.loads(line) for line in told.getvalue().splitlines()]
    root.removeHandler(handler)
    root.setLevel(level)


@pytest.fixture
def answer(council):
    agency = factories.make_agency(council.id, name="Sở Nông nghiệp và PTNT")
    office = factories.make_office(council.id, agency=agency, title="Giám đốc Sở Nông nghiệp và PTNT")
    person = factories.make_person(council.id, full_name=NAME)
    holding = factories.make_holding(council.id, office=office, person=person)
    return factories.make_answer(council.id, holding=holding)


def test_a_day_of_work_leaves_no_person_and_no_text_in_the_log(app, as_role, council, answer, lines):
    clerk = as_role("clerk")
    app.test_client().post("/sign-in", data={"email": EMAIL, "password": "mật khẩu đã đoán"})
    clerk.post(path_of(council, answer), data=spoken(words=WORDS))
    clerk.post(path_of(council, answer), data=spoken(words=WORDS, due_on="31/02/2026"))
    clerk.get(f"/{council.slug}/register?q=Nguyễn+Đức+Vinh&trang={EMAIL}")
    clerk.get(f"/{council.slug}/{EMAIL}")
    app.test_client().get("/setup/ma-dung-mot-lan-rat-bi-mat")
    told = lines()
    assert len([line for line in told if line["event"] == "request"]) >= 6
    everything = json.dumps(told, ensure_ascii=False)
    for private in (NAME, "Vinh", EMAIL, "@", "kè", "mật khẩu", "bi-mat", "q=", "example.org", "Giám đốc"):
        assert private not in everything, private


def test_a_crash_is_told_by_its_place_and_kind_without_what_was_typed(as_role, council, monkeypatch, lines):
    def crash(**_values):
        raise ValueError(f"{NAME} <{EMAIL}>: {WORDS}")

    monkeypatch.setattr("app.sittings.commands.add_sitting", crash)
    term = factories.make_term(council.id)
    sent = {"term_id": term.id, "name": WORDS, "kind": "thematic"}
    answered = as_role("clerk").post(f"/{council.slug}/sittings/new", data=sent)
    assert answered.status_code == 500
    number = answered.headers["X-Request-Id"]
    assert number in answered.text
    assert WORDS in answered.text
    [crashed] = [line for line in lines() if line["event"] == "unhandled error"]
    assert crashed["request_id"] == number
    assert "ValueError" in crashed["exception"]
    assert "test_logs.py" in crashed["exception"]
    assert NAME not in json.dumps(crashed, ensure_ascii=False)
    assert "kè" not in json.dumps(crashed, ensure_ascii=False)


def test_what_the_database_refuses_is_told_by_its_rule_alone(council, database):
    factories.make_council(slug="trung-nhau")
    with pytest.raises(IntegrityError) as refused:
        factories.make_council(slug="trung-nhau", name=NAME)
    db.session.rollback()
    said = plainly(refused.value)
    assert "slug" in said
    assert "trung-nhau" not in said
    assert NAME not in said


@pytest.mark.parametrize("given", ["proxy-8f3a2c61", "01J9.Z_x-12345678", "a" * 64])
def test_a_proxys_own_request_id_is_taken_on(app, given):
    answered = app.test_client().get("/sign-in", headers={"X-Request-ID": given})
    assert answered.headers["X-Request-Id"] == given


@pytest.mark.parametrize(
    "given", ["", "short", "a" * 65, "a b c d e f g", "12345678\u202e", "<script>1", '"12345678']
)
def test_a_request_id_that_is_not_well_formed_is_replaced(app, given):
    answered = app.test_client().get("/sign-in", headers={"X-Request-ID": given})
    assert re.fullmatch(r"[0-9a-f]{12}", answered.headers["X-Request-Id"])


@pytest.mark.parametrize("form", ["json", "console"])
def test_no_value_ends_a_line_or_writes_another(form):
    forged = 'sửa\r\n{"event": "forged"}\x1b[2J\u2028\u202e'
    record = logging.LogRecord("app", logging.INFO, __file__, 1, "read %s", (forged,), None)
    said = formatter(form).format(record)
    assert len(said.splitlines()) == 1
    assert not {"\x1b", "\u202e", "\u2028"} & set(said)


def test_errors_of_the_machine_keep_their_words():
    assert plainly(OSError(28, "No space left on device")) == "OSError: [Errno 28] No space left on device"
    assert plainly(KeyError(NAME)) == "KeyError"
