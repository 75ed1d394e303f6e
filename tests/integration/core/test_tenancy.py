"""A council sees its own rows and no other's."""

import pytest
import sqlalchemy as sa

from app.core.database import db
from app.core.tenancy import UnscopedError, every_council, get_owned, scoped_to
from app.council.models import Agency
from tests import factories


def test_a_select_sees_only_the_rows_of_the_council_in_scope(app, council):
    other = factories.make_council()
    mine = factories.make_agency(council.id)
    with scoped_to(other.id):
        theirs = factories.make_agency(other.id)
    assert db.session.scalars(sa.select(Agency)).all() == [mine]
    with scoped_to(other.id):
        assert db.session.scalars(sa.select(Agency)).all() == [theirs]


def test_the_row_of_another_council_is_not_found_by_its_id(app, council):
    other = factories.make_council()
    with scoped_to(other.id):
        theirs = factories.make_agency(other.id)
    assert get_owned(Agency, theirs.id) is None


def test_a_council_owned_table_read_outside_any_council_is_an_error(app):
    with pytest.raises(UnscopedError):
        db.session.scalars(sa.select(Agency)).all()


def test_every_council_is_seen_only_where_the_code_says_so(app, council):
    mine = factories.make_agency(council.id)
    with every_council():
        assert mine in db.session.scalars(sa.select(Agency)).all()


def test_a_bulk_update_stays_inside_the_council(app, council):
    other = factories.make_council()
    with scoped_to(other.id):
        theirs = factories.make_agency(other.id, short_name="giữ")
    db.session.execute(sa.update(Agency).values(short_name="đổi"))
    with scoped_to(other.id):
        assert db.session.scalar(sa.select(Agency.short_name).where(Agency.id == theirs.id)) == "giữ"


def test_a_new_row_is_stamped_with_the_council_and_cannot_be_smuggled_into_another(app, council):
    agency = Agency(name="Sở Tự nhiên", short_name="")
    db.session.add(agency)
    db.session.flush()
    assert agency.council_id == council.id
    other = factories.make_council()
    db.session.add(Agency(name="Sở Lạc", short_name="", council_id=other.id))
    with pytest.raises(UnscopedError):
        db.session.flush()
