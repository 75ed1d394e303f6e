"""One installation with the example councils, in which an agency reports by itself."""

from collections.abc import Iterator

import pytest

from tests.e2e.conftest import Site
from tests.e2e.example.conftest import people, with_example

__all__ = ["people", "site"]


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    yield from with_example(tmp_path_factory.mktemp("reported"))
