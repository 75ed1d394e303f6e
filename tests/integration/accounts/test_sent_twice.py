"""A form sent twice is carried out once, and the second answer leads where the first one led."""

import io
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from app.accounts.models import FormToken
from app.core.database import db
from app.core.tenancy import every_council
from app.sittings.models import Sitting
from tests import factories

TOKEN = "a token of the page"


def _sitting(term, **more):
    return {
        "name": "Kỳ họp thứ Năm",
        "kind": "regular_mid_year",
        "opens_on": "07/07/2026",
        "term_id": term.id,
        **more,
    }


@pytest.fixture
def page(council):
    return f"/{council.slug}/sittings/new"


@pytest.fixture
def term(council):
    return factories.make_term(council.id)


def _count():
    return len(db.session.scalars(db.select(Sitting)).all())


def test_the_second_sending_leads_where_the_first_one_led(as_role, page, term):
    clerk = as_role("clerk")
    first = clerk.post(page, data=_sitting(term, form_token=TOKEN, action="save"))
    second = clerk.post(page, data=_sitting(term, form_token=TOKEN, action="save_next"))
    assert (first.status_code, second.status_code) == (302, 303)
    assert second.location == first.location
    assert _count() == 1
    assert "lần gửi đầu" in clerk.get(second.location).get_data(as_text=True)


def test_other_words_from_the_same_page_are_another_sending(as_role, page, term):
    clerk = as_role("clerk")
    for name in ("Kỳ họp thứ Năm", "Kỳ họp thứ Sáu"):
        assert clerk.post(page, data=_sitting(term, form_token=TOKEN, name=name)).status_code == 302
    assert _count() == 2


def test_a_refused_form_may_be_sent_again(as_role, page, term):
    clerk = as_role("clerk")
    for _again in range(2):
        assert (
            clerk.post(page, data=_sitting(term, form_token=TOKEN, opens_on="31/02/2026")).status_code == 422
        )
    assert db.session.scalars(db.select(FormToken)).all() == []


def test_a_token_is_its_senders_alone(as_role, page, term):
    assert as_role("clerk").post(page, data=_sitting(term, form_token=TOKEN)).status_code == 302
    stranger = as_role("clerk").post(page, data=_sitting(term, form_token=TOKEN))
    assert stranger.status_code == 422
    assert "Kỳ họp thứ Năm" in stranger.get_data(as_text=True)


def test_several_files_of_one_field_are_told_apart_by_what_they_hold(as_role, page, term):
    clerk = as_role("clerk")

    def send(*contents):
        files = [(io.BytesIO(content), "a.pdf") for content in contents]
        return clerk.post(page, data=_sitting(term, form_token=TOKEN, evidence=files)).status_code

    assert [send(b"1", b"2"), send(b"1", b"2")] == [302, 303]
    assert send(b"1", b"3") == 422  # carried out anew: there is a sitting of that name by now


def test_every_form_that_is_sent_carries_a_token_of_its_own(as_role, page, term):
    import re

    clerk = as_role("clerk")
    tokens = [
        re.findall(r'name="form_token" value="([^"]{20,})"', clerk.get(page).get_data(as_text=True))
        for _ in range(2)
    ]
    assert len(tokens[0]) == 1
    assert tokens[0] != tokens[1]


def test_of_eight_sendings_at_the_same_moment_one_is_carried_out(own_app):
    with own_app.app_context():
        council = factories.make_council()
        term = factories.make_term(council.id)
        clerk = factories.make_user("clerk", council_id=council.id)
        senders = [factories.browser_of(own_app, clerk) for _ in range(8)]
        page, sent = f"/{council.slug}/sittings/new", _sitting(term, form_token=TOKEN)
        db.session.commit()
        db.session.remove()
    start = Barrier(len(senders))

    def send(sender):
        start.wait()
        with own_app.app_context():
            response = sender.post(page, data=sent)
            return response.status_code, response.location

    with ThreadPoolExecutor(len(senders)) as pool:
        answers = list(pool.map(send, senders))
    with own_app.app_context(), every_council():
        assert _count() == 1
    assert sorted(status for status, _ in answers) == [302] + [303] * 7
    assert len({location for _, location in answers}) == 1
