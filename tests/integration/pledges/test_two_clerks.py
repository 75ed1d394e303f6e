"""Two clerks, one pledge: the second chooses field by field, and nothing either of them wrote is lost unseen."""

import html
import re

import pytest

from app.core.database import db
from app.pledges.models import Pledge
from tests import factories
from tests.rules.test_forged_requests import form_on


@pytest.fixture
def pledge(council):
    return factories.make_pledge(council.id, source="Biên bản cũ")


@pytest.fixture
def page(council, pledge):
    return f"/{council.slug}/pledges/{pledge.id}/edit"


def _opened(clerk, page):
    return dict(form_on(clerk.get(page).get_data(as_text=True))[1])


def _stale(as_role, page, *, first, second):
    """The answer to the second of two clerks who opened the form together, and what that one had sent."""
    one, two = as_role("clerk"), as_role("clerk")
    theirs, mine = _opened(one, page), _opened(two, page)
    assert one.post(page, data={**theirs, **first}).status_code == 302
    sent = {**mine, **second}
    answer = two.post(page, data=sent)
    assert answer.status_code == 422
    return two, answer.get_data(as_text=True)


def _choices(text):
    box = text[text.index('class="sheet sheet-warn conflict"') : text.index("</section>")]
    return {
        name: html.unescape(side)
        for name, side in re.findall(r'name="take-([^"]+)" value="(\w+)"[^>]* checked', box)
    }


def test_ones_own_words_are_proposed_where_one_changed_and_the_colleagues_where_one_did_not(as_role, page):
    first = {"expected_result": "Theo người thứ nhất", "source": "Biên bản mới"}
    _two, text = _stale(as_role, page, first=first, second={"expected_result": "Theo người thứ hai"})
    assert _choices(text) == {"expected_result": "mine", "source": "theirs"}
    assert "Theo người thứ nhất" in text
    assert "Theo người thứ hai" in text


def test_both_versions_are_told_in_one_box_and_not_in_a_second(as_role, page):
    _two, text = _stale(as_role, page, first={"source": "A"}, second={"source": "B"})
    assert text.count("data-error-summary") == 1


def test_what_is_chosen_is_saved_without_any_script(as_role, page, pledge):
    first = {"expected_result": "Theo người thứ nhất", "source": "Biên bản mới"}
    two, text = _stale(as_role, page, first=first, second={"expected_result": "Theo người thứ hai"})
    _action, fields = form_on(text)
    sides = {f"take-{name}": side for name, side in _choices(text).items()}
    stored = {"theirs-expected_result": "Theo người thứ nhất", "theirs-source": "Biên bản mới"}
    assert two.post(page, data={**dict(fields), **sides, **stored}).status_code == 302
    db.session.expire_all()
    saved = db.session.get(Pledge, pledge.id)
    assert (saved.expected_result, saved.source) == ("Theo người thứ hai", "Biên bản mới")


def test_a_third_clerk_in_between_is_shown_too(as_role, page):
    two, text = _stale(as_role, page, first={"source": "A"}, second={"source": "B"})
    _action, fields = form_on(text)
    third = as_role("lead")
    assert third.post(page, data={**_opened(third, page), "source": "C"}).status_code == 302
    answer = two.post(page, data=dict(fields))
    assert answer.status_code == 422
    text = answer.get_data(as_text=True)
    assert _choices(text) == {"source": "mine"}
    assert ">C<" in text
