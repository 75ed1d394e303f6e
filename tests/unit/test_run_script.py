"""The front door: what `./run` says before it has anything installed, and what it installs from."""

import os
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from app.config import ROOT

LOCKS = ("requirements-build.txt", "requirements.txt", "requirements-test.txt")


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [ROOT / "run", *arguments],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def locked(name: str) -> dict[str, str]:
    """Each requirement of a lock file with what follows its name: version, marker and hashes."""
    text = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", "")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return {line.split(" --hash", 1)[0].strip(): line for line in lines}


@pytest.fixture
def bare_machine(tmp_path: Path) -> str:
    """A PATH on which nothing is installed yet and sudo is refused, seen by an ordinary user."""
    for name, script in {
        "dpkg-query": "exit 1",
        "sudo": "exit 1",
        "apt-get": "exit 99",
        "id": "echo 1000",
    }.items():
        command = tmp_path / name
        command.write_text(f"#!/bin/sh\n{script}\n")
        command.chmod(0o755)
    return f"{tmp_path}:{os.environ['PATH']}"


def test_help_names_every_command():
    answer = run("help")
    assert answer.returncode == 0
    assert {"./run", "./run test", "./run setup", "./run help"} <= set(
        re.findall(r"^\./run(?: [a-z]+)?", answer.stdout, re.MULTILINE)
    )


@pytest.mark.parametrize("arguments", [("tset",), ("setup", "everything")])
def test_an_unknown_command_is_wrong_usage_and_does_nothing(arguments):
    answer = run(*arguments)
    assert answer.returncode == 2
    assert answer.stdout == ""
    assert "./run help" in answer.stderr


@pytest.mark.parametrize(
    ("arguments", "needed"),
    [
        (("setup",), "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-croscore ca-certificates"),
        (("test",), "fonts-croscore ca-certificates chromium libatomic1 poppler-utils"),
    ],
)
def test_who_may_not_install_system_packages_is_told_the_line_to_type(bare_machine, arguments, needed):
    answer = run(*arguments, PATH=bare_machine)
    assert answer.returncode == 1
    [line] = [line for line in answer.stderr.splitlines() if line.startswith("    sudo apt-get")]
    assert needed in line


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_package_has_a_version_and_hashes_and_no_place_of_its_own(name):
    for requirement, line in locked(name).items():
        assert re.match(r"[a-z0-9-]+==\S+", requirement), requirement
        assert "--hash=sha256:" in line, requirement
        assert "://" not in line, requirement
        assert " @ " not in line, requirement


def test_tests_run_on_the_very_versions_that_serve():
    assert locked("requirements.txt").items() <= locked("requirements-test.txt").items()


@pytest.mark.parametrize(
    ("name", "extras"),
    [
        ("requirements.txt", ["postgresql", "production"]),
        ("requirements-test.txt", ["postgresql", "production", "test"]),
    ],
)
def test_the_locked_versions_are_versions_the_project_asks_for(name, extras):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [
        *project["dependencies"],
        *(one for extra in extras for one in project["optional-dependencies"][extra]),
    ]
    held = [Requirement(requirement) for requirement in locked(name)]
    for requirement in map(Requirement, asked):
        if requirement.name == project["name"]:
            continue
        versions = [str(one.specifier).removeprefix("==") for one in held if one.name == requirement.name]
        assert versions, f"{requirement.name} is not locked: make lock"
        assert all(requirement.specifier.contains(version) for version in versions), requirement
