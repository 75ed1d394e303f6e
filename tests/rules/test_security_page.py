"""What SECURITY.md says is shown by a test is shown by a test that exists."""

import ast
import re

from app.config import ROOT

TESTS = ROOT / "tests"
NAMED = re.compile(r"`([a-z0-9_/]+\.py)::(test_\w+)`")


def test_every_test_the_security_page_names_exists():
    named = NAMED.findall((ROOT / "SECURITY.md").read_text(encoding="utf-8"))
    assert len(named) > 40
    for path, function in named:
        tree = ast.parse((TESTS / path).read_text(encoding="utf-8"))
        assert function in {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}, (
            path,
            function,
        )


def test_every_row_of_what_happens_names_a_test():
    page = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    shown = page.partition("## What happens")[2].partition("## Figures")[0]
    rows = [line for line in shown.splitlines() if line.startswith("| ") and not line.startswith("| Fault")]
    assert rows
    assert [row for row in rows if not NAMED.search(row)] == []


def test_every_locked_package_stands_in_the_table_of_licences():
    table = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("| package |")[2].casefold()
    named = {
        name.strip()
        for line in table.splitlines()
        for name in line.strip("|").split("|")[0].replace("(optional)", "").split(",")
    }
    locked = re.findall(
        r"^([a-z0-9_.-]+)==", (ROOT / "requirements.txt").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert len(locked) > 40
    assert [name for name in locked if name not in named] == []
