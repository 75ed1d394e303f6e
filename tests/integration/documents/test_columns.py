"""The columns of the long tables: chosen and ordered by the council, printed and written so, told in the log."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import docx
import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app.audit.models import AuditEntry
from app.core.database import db
from app.core.errors import DomainError, StaleEditError
from app.documents.columns import registers
from app.documents.domain import DocumentKind
from app.documents.settings import commands, queries
from app.monitoring.documents import print_follow_up
from app.monitoring.models import Assessment
from app.monitoring.word import write_follow_up
from app.resolutions.appendix import appendix_of
from tests import factories
from tests.documents import samples
from tests.documents.reading import Paper

KIND = DocumentKind.FOLLOW_UP_APPENDIX
CHOSEN = ("number", "verdict", "pledge", "accountable", "previous", "note")
HEADINGS = ("TT", "Trạng thái", "Nội dung cam kết", "Cơ quan chủ trì", "Đợt trước", "Ghi chú")

Clients = Callable[[str], FlaskClient]


def choose(*codes: str, kind: DocumentKind = KIND, version: int | None = None) -> None:
    commands.choose_columns(kind=kind, codes=codes, expected_version=version, actor=None)


def test_the_chosen_columns_are_printed_in_their_order_also_where_no_row_says_anything() -> None:
    paper = samples.follow_up(columns=CHOSEN)
    assert tuple(column.heading for column in paper.table.columns) == HEADINGS
    first = Paper(print_follow_up(paper).content).pages[0]
    places = [
        min(w.left for w in first.words if w.text == heading.split()[0] and w.top > 200)
        for heading in HEADINGS
    ]
    assert places == sorted(places)


def test_the_word_file_has_the_columns_of_the_print() -> None:
    table = docx.Document(BytesIO(write_follow_up(samples.follow_up(columns=CHOSEN)))).tables[0]
    assert tuple(cell.text for cell in table.rows[0].cells) == HEADINGS


@pytest.mark.parametrize("kind", [DocumentKind.PLEDGE_APPENDIX, DocumentKind.FOLLOW_UP_APPENDIX])
def test_every_column_that_is_offered_can_be_printed(app: Any, kind: DocumentKind) -> None:
    columns = registers[kind].columns
    codes = tuple(column.key for column in columns.offered)
    sample = samples.appendix() if kind is DocumentKind.PLEDGE_APPENDIX else samples.follow_up()
    table = replace(sample, columns=codes).table
    assert tuple(column.key for column in table.columns) == codes
    assert sum(table.widths) == pytest.approx(sample.text_width)


def test_of_the_usual_columns_those_without_a_word_are_left_out() -> None:
    keys = [column.key for column in samples.appendix().table.columns]
    assert "steps" not in keys
    assert {"number", "pledge", "accountable", "deadline"} <= set(keys)


def test_a_code_of_another_release_is_passed_over_and_a_column_that_must_be_there_is_put_first() -> None:
    keys = [column.key for column in samples.follow_up(columns=("cause", "long gone")).table.columns]
    assert keys == ["number", "pledge", "accountable", "verdict", "cause"]


@pytest.mark.parametrize("codes", [("number", "pledge"), (*CHOSEN, "number"), (*CHOSEN, "no such column")])
@pytest.mark.usefixtures("council")
def test_a_choice_without_a_needed_column_with_one_twice_or_an_unknown_one_is_refused(
    codes: tuple[str, ...],
) -> None:
    with pytest.raises(DomainError):
        choose(*codes)
    assert queries.chosen_columns(KIND) == ()


@pytest.mark.usefixtures("council")
def test_each_table_has_its_own_choice_and_can_go_back_to_the_usual_columns() -> None:
    usual = registers[DocumentKind.PLEDGE_APPENDIX].columns.usual
    choose(*CHOSEN)
    choose(*reversed(usual), kind=DocumentKind.PLEDGE_APPENDIX)
    assert queries.chosen_columns(KIND) == CHOSEN
    choose()
    assert queries.chosen_columns(KIND) == ()
    assert queries.chosen_columns(DocumentKind.PLEDGE_APPENDIX) == tuple(reversed(usual))


@pytest.mark.usefixtures("council")
def test_a_choice_made_on_a_page_that_was_overtaken_is_refused() -> None:
    choose(*CHOSEN)
    row = queries.find_settings()
    assert row is not None
    with pytest.raises(StaleEditError):
        choose(*CHOSEN[:-1], version=row.version - 1)


def test_a_new_paper_has_the_columns_the_council_chose(council: Any) -> None:
    resolution = factories.adopt(factories.make_pledge(council.id))
    codes = ("number", "deadline", "pledge", "accountable")
    choose(*codes, kind=DocumentKind.PLEDGE_APPENDIX)
    assert appendix_of(resolution, council).columns == codes


def test_columns_are_ticked_and_numbered_on_their_page(council: Any, as_role: Clients) -> None:
    client, address = as_role("administrator"), f"/{council.slug}/settings/columns/{KIND.value}"
    assert client.get(f"/{council.slug}/settings/columns").status_code == 302
    places = {f"place-{code}": str(place) for place, code in enumerate(CHOSEN, start=1)}
    assert client.post(address, data={"show": ["previous", "note"], **places}).status_code == 302
    db.session.expire_all()
    assert queries.chosen_columns(KIND) == CHOSEN
    page = client.get(address).text
    assert (
        page.index("Trạng thái")
        < page.index("Nội dung cam kết")
        < page.index("Ghi chú")
        < page.index("Minh chứng")
    )
    told = db.session.scalars(sa.select(AuditEntry).where(AuditEntry.event == "PaperSettingsChanged")).one()
    assert told.details["columns"][1] == {KIND.value: list(CHOSEN)}
    client.post(address, data={"action": "usual"})
    db.session.expire_all()
    assert queries.chosen_columns(KIND) == ()


def test_the_page_shows_the_latest_paper_with_the_chosen_columns(council: Any, as_role: Clients) -> None:
    client, address = as_role("administrator"), f"/{council.slug}/settings/columns/{KIND.value}/preview.pdf"
    assert client.get(address).status_code == 404
    pledge = factories.make_pledge(council.id)
    factories.adopt(pledge)
    round_ = factories.make_round(council.id, number=1, as_of=date(2026, 11, 1))
    db.session.add(Assessment(round_id=round_.id, pledge_id=pledge.id))
    choose(*CHOSEN)
    db.session.commit()
    text = Paper(client.get(address).data).text
    assert "DỰ THẢO" in text
    assert "Ghi chú" in text


def test_there_is_no_page_for_a_table_that_offers_no_columns(council: Any, as_role: Clients) -> None:
    assert as_role("administrator").get(f"/{council.slug}/settings/columns/correction").status_code == 404
