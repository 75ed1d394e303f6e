"""Reading the table of opinions: a row for each delegate, a column for each group of the shortlist."""

from collections.abc import Iterable, Mapping, Sequence

from app.core.text import clean_text, has_control_characters
from app.selection.domain import Stated
from app.selection.models import TopicCandidate, TopicOpinion

YES, NO = "yes", "no"
LONGEST_NOTE = 2000

Typed = dict[tuple[int, int], tuple[str, str]]
"""By delegate and candidate: "yes", "no" or nothing, and the note."""


def stored(opinions: Iterable[TopicOpinion]) -> Typed:
    """What is known, as the table shows it."""
    return {
        (each.delegate_id, each.candidate_id): (YES if each.agrees else NO, each.note) for each in opinions
    }


def read(sent: Mapping[str, str], delegate_ids: Sequence[int], candidates: Sequence[TopicCandidate]) -> Typed:
    """What was typed; a field that was not sent says nothing."""
    found: Typed = {}
    for delegate_id in delegate_ids:
        for candidate in candidates:
            name = f"{delegate_id}-{candidate.id}"
            said = sent.get(f"opinion-{name}", "")
            note = sent.get(f"note-{name}", "")[:LONGEST_NOTE]
            clean = "" if has_control_characters(note) else clean_text(note)
            found[delegate_id, candidate.id] = (said if said in {YES, NO} else "", clean)
    return found


def changed(typed: Typed, sent: Mapping[str, str]) -> dict[tuple[int, int], Stated | None]:
    """Only what is another answer than the page was opened with: what somebody else gave meanwhile is not overwritten."""
    found: dict[tuple[int, int], Stated | None] = {}
    for (delegate_id, candidate_id), (said, note) in typed.items():
        name = f"{delegate_id}-{candidate_id}"
        if (said, note) != (sent.get(f"was-{name}", ""), clean_text(sent.get(f"wasnote-{name}", ""))):
            found[delegate_id, candidate_id] = Stated(said == YES, note) if said else None
    return found
