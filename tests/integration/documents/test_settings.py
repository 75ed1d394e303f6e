"""What a council prints its papers with: set by the administrator, used by every paper, told in the log."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app.audit.models import AuditEntry
from app.core.database import db
from app.core.errors import DomainError, StaleEditError
from app.core.tenancy import scoped_to
from app.documents.domain import DocumentKind, LegalBasisUse, SigningCapacity
from app.documents.models import LegalBasis, PaperSettings, Signer
from app.documents.paper import Margins, Orientation
from app.documents.settings import commands, queries
from app.documents.settings.domain import NewLegalBasis, NewSigner, PaperStyle
from tests import factories

STYLE = {
    "margin_top": "25",
    "margin_bottom": "20",
    "margin_left": "35",
    "margin_right": "20",
    "tables_landscape": "",
    "head_name": "Hội đồng nhân dân\nphường Thử",
    "recipients": "UBND phường\nCác cơ quan có liên quan",
    "record_unit": "VP, HĐND",
    "report_symbol": "BC-TTHĐND",
}

Clients = Callable[[str], FlaskClient]


def events() -> list[str]:
    return list(db.session.scalars(sa.select(AuditEntry.event).order_by(AuditEntry.seq)))


@pytest.mark.usefixtures("council")
def test_a_council_that_set_nothing_prints_in_the_usual_form() -> None:
    style = queries.paper_style()
    assert (style.margins, style.orientation) == (Margins(), Orientation.LANDSCAPE)
    assert style.recipient_lines() == ("Lưu: VT, VP",)
    assert style.symbol_of(DocumentKind.ROUND_REPORT) == "BC-HĐND"


def test_the_form_of_papers_is_set_on_its_page_and_told_in_the_log(council: Any, as_role: Clients) -> None:
    page = as_role("administrator").post(f"/{council.slug}/settings/papers", data=STYLE)
    assert page.status_code == 302
    db.session.expire_all()
    style = queries.paper_style()
    assert (style.margins, style.orientation) == (
        Margins(top=25, bottom=20, left=35, right=20),
        Orientation.PORTRAIT,
    )
    assert style.recipient_lines() == ("UBND phường", "Các cơ quan có liên quan", "Lưu: VT, VP, HĐND")
    assert style.symbol_of(DocumentKind.ROUND_REPORT) == "BC-TTHĐND"
    assert "PaperSettingsChanged" in events()


@pytest.mark.parametrize(
    ("field", "value"), [("margin_left", "25"), ("margin_right", "30"), ("margin_top", "")]
)
def test_a_margin_outside_the_range_of_the_decree_is_refused_beside_its_field(
    council: Any, as_role: Clients, field: str, value: str
) -> None:
    page = as_role("administrator").post(f"/{council.slug}/settings/papers", data={**STYLE, field: value})
    assert page.status_code == 422
    assert "phường Thử" in page.text
    assert db.session.scalar(sa.select(PaperSettings)) is None


def test_two_who_set_the_form_at_once_do_not_overwrite_each_other(council: Any) -> None:
    row = commands.change_paper_style(new=PaperStyle(record_unit="VP1"), expected_version=None, actor=None)
    opened = row.version
    commands.change_paper_style(new=PaperStyle(record_unit="VP2"), expected_version=opened, actor=None)
    with pytest.raises(StaleEditError):
        commands.change_paper_style(new=PaperStyle(record_unit="VP3"), expected_version=opened, actor=None)
    assert (queries.paper_style().record_unit, row.council_id) == ("VP2", council.id)


def test_a_signer_signs_from_the_first_to_the_last_day(council: Any, as_role: Clients) -> None:
    admin = as_role("administrator")
    form = {"name": "Thào Hồng Sơn", "capacity": "on_behalf_of_council", "starts_on": "01/07/2021"}
    assert admin.post(f"/{council.slug}/settings/signers/new", data=form).status_code == 302
    signer = db.session.scalars(sa.select(Signer)).one()
    ended = {**form, "version": signer.version, "ends_on": "28/02/2026"}
    admin.post(f"/{council.slug}/settings/signers/{signer.id}/edit", data=ended)
    db.session.expire_all()
    assert [len(queries.signers_on(day)) for day in (date(2021, 6, 30), date(2021, 7, 1), date(2026, 2, 28), date(2026, 3, 1))] == [0, 1, 1, 0]  # fmt: skip
    assert [event for event in events() if event.startswith("Signer")] == ["SignerAdded", "SignerChanged"]
    assert "Thào Hồng Sơn" in admin.get(f"/{council.slug}/settings/signers").text


@pytest.mark.usefixtures("council")
def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    new = NewSigner(
        name="A", capacity=SigningCapacity.BY_ORDER, starts_on=date(2026, 2, 1), ends_on=date(2026, 1, 1)
    )
    with pytest.raises(DomainError, match="last day"):
        commands.add_signer(new=new, actor=None)


@pytest.mark.usefixtures("council")
@pytest.mark.parametrize(
    ("day", "cited", "not_cited"),
    [
        (date(2026, 2, 28), "87/2015/QH13", "121/2025/QH15"),
        (date(2026, 3, 1), "121/2025/QH15", "87/2015/QH13"),
        (date(2026, 3, 1), "114/2025/UBTVQH15", "594/NQ-UBTVQH15"),
        (date(2026, 2, 28), "594/NQ-UBTVQH15", "114/2025/UBTVQH15"),
    ],
)
def test_the_law_on_supervision_changes_on_1_march_2026(day: date, cited: str, not_cited: str) -> None:
    words = " ".join(queries.bases_on(day, LegalBasisUse.RESOLUTION))
    assert cited in words
    assert not_cited not in words
    assert "72/2025/QH15" in words


@pytest.mark.usefixtures("council")
def test_the_bases_of_the_council_take_the_place_of_the_usual_ones() -> None:
    new = NewLegalBasis(
        used_in=LegalBasisUse.RESOLUTION, words="Căn cứ Quy chế hoạt động của Hội đồng nhân dân"
    )
    commands.add_basis(new=new, actor=None)
    assert queries.bases_on(date(2026, 7, 1), LegalBasisUse.RESOLUTION) == (new.words,)
    assert queries.bases_on(date(2026, 7, 1), LegalBasisUse.REPORT) != (new.words,)


def test_the_usual_bases_are_taken_over_once_then_changed_and_removed(council: Any, as_role: Clients) -> None:
    admin = as_role("administrator")
    at = f"/{council.slug}/settings/legal-bases"
    assert "Thêm các căn cứ thường dùng" in admin.get(at).text
    assert admin.post(f"{at}/usual").status_code == 302
    count = len(queries.legal_bases())
    assert count == 10
    admin.post(f"{at}/usual")
    assert len(queries.legal_bases()) == count
    basis = db.session.scalars(sa.select(LegalBasis).order_by(LegalBasis.id)).first()
    assert basis is not None
    form = {"used_in": "resolution", "words": "Căn cứ Luật mới", "version": basis.version}
    admin.post(f"{at}/{basis.id}/edit", data=form)
    assert "Căn cứ Luật mới" in admin.get(at).text
    assert admin.get(f"{at}/{basis.id}/remove").status_code == 200
    admin.post(f"{at}/{basis.id}/remove")
    assert len(queries.legal_bases()) == count - 1


@pytest.mark.parametrize("role", ["clerk", "lead", "standing_committee", "delegate"])
@pytest.mark.parametrize("page", ["papers", "signers", "legal-bases", "signers/new", "legal-bases/new"])
def test_only_the_administrator_sets_what_papers_look_like(
    council: Any, as_role: Clients, role: str, page: str
) -> None:
    assert as_role(role).get(f"/{council.slug}/settings/{page}").status_code == 403


def test_signers_and_bases_of_another_council_are_not_there(council: Any, as_role: Clients) -> None:
    other = factories.make_council()
    with scoped_to(other.id):
        signer = factories.make_signer(other.id)
    answer = as_role("administrator").get(f"/{council.slug}/settings/signers/{signer.id}/edit")
    assert answer.status_code == 404
