"""Every write to a pledge."""

from app.pledges.commands.acting import assign_pledges, hand_back, pass_on, take_over_offices
from app.pledges.commands.anchors import give_date, meet_anchor, remove_anchor, set_anchor
from app.pledges.commands.course import adopt_pledge, close_pledge, frozen, note_verdict
from app.pledges.commands.extensions import decide_extension, request_extension, withdraw_extension
from app.pledges.commands.following import (
    drop_pledge,
    link_pledges,
    reopen_pledge,
    replace_pledge,
    unlink_pledges,
)
from app.pledges.commands.grounds import (
    ground_called,
    list_ground,
    retire_ground,
    reword_ground,
    take_offered_grounds,
)
from app.pledges.commands.moving import Move, move_deadline, move_deadlines
from app.pledges.commands.occurrences import create_occurrences
from app.pledges.commands.parts import (
    PartRow,
    add_part,
    add_parts,
    change_part,
    move_part,
    note_part_verdict,
    remove_part,
    write_parts,
)
from app.pledges.commands.recording import (
    PlacedPledge,
    change_pledge,
    discard_pledge,
    move_pledge,
    record_pledge,
    record_pledges,
)

__all__ = [
    "Move",
    "PartRow",
    "PlacedPledge",
    "add_part",
    "add_parts",
    "adopt_pledge",
    "assign_pledges",
    "change_part",
    "change_pledge",
    "close_pledge",
    "create_occurrences",
    "decide_extension",
    "discard_pledge",
    "drop_pledge",
    "frozen",
    "give_date",
    "ground_called",
    "hand_back",
    "link_pledges",
    "list_ground",
    "meet_anchor",
    "move_deadline",
    "move_deadlines",
    "move_part",
    "move_pledge",
    "note_part_verdict",
    "note_verdict",
    "pass_on",
    "record_pledge",
    "record_pledges",
    "remove_anchor",
    "remove_part",
    "reopen_pledge",
    "replace_pledge",
    "request_extension",
    "retire_ground",
    "reword_ground",
    "set_anchor",
    "take_offered_grounds",
    "take_over_offices",
    "unlink_pledges",
    "withdraw_extension",
    "write_parts",
]
