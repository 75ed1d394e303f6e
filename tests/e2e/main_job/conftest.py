"""One installation for the whole main job: the modules of this folder are its chapters, in the order of their names."""

from collections.abc import Iterator

import pytest

from tests.e2e.conftest import Site, migrated, serving


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    yield from serving(migrated(tmp_path_factory.mktemp("main-job")))
