"""Which tests a worker gets: one by one, but the chapters of a story in the browser all together and in order."""

from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling


class StoryScheduling(LoadScopeScheduling):
    """The modules of a folder under tests/e2e share one installation, so they stay on one worker."""

    def _split_scope(self, nodeid: str) -> str:
        return nodeid.rsplit("/", 1)[0] if nodeid.startswith("tests/e2e/") else nodeid


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> StoryScheduling:
    return StoryScheduling(config, log)
