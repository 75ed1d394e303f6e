"""Which tests a worker gets: one by one, but the chapters of a story in the browser all together and in order."""

from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling


class StoryScheduling(LoadScopeScheduling):
    """The modules of a folder under tests/e2e share one installation, so they stay on one worker."""

    def _split_scope(self, nodeid: str) -> str:
        if not nodeid.startswith("tests/e2e/"):
            return nodeid
        module, _, _test = nodeid.partition("::")  # a day among the test's parameters has strokes too
        return module.rsplit("/", 1)[0]


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> StoryScheduling:
    return StoryScheduling(config, log)
