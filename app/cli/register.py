"""The register in and out at the console."""

import json
from datetime import datetime
from typing import Any, NoReturn

import click

from app.cli.console import REFUSED, enter, refuse, refusing, write_file
from app.core.as_of import as_of as asked_for
from app.core.errors import DomainError
from app.core.i18n import say
from app.core.transaction import transaction
from app.dossier.queries import rules_of
from app.exports.documents import register_file
from app.exports.domain import FileFormat
from app.exports.queries import register_rows
from app.imports.commands import RowRefusedError, apply_plan
from app.imports.domain import Addition, Plan
from app.imports.reading import plan_of
from app.pledges.standing import standing


@click.command("import-register")
@click.argument("file", type=click.File("rb"))
@click.option("--council", "slug", required=True, help="The council's address part, for example ha-giang.")
@click.option("--dry-run", is_flag=True, help="Say what would be done; write nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON value.")
def import_register(file: Any, slug: str, dry_run: bool, as_json: bool) -> None:
    """Import a register sheet (xlsx), all of it or nothing."""
    council = enter(slug)
    content = file.read()
    try:
        plan = plan_of(content, council=council)
        if plan.problems:
            _refuse_plan(plan, as_json=as_json)
        if not dry_run:
            with transaction():
                apply_plan(plan, council=council, content=content, actor=None)
    except RowRefusedError as refused:
        _refuse_plan_with(f"A{refused.row.number}", refused, as_json=as_json)
    except DomainError as error:
        _refuse_plan_with("", error, as_json=as_json)
    _report(plan, dry_run=dry_run, as_json=as_json)


def _report(plan: Plan, *, dry_run: bool, as_json: bool) -> None:
    for warning in plan.warnings:
        click.echo(f"{warning.cell}: {say(warning.error)}", err=True)
    if as_json:
        click.echo(_summary(plan, errors=[]))
        return
    click.echo("Chưa ghi gì (chạy thử)." if dry_run else "Đã nhập.")
    click.echo(
        f"Số dòng: {plan.count} · mới: {len(plan.new)} · thay đổi: {len(plan.changed)} · giữ nguyên: {plan.unchanged}"
    )
    for kind, names in plan.additions.items():
        click.echo(f"{_ADDED[kind]} mới: {len(names)}")
        for name in names:
            click.echo(f"  {name}")


_ADDED = {
    Addition.PERSON: "Người",
    Addition.OFFICE: "Chức vụ",
    Addition.AGENCY: "Cơ quan",
    Addition.BODY: "Cơ quan của Hội đồng",
    Addition.TERM: "Nhiệm kỳ",
    Addition.SITTING: "Kỳ họp",
    Addition.SESSION: "Phiên",
    Addition.RESOLUTION: "Nghị quyết",
}


def _summary(plan: Plan, *, errors: list[dict[str, str]]) -> str:
    value = {
        "rows": plan.count,
        "created": 0 if errors else len(plan.new),
        "unchanged": plan.unchanged,
        "changed": 0 if errors else len(plan.changed),
        "errors": errors,
    }
    return json.dumps(value, ensure_ascii=False)


def _refuse_plan(plan: Plan, *, as_json: bool) -> NoReturn:
    errors = [{"cell": problem.cell, "message": say(problem.error)} for problem in plan.problems]
    if as_json:
        click.echo(_summary(plan, errors=errors))
    refuse(
        *(f"{error['cell']}: {error['message']}" if error["cell"] else error["message"] for error in errors)
    )


def _refuse_plan_with(cell: str, error: DomainError, *, as_json: bool) -> NoReturn:
    if as_json:
        click.echo(_summary(Plan(count=0), errors=[{"cell": cell, "message": say(error)}]))
    click.echo(f"{cell}: {say(error)}" if cell else say(error), err=True)
    raise SystemExit(REFUSED)


@click.command("export-register")
@click.option("--council", "slug", required=True, help="The council's address part, for example ha-giang.")
@click.option(
    "--format", "file_format", type=click.Choice([each.value for each in FileFormat]), required=True
)
@click.option("--output", type=click.Path(dir_okay=False), required=True)
@click.option(
    "--as-of",
    type=click.DateTime(formats=["%Y-%m-%d"]),
    help="The register as it stood at the end of that day.",
)
def export_register(slug: str, file_format: str, output: str, as_of: datetime | None) -> None:
    """Write the register as xlsx, csv or json; the xlsx can be imported again."""
    council = enter(slug)
    with refusing():
        day = asked_for(as_of.date() if as_of else None)
        rows = register_rows(at=standing(day), rules=rules_of(council))
        write_file(output, register_file(rows, FileFormat(file_format)))
    click.echo(f"{len(rows)} → {output}")
