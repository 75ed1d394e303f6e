"""The questions offered for chosen pledges: grouped, worded, with who proposed to ask."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from app.council.models import Council
from app.monitoring.requestion.domain import Facts
from app.monitoring.requestion.queries import candidates
from app.pledges.models import Pledge
from app.resolutions.appendix import occasion
from app.selection.asking_again import queries
from app.selection.asking_again.domain import Per, Recall, question_text

TOPIC = 90
"""Letters of a pledge's words that stand for the matter of its question."""


@dataclass(frozen=True)
class Offered:
    """One question as it is offered."""

    pledges: tuple[Pledge, ...]
    topic: str
    text: str

    @property
    def row(self) -> dict[str, str]:
        """As the form takes it."""
        ids = ",".join(str(each.id) for each in self.pledges)
        return {"pledges": ids, "topic": self.topic, "text": self.text}


def offered_questions(council: Council, pledge_ids: Collection[int], per: Per) -> list[Offered]:
    """A question for each pledge, or for each agency, in the order of choosing."""
    found = queries.pledges_to_ask(pledge_ids)
    facts = {each.pledge.id: each.facts for each in candidates(council, among=pledge_ids)}
    chosen = [found[each] for each in dict.fromkeys(pledge_ids) if each in found]
    return [_offered(group, facts) for group in _grouped(chosen, per)]


def _grouped(pledges: Sequence[Pledge], per: Per) -> list[tuple[Pledge, ...]]:
    if per is Per.PLEDGE:
        return [(each,) for each in pledges]
    groups: dict[object, list[Pledge]] = {}
    for each in pledges:
        groups.setdefault(each.acting_agency_id or ("alone", each.id), []).append(each)
    return [tuple(group) for group in groups.values()]


def _offered(pledges: tuple[Pledge, ...], facts: dict[int, Facts]) -> Offered:
    recalled = [_recalled(each, facts.get(each.id)) for each in pledges]
    agency = pledges[0].acting_agency
    topic = agency.name if len(pledges) > 1 and agency else _shortened(pledges[0].words)
    return Offered(pledges, topic, question_text(recalled))


def _recalled(pledge: Pledge, facts: Facts | None) -> Recall:
    """Who asks for the question is no part of its words."""
    standing = replace(facts, next_step=None, proposals=()).reasons if facts else ()
    office = pledge.acting_office or pledge.office
    said = [pledge.person.full_name if pledge.person else "", pledge.office.title if pledge.office else ""]
    return Recall(
        words=pledge.words.rstrip(" .;"),
        occasion=occasion(pledge.session),
        said_on=pledge.session.held_on,
        answerer=", ".join(filter(None, said)),
        addressee=office.title if office else pledge.acting_agency.name if pledge.acting_agency else "",
        deadline_words=pledge.deadline_words,
        original_due_on=pledge.original_due_on,
        due_on=pledge.effective_due_on,
        extensions=facts.extensions if facts else 0,
        reasons=standing,
    )


def _shortened(words: str) -> str:
    return words if len(words) <= TOPIC else f"{words[:TOPIC].rsplit(' ', 1)[0]}…"
