"""The house stays as it was drawn."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from app.config import ROOT

APP = ROOT / "app"
MODULES = sorted(path for path in APP.rglob("*.py"))
MOST_LINES = 400
MOST_FUNCTION_LINES = 60
SEEN_BY_OTHERS = {"domain", "models", "queries", "commands"}


def functions_of(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]


def test_the_import_contracts_hold():
    linter = Path(sys.executable).with_name("lint-imports")
    result = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_module_or_function_outgrows_its_budget(path):
    assert len([line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]) <= MOST_LINES
    for function in functions_of(path):
        length = (function.end_lineno or 0) - function.lineno + 1
        assert length <= MOST_FUNCTION_LINES, f"{function.name} has {length} lines"


def test_no_view_asks_the_database_itself():
    for path in APP.rglob("*views.py"):
        source = path.read_text(encoding="utf-8")
        for forbidden in ("db.session", "sa.select", "import sqlalchemy"):
            assert forbidden not in source, f"{path.relative_to(ROOT)} holds {forbidden}"


def test_commands_never_commit():
    for path in [*APP.rglob("commands.py"), *APP.rglob("commands/*.py")]:
        assert ".commit(" not in path.read_text(encoding="utf-8"), path.relative_to(ROOT)


def test_features_meet_only_through_rules_tables_reads_and_writes():
    """A feature's pages and forms are its own; the files that wire the product together are the exceptions."""
    for path in MODULES:
        own = path.relative_to(APP).parts[0]
        if own.removesuffix(".py") in {"features", "cli", "core"}:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = []
            if isinstance(node, ast.ImportFrom) and node.module:
                names = [f"{node.module}.{alias.name}" for alias in node.names]
            for name in names:
                parts = name.split(".")
                if parts[0] == "app" and len(parts) > 2 and parts[1] not in {own, "core", "config"}:
                    assert parts[2] not in {"views", "forms", "handlers"} or own == "subscriptions.py", (
                        f"{path.relative_to(ROOT)}: {name}"
                    )
