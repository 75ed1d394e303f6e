"""Every write to a pledge."""

from app.pledges.commands.recording import (
    PlacedPledge,
    adopt_pledge,
    change_pledge,
    close_pledge,
    discard_pledge,
    frozen,
    move_pledge,
    note_verdict,
    record_pledge,
    record_pledges,
)

__all__ = [
    "PlacedPledge",
    "adopt_pledge",
    "change_pledge",
    "close_pledge",
    "discard_pledge",
    "frozen",
    "move_pledge",
    "note_verdict",
    "record_pledge",
    "record_pledges",
]
