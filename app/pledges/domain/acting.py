"""Who must act for a pledge when agencies are reorganised and offices pass on."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.core.events import Event


@dataclass(frozen=True, slots=True)
class Actor:
    """Who takes a pledge over: an agency, and where it is known the office of it that answers."""

    agency_id: int
    office_id: int | None = None


Assigned = Mapping[int, Actor]
"""Who takes over, by the pledge's id."""


@dataclass(frozen=True, kw_only=True)
class PledgesAssigned(Event):
    """It was decided who takes over pledges of an agency whose work was divided or ended; the subject is that agency."""


@dataclass(frozen=True, kw_only=True)
class OfficesTakenOver(Event):
    """Offices of another agency answer for what offices of this one promised; the subject is the agency that was."""
