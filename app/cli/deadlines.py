"""Reading deadline phrases at the console."""

import csv
import json
from datetime import date, datetime
from typing import Any

import click

from app.cli.console import REFUSED, refuse
from app.core.i18n import say
from app.pledges.deadlines import UnreadPhrase, read

DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.command("deadline")
@click.argument("phrase", required=False)
@click.option("--said-on", type=DAY, help="The day it was said, YYYY-MM-DD.")
@click.option(
    "--csv",
    "csv_file",
    type=click.File(encoding="utf-8-sig"),
    help="A CSV with the columns phrase,reference_date.",
)
def deadline(phrase: str | None, said_on: datetime | None, csv_file: Any) -> None:
    """Read one deadline phrase, or each row of a CSV, as JSON."""
    if csv_file is not None and phrase is None and said_on is None:
        _read_csv(csv_file)
    elif csv_file is None and phrase is not None and said_on is not None:
        try:
            _print(read(phrase, said_on=said_on.date()).to_json())
        except UnreadPhrase as unread:
            refuse(say(unread))
    else:
        raise click.UsageError("Give a phrase with --said-on, or --csv FILE.")


def _read_csv(file: Any) -> None:
    rows = csv.DictReader(file)
    if not {"phrase", "reference_date"} <= set(rows.fieldnames or ()):
        refuse("The CSV needs the columns phrase,reference_date.")
    unread = 0
    for number, row in enumerate(rows, start=2):
        try:
            _print(
                read(row["phrase"] or "", said_on=date.fromisoformat(row["reference_date"] or "")).to_json()
            )
        except UnreadPhrase as error:
            unread += 1
            _print({"phrase": row["phrase"], "kind": None, "due_on": None, "error": say(error)})
            click.echo(f"{number}: {say(error)}", err=True)
        except ValueError:
            refuse(f"{number}: reference_date {row['reference_date']!r} is not YYYY-MM-DD.")
    if unread:
        raise SystemExit(REFUSED)


def _print(reading: dict[str, Any]) -> None:
    click.echo(json.dumps(reading, ensure_ascii=False))
