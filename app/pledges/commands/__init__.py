"""Every write to a pledge."""

from app.pledges.commands.parts import (
    add_part,
    add_parts,
    change_part,
    move_part,
    note_part_verdict,
    remove_part,
)
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
    "add_part",
    "add_parts",
    "adopt_pledge",
    "change_part",
    "change_pledge",
    "close_pledge",
    "discard_pledge",
    "frozen",
    "move_part",
    "move_pledge",
    "note_part_verdict",
    "note_verdict",
    "record_pledge",
    "record_pledges",
    "remove_part",
]
