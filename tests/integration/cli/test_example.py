"""The example councils: real pledges with their sources, one whole session adopted and issued."""

import sqlalchemy as sa

from app.core.database import db
from app.core.tenancy import scoped_to
from app.council.queries import find_council
from app.documents.domain import DocumentKind
from app.documents.models import IssuedDocument
from app.documents.queries import read_issued
from app.example.data import COUNCILS, FILE, example_rows
from app.monitoring.domain import ReportState, RoundStatus
from app.monitoring.models import AgencyReport, Round
from app.pledges.domain import Lifecycle, Verdict
from app.pledges.models import Pledge


def test_every_line_that_is_loaded_has_a_day_and_a_source_and_every_line_is_in_the_file() -> None:
    rows = example_rows()
    assert len(FILE.read_text(encoding="utf-8").splitlines()) == 50
    assert {council.slug for council in COUNCILS} == set(rows)
    assert len(rows["ha-giang"]) == 17
    for row in (row for several in rows.values() for row in several):
        assert row.held_on
        assert row.source
        assert "find_string" not in row.source


def test_the_example_is_loaded_once_and_shows_its_passwords_once(app) -> None:
    first = app.test_cli_runner().invoke(args=["load-example"])
    assert first.exit_code == 0, first.output
    assert first.stdout.count("@example.org") == 7
    again = app.test_cli_runner().invoke(args=["load-example"])
    assert (again.exit_code, again.output) == (0, "")
    council = find_council("ha-giang")
    assert council is not None
    with scoped_to(council.id):
        pledges = list(db.session.scalars(sa.select(Pledge).order_by(Pledge.row_number)))
        assert [(pledge.row_number, pledge.lifecycle) for pledge in pledges] == [
            (n, Lifecycle.ADOPTED) for n in range(1, 18)
        ]
        assert {pledge.verdict for pledge in pledges} == {Verdict.NOT_ASSESSED}
        issued = list(db.session.scalars(sa.select(IssuedDocument).order_by(IssuedDocument.id)))
        assert [each.kind for each in issued] == [DocumentKind.RESOLUTION, DocumentKind.PLEDGE_APPENDIX]
        assert {each.number for each in issued} == {"95/NQ-HĐND"}
        assert all(read_issued(each).startswith(b"%PDF") for each in issued)
        assert [each.status for each in db.session.scalars(sa.select(Round))] == [RoundStatus.COLLECTING]
        assert not list(
            db.session.scalars(sa.select(AgencyReport).where(AgencyReport.state != ReportState.NOT_REPORTED))
        )
