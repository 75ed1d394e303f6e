"""One installation with the example councils, for every module of this folder."""

import re
from collections.abc import Iterator

import pytest

from tests.e2e.conftest import Site, serving
from tests.e2e.story import Account


class ExampleAccount(Account):
    """An account of the example; its part in the work is the first word of its address."""

    @property
    def email(self) -> str:
        return f"{self.roles[0]}@example.org"


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    yield from serving(tmp_path_factory.mktemp("example"))


@pytest.fixture(scope="package")
def people(site: Site) -> dict[str, ExampleAccount]:
    """The example's accounts, with the passwords told when they are made."""
    told = site.flask("load-example")
    found = re.findall(r"(\S+)@example\.org\s+(\S+)\s{2,}(.+)", told.stdout)
    assert found, told.stderr
    return {part: ExampleAccount((part,), full_name, password) for part, password, full_name in found}
