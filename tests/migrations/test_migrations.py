"""Migrations: one head, up and down and up again, equal to the models, triggers in place."""

import os
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask_migrate import downgrade, upgrade

from app.config import ROOT
from app.core.database import db
from app.core.migrations import is_modelled
from app.core.tenancy import scoped_to
from tests import factories
from tests.conftest import DATABASES, database_address, make_app


@pytest.fixture(scope="module", params=DATABASES)
def migrated(request):
    app = make_app(database_address(request.param, f"migrations_{os.getpid()}"))
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def guards_of(engine: sa.Engine) -> set[str]:
    source = (
        "sqlite_master WHERE type = 'trigger'"
        if engine.dialect.name == "sqlite"
        else "pg_trigger WHERE NOT tgisinternal"
    )
    name = "name" if engine.dialect.name == "sqlite" else "tgname"
    with engine.connect() as connection:
        return set(connection.execute(sa.text(f"SELECT {name} FROM {source}")).scalars())


def test_there_is_one_head_and_each_file_is_named_by_its_number():
    scripts = ScriptDirectory(str(ROOT / "migrations"))
    assert len(scripts.get_heads()) == 1
    for script in scripts.walk_revisions():
        assert Path(script.path).name.startswith(f"{script.revision}_")


def test_the_migrations_make_exactly_the_tables_of_the_models(migrated):
    with db.engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "include_object": is_modelled}
        )
        assert compare_metadata(context, db.metadata) == []


def test_every_guard_stands_after_upgrading_and_none_after_downgrading(migrated):
    before = guards_of(db.engine)
    assert {
        "guard_audit_update",
        "guard_pledge_update",
        "guard_document_delete",
        "guard_assessment_update",
    } <= before
    downgrade(revision="base")
    assert guards_of(db.engine) == set()
    assert set(sa.inspect(db.engine).get_table_names()) <= {"alembic_version"}
    upgrade()
    assert guards_of(db.engine) == before


def test_no_migration_imports_the_application():
    for path in (ROOT / "migrations" / "versions").glob("*.py"):
        assert "from app" not in path.read_text(encoding="utf-8"), path.name


def test_of_several_main_contacts_of_an_agency_the_first_one_stays(migrated):
    council = factories.make_council()
    with scoped_to(council.id):
        agency = factories.make_agency(council.id)
        main = factories.make_contact(agency)
        second = factories.make_contact(agency, is_alternate=True)
        ids = main.id, second.id
        db.session.commit()
    downgrade(revision="0018")
    with db.engine.begin() as connection:
        connection.execute(sa.text("UPDATE memberships SET is_alternate = :no").bindparams(no=False))
    upgrade()
    with db.engine.connect() as connection:
        rows = connection.execute(sa.text("SELECT user_id, is_alternate FROM memberships ORDER BY id")).all()
    assert [(user_id, bool(alternate)) for user_id, alternate in rows] == [(ids[0], False), (ids[1], True)]
