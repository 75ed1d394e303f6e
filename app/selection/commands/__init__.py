"""Writing calls for topics, proposals, the shortlist, opinions and the decision."""

from app.selection.commands.calling import change_call, open_call, start_opinions, take_opinions_back
from app.selection.commands.deciding import decide_topics
from app.selection.commands.polling import state_opinions
from app.selection.commands.proposing import propose_topic, withdraw_proposal
from app.selection.commands.shortlisting import (
    change_candidate,
    move_candidate,
    remove_candidate,
    shortlist,
)

__all__ = [
    "change_call",
    "change_candidate",
    "decide_topics",
    "move_candidate",
    "open_call",
    "propose_topic",
    "remove_candidate",
    "shortlist",
    "start_opinions",
    "state_opinions",
    "take_opinions_back",
    "withdraw_proposal",
]
