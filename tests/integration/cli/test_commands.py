"""The operator's commands: results on standard output, problems on standard error, 0 done, 1 refused, 2 wrong usage."""

import json
from datetime import date

import pytest
import sqlalchemy as sa

from app.accounts.domain import Role
from app.accounts.models import SetupLink
from app.accounts.queries import find_user, memberships_in
from app.core.database import db
from app.core.tenancy import every_council, scoped_to
from app.council.queries import find_council
from app.pledges.models import Pledge
from tests import factories
from tests.integration.imports.sheets import row, workbook


@pytest.fixture
def run(app):
    def invoke(*arguments: str, stdin: str | None = None):
        return app.test_cli_runner().invoke(args=list(arguments), input=stdin)

    return invoke


def pledges() -> int:
    with every_council():
        return db.session.scalar(sa.select(sa.func.count()).select_from(Pledge)) or 0


def test_a_phrase_is_read_as_one_json_value(run) -> None:
    done = run("deadline", "xong trước ngày 30/8/2017", "--said-on", "2017-07-14")
    read = json.loads(done.stdout)
    assert (done.exit_code, read["due_on"], read["kind"]) == (0, "2017-08-29", "before_date")
    assert list(read) == [
        "phrase",
        "kind",
        "due_on",
        "starts_on",
        "rule",
        "legal_basis",
        "needs_confirmation",
        "tentative",
        "condition",
    ]


def test_a_phrase_nobody_understands_is_refused(run) -> None:
    done = run("deadline", "trong tháng 13/2023", "--said-on", "2022-12-09")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["deadline"],
        ["deadline", "quý I"],
        ["deadline", "quý I", "--said-on", "mai"],
        ["import-register", "khong-co.xlsx", "--council", "x"],
    ],
)
def test_wrong_usage_ends_with_two(run, arguments: list[str]) -> None:
    assert run(*arguments).exit_code == 2


def test_a_csv_is_read_line_by_line_in_order(run, tmp_path) -> None:
    file = tmp_path / "phrases.csv"
    file.write_text(
        "reference_date,phrase\n2017-07-14,trong tháng 7/2017\n2022-12-09,trong năm 2023\n", encoding="utf-8"
    )
    done = run("deadline", "--csv", str(file))
    assert [json.loads(line)["due_on"] for line in done.stdout.splitlines()] == ["2017-07-31", "2023-12-31"]
    assert done.exit_code == 0


def test_a_csv_without_its_columns_is_refused(run, tmp_path) -> None:
    file = tmp_path / "phrases.csv"
    file.write_text("a,b\n1,2\n", encoding="utf-8")
    assert run("deadline", "--csv", str(file)).exit_code == 1


def test_a_register_goes_in_and_comes_out_unchanged(run, council, tmp_path) -> None:
    sheet, back = tmp_path / "vao.xlsx", tmp_path / "ra.xlsx"
    sheet.write_bytes(workbook(row(), row(words="Việc hai", resolution="95")))
    tried = run("import-register", str(sheet), "--council", council.slug, "--dry-run", "--json")
    assert json.loads(tried.stdout) == {"rows": 2, "created": 2, "unchanged": 0, "changed": 0, "errors": []}
    assert pledges() == 0
    assert (
        json.loads(run("import-register", str(sheet), "--council", council.slug, "--json").stdout)["created"]
        == 2
    )
    assert pledges() == 2
    again = json.loads(run("import-register", str(sheet), "--council", council.slug, "--json").stdout)
    assert again == {"rows": 2, "created": 0, "unchanged": 2, "changed": 0, "errors": []}
    assert (
        run("export-register", "--council", council.slug, "--format", "xlsx", "--output", str(back)).exit_code
        == 0
    )
    round_trip = json.loads(run("import-register", str(back), "--council", council.slug, "--json").stdout)
    assert round_trip == {"rows": 2, "created": 0, "unchanged": 2, "changed": 0, "errors": []}


def test_a_bad_sheet_names_its_cells_and_writes_nothing(run, council, tmp_path) -> None:
    sheet = tmp_path / "vao.xlsx"
    sheet.write_bytes(workbook(row(), row(words="Việc hai", held_on="31/02/2022")))
    done = run("import-register", str(sheet), "--council", council.slug, "--json")
    told = json.loads(done.stdout)
    assert done.exit_code == 1
    assert (told["created"], [error["cell"] for error in told["errors"]]) == (0, ["B3"])
    assert "B3" in done.stderr
    assert pledges() == 0


def test_what_is_no_workbook_is_refused_with_one(run, council, tmp_path) -> None:
    sheet = tmp_path / "vao.xlsx"
    sheet.write_bytes(b"khong phai bang")
    done = run("import-register", str(sheet), "--council", council.slug, "--json")
    assert done.exit_code == 1
    assert len(json.loads(done.stdout)["errors"]) == 1


def test_an_unknown_council_is_refused(run, tmp_path) -> None:
    output = tmp_path / "ra.csv"
    done = run("export-register", "--council", "khong-co", "--format", "csv", "--output", str(output))
    assert done.exit_code == 1
    assert not output.exists()


def test_a_council_is_made_once(run) -> None:
    arguments = [
        "create-council",
        "--slug",
        "xa-vi-du",
        "--name",
        "Hội đồng nhân dân xã Ví Dụ",
        "--place",
        "Ví Dụ",
    ]
    assert run(*arguments).exit_code == 0
    assert run(*arguments).exit_code == 0
    assert find_council("xa-vi-du") is not None
    assert run("create-council", "--slug", "Xã Sai", "--name", "n", "--place", "p").exit_code == 1


def test_an_administrator_is_made_with_the_password_from_standard_input(run, council) -> None:
    done = run("create-admin", "--email", "Quan.Tri@example.org", stdin="mot hai ba bon nam\n")
    assert done.exit_code == 0
    user = find_user("quan.tri@example.org")
    assert user is not None
    assert [each.role for each in memberships_in(council_id=council.id, user_id=user.id)] == [
        Role.ADMINISTRATOR
    ]
    assert run("create-admin", "--email", "quan.tri@example.org", stdin="nam bon ba hai mot\n").exit_code == 0
    assert len(memberships_in(council_id=council.id, user_id=user.id)) == 1
    assert run("create-admin", "--email", "khac@example.org", stdin="ngan\n").exit_code == 1


def test_an_administrator_made_before_any_council_gets_the_first_one(run, app) -> None:
    assert run("create-admin", "--email", "som@example.org", stdin="mot hai ba bon nam\n").exit_code == 0
    assert (
        run(
            "create-council", "--slug", "tinh-thu", "--name", "Hội đồng nhân dân tỉnh Thử", "--place", "Thử"
        ).exit_code
        == 0
    )
    council, user = find_council("tinh-thu"), find_user("som@example.org")
    with scoped_to(council.id):
        assert [each.role for each in memberships_in(council_id=council.id, user_id=user.id)] == [
            Role.ADMINISTRATOR
        ]


def test_the_first_administrators_link_is_printed_while_there_is_no_council(run, app) -> None:
    done = run("first-admin-link", "--port", "9000")
    assert done.stdout.startswith("http://127.0.0.1:9000/setup/")
    assert db.session.scalar(sa.select(sa.func.count()).select_from(SetupLink)) == 1
    factories.make_council()
    assert run("first-admin-link").stdout == ""


def test_the_appendix_of_an_imported_resolution_is_a_preview(run, council, tmp_path) -> None:
    pledge = factories.make_pledge(council.id)
    factories.adopt(pledge, number="95/NQ-HĐND")
    output = tmp_path / "phu-luc.pdf"
    assert (
        run(
            "print-appendix", "--council", council.slug, "--resolution", "95", "--output", str(output)
        ).exit_code
        == 0
    )
    assert output.read_bytes().startswith(b"%PDF")
    assert (
        run(
            "print-appendix", "--council", council.slug, "--resolution", "96", "--output", str(output)
        ).exit_code
        == 1
    )


def test_the_follow_up_of_a_round_under_way_is_a_preview(run, council, tmp_path) -> None:
    from app.monitoring.models import Assessment

    pledge = factories.make_pledge(council.id)
    factories.adopt(pledge)
    round_ = factories.make_round(council.id, number=1, as_of=date(2026, 11, 1))
    db.session.add(Assessment(round_id=round_.id, pledge_id=pledge.id))
    db.session.flush()
    output = tmp_path / "theo-doi.pdf"
    assert (
        run("print-follow-up", "--council", council.slug, "--round", "1", "--output", str(output)).exit_code
        == 0
    )
    assert output.read_bytes().startswith(b"%PDF")
    assert (
        run("print-follow-up", "--council", council.slug, "--round", "2", "--output", str(output)).exit_code
        == 1
    )
