"""One installation with the example councils, for every module of this folder."""

import re
import shutil
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.e2e.conftest import Site, free_port, migrated, serving
from tests.e2e.story import Account


class ExampleAccount(Account):
    """An account of the example; its part in the work is the first word of its address."""

    @property
    def email(self) -> str:
        return f"{self.roles[0]}@example.org"


@cache
def _loaded() -> tuple[Path, str]:
    """An installation with the example, to be copied, and what was told when it was loaded."""
    made = migrated(Path(tempfile.mkdtemp(prefix="slh-example-")))
    loading = made.flask("load-example")
    assert loading.returncode == 0, loading.stderr
    return made.folder, loading.stdout


def with_example(folder: Path) -> Iterator[Site]:
    """An installation with the example councils, serving."""
    shutil.copytree(_loaded()[0], folder, dirs_exist_ok=True)
    yield from serving(Site(folder, free_port()))


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    yield from with_example(tmp_path_factory.mktemp("example"))


@pytest.fixture(scope="package")
def people() -> dict[str, ExampleAccount]:
    """The example's accounts, with the passwords told when they are made."""
    found = re.findall(r"(\S+)@example\.org\s+(\S+)\s{2,}(.+)", _loaded()[1])
    return {part: ExampleAccount((part,), full_name, password) for part, password, full_name in found}
