"""A transaction writes all of a block or nothing, and tells a clash as a broken rule."""

import pytest
import sqlalchemy as sa

from app.core.database import db
from app.core.errors import DomainError
from app.core.transaction import transaction
from app.council.models import Agency
from tests import factories


def test_what_the_database_refuses_is_told_as_a_broken_rule_and_nothing_is_written(app, council):
    factories.make_agency(council.id, name="Sở Y tế")
    db.session.commit()
    with pytest.raises(DomainError), transaction():
        db.session.add_all([Agency(name=name, short_name="") for name in ("Sở Nội vụ", "Sở Y tế")])
    assert db.session.scalars(sa.select(Agency.name)).all() == ["Sở Y tế"]


def test_any_other_error_leaves_nothing_behind_and_is_not_hidden(app, council):
    def half_done() -> None:
        factories.make_agency(council.id)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), transaction():
        half_done()
    assert db.session.scalars(sa.select(Agency)).all() == []
