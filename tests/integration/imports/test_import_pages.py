"""Importing by page: upload, look, apply; a ticket is good for one person in one council."""

import io

import sqlalchemy as sa

from app.core.database import db
from app.pledges.models import Pledge
from tests import factories
from tests.integration.imports.sheets import row, workbook


def upload(client, council, content: bytes, name: str = "so.xlsx"):
    return client.post(
        f"/{council.slug}/register/import",
        data={"file": (io.BytesIO(content), name)},
        content_type="multipart/form-data",
    )


def test_a_sheet_is_looked_at_before_anything_is_written(app, council, as_role) -> None:
    client = as_role("clerk")
    preview = upload(client, council, workbook(row(), row(words="Việc hai", deadline_words="thời gian tới")))
    assert preview.status_code == 302
    page = client.get(preview.location).get_data(as_text=True)
    for words in (
        "Rà soát nước thải các khu đô thị",
        "Việc hai",
        "Dương Đức Tuấn",
        "Ban Đô thị",
        "thời gian tới",
    ):
        assert words in page, words
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Pledge)) == 0
    done = client.post(preview.location)
    assert done.status_code == 302
    assert done.location.endswith(f"/{council.slug}/register")
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Pledge)) == 2
    assert client.get(preview.location).status_code == 404


def test_cells_that_need_a_look_are_listed_and_nothing_can_be_applied(app, council, as_role) -> None:
    client = as_role("clerk")
    preview = upload(client, council, workbook(row(held_on="31/02/2022")))
    page = client.get(preview.location).get_data(as_text=True)
    assert "B2" in page
    assert f'action="{preview.location}"' not in page
    assert client.post(preview.location).status_code == 302
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Pledge)) == 0


def test_what_is_no_workbook_is_refused_beside_the_field(app, council, as_role) -> None:
    refused = upload(as_role("clerk"), council, b"MZ not a sheet", "so.xlsx")
    assert refused.status_code == 422
    assert "Excel" in refused.get_data(as_text=True)
    assert as_role("clerk").post(f"/{council.slug}/register/import").status_code == 422


def test_a_sheet_with_nothing_new_offers_no_button(app, council, as_role) -> None:
    client = as_role("clerk")
    first = upload(client, council, workbook(row()))
    client.post(first.location)
    again = upload(client, council, workbook(row()))
    page = client.get(again.location).get_data(as_text=True)
    assert f'action="{again.location}"' not in page


def test_a_ticket_is_worth_nothing_to_others_or_once_changed(app, council, as_role) -> None:
    preview = upload(as_role("clerk"), council, workbook(row()))
    assert as_role("clerk").get(preview.location).status_code == 404
    mine = as_role("clerk")
    own = upload(mine, council, workbook(row()))
    assert mine.get(own.location + "x").status_code == 404


def test_a_sheet_changed_on_disk_is_not_applied(app, council, as_role) -> None:
    from app.core.storage import sha256_of

    client = as_role("clerk")
    content = workbook(row())
    preview = upload(client, council, content)
    held = app.config["FILES_DIR"] / "imports" / str(council.id) / sha256_of(content)
    held.write_bytes(workbook(row(words="Khác")))
    assert client.post(preview.location).status_code == 404
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Pledge)) == 0


def test_a_sheet_of_another_council_is_not_applied_here(app, council, as_role) -> None:
    user = factories.make_user("clerk", council_id=council.id)
    elsewhere = factories.make_council()
    from app.accounts.domain import Role
    from app.accounts.models import Membership
    from app.core.tenancy import scoped_to

    with scoped_to(elsewhere.id):
        db.session.add(Membership(user_id=user.id, council_id=elsewhere.id, role=Role.CLERK))
        db.session.flush()
    client = factories.browser_of(app, user)
    preview = upload(client, council, workbook(row()))
    assert client.get(preview.location).status_code == 200
    assert client.get(preview.location.replace(council.slug, elsewhere.slug)).status_code == 404
