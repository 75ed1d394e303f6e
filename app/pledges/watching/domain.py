"""Watching a pledge is everyone's own mark: it changes nothing of the pledge and nobody else sees it."""

from dataclasses import dataclass

from app.core.events import Event


@dataclass(frozen=True, kw_only=True)
class PledgeWatched(Event):
    """Someone began to watch a pledge."""


@dataclass(frozen=True, kw_only=True)
class PledgeUnwatched(Event):
    """Someone watches a pledge no longer."""
