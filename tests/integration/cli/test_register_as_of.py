"""The register at the console as of a day."""

import json
from pathlib import Path

import pytest

from app.core.database import db
from tests import factories


@pytest.mark.parametrize(("day", "rows"), [("2026-07-07", 0), ("2026-07-08", 1)])
def test_the_file_of_an_earlier_day_holds_what_was_said_by_then(
    app, council, tmp_path: Path, day: str, rows: int
) -> None:
    factories.make_pledge(council.id)
    db.session.commit()
    answer, file = export(app, council, tmp_path, day)
    assert answer.exit_code == 0, answer.output
    assert len(json.loads(file.read_text(encoding="utf-8"))) == rows


def test_a_day_that_has_not_come_is_refused_and_nothing_is_written(app, council, tmp_path: Path) -> None:
    answer, file = export(app, council, tmp_path, "2099-01-01")
    assert answer.exit_code == 1
    assert "01/01/2099" in answer.output
    assert not file.exists()


def export(app, council, folder: Path, day: str):
    file = folder / "register.json"
    command = ["export-register", "--council", council.slug, "--format", "json", "--output", str(file)]
    return app.test_cli_runner().invoke(args=[*command, "--as-of", day]), file
