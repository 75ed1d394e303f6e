"""Blanks and invisible letters are no answer to a question that needs one."""

import pytest

from app.core.database import db
from app.sittings.models import Sitting
from tests import factories

NOTHING = ("   ", "\r\n", "\u200b\u200b", "\u00a0\u3000", "")


@pytest.mark.parametrize("blank", NOTHING)
def test_a_day_of_blanks_is_refused_beside_its_field(as_role, council, blank):
    session = factories.make_session(council.id)
    refused = as_role("clerk").post(
        f"/{council.slug}/sessions/{session.id}/edit",
        data={"held_on": blank, "kind": "at_sitting", "sitting_id": 0, "organising_body_id": 0},
    )
    assert refused.status_code == 422


@pytest.mark.parametrize("blank", NOTHING)
def test_a_name_of_blanks_is_not_kept(as_role, council, blank):
    term = factories.make_term(council.id)
    refused = as_role("clerk").post(
        f"/{council.slug}/sittings/new", data={"term_id": term.id, "name": blank, "kind": "thematic"}
    )
    assert refused.status_code == 422
    assert db.session.query(Sitting).count() == 0
