"""From the names in the form of a pledge to the records they mean, and back."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.accounts.models import User
from app.core.workdays import WorkCalendar
from app.council import naming, picks
from app.council.commands.in_place import enter_agencies, enter_office_holder
from app.council.models import Agency, Office, Person
from app.council.queries import get_office
from app.pledges.dating import restate
from app.pledges.domain import AnchorKind, NewPledge, PartKind
from app.pledges.forms import PledgeForm
from app.pledges.hanging import anchors_of
from app.pledges.models import Pledge
from app.pledges.waiting.forms import sitting_value
from app.questions.models import Answer

Party = tuple[int | None, int | None]


@dataclass
class Kept:
    """Labels the form was opened with, with the ids behind them: they stay valid although their entries may have ended."""

    party: dict[str, Party] = field(default_factory=dict)
    agencies: dict[str, int] = field(default_factory=dict)
    bodies: dict[str, int] = field(default_factory=dict)

    def add_agencies(self, agencies: Iterable[Agency | None]) -> str:
        """Keep the agencies; their labels as the field shows them."""
        found = {agency.name: agency.id for agency in agencies if agency is not None}
        self.agencies |= found
        return "; ".join(found)

    def add_party(self, person: Person | None, office: Office | None) -> str:
        if office is None:
            label = person.full_name if person else ""
        else:
            label = picks.office_holder_label(person, office)
        if label:
            self.party[label] = (person.id if person else None, office.id if office else None)
        return label


def first_values(answer: Answer, last: Pledge | None) -> tuple[dict[str, Any], Kept]:
    """What a new pledge begins with: who answered, the agency of that office, and what repeats from the pledge before."""
    kept = Kept()
    values: dict[str, Any] = {
        "accountable": kept.add_party(answer.person, answer.office),
        "lead_agency": kept.add_agencies([answer.office.agency if answer.office else None]),
    }
    if last is not None:
        values["accountable"] = kept.add_party(last.person, last.office)
        values["lead_agency"] = kept.add_agencies([last.lead_agency])
        values["followers"] = _followers(last, kept)
        values["source"] = last.source
    return values, kept


def stored_values(
    pledge: Pledge, *, said_on: date, before_is_inclusive: bool, calendar: WorkCalendar
) -> tuple[dict[str, Any], Kept]:
    """What the form shows of a stored pledge."""
    kept = Kept()
    columns = (
        "words", "expected_result", "measure", "target", "unit", "baseline", "baseline_on", "source", "version",
    )  # fmt: skip
    values = {name: getattr(pledge, name) for name in columns}
    stated = restate(
        words=pledge.deadline_words,
        due_on=pledge.original_due_on,
        reason=pledge.due_on_override_reason,
        said_on=said_on,
        before_is_inclusive=before_is_inclusive,
        calendar=calendar,
    )
    bound = anchors_of([pledge.id])[pledge.id].get(AnchorKind.SITTING)
    values |= {"sitting": sitting_value(bound), "point": bound.point if bound else None}
    values |= {"deadline_words": stated.words, "due_on": stated.due_on, "undated": stated.undated}
    values |= {
        "due_on_override_reason": stated.reason,
        "accountable": kept.add_party(pledge.person, pledge.office),
        "lead_agency": kept.add_agencies([pledge.lead_agency]),
        "coordinators": kept.add_agencies(each.agency for each in pledge.coordinators),
        "followers": _followers(pledge, kept),
    }
    return values, kept


def _followers(pledge: Pledge, kept: Kept) -> str:
    found = {each.body.name: each.body.id for each in pledge.followers}
    kept.bodies |= found
    return "; ".join(found)


def to_input(form: PledgeForm, *, on: date, kept: Kept, actor: User) -> NewPledge:
    """The pledge as typed. Unknown names are entered where the clerk says so, else answered with the nearest ones."""
    party = _party(form, on=on, kept=kept, actor=actor)
    lead, coordinators = form.lead_agency.names, form.coordinators.names
    if form.add_unknown.data:
        sharing = [name for row in form.rows(PartKind.SHARE) for name in row.form.agency.names]
        named = dict.fromkeys(lead + coordinators + sharing)
        enter_agencies(names=[each for each in named if each not in kept.agencies], on=on, actor=actor)
    lead_ids = naming.agency_ids(lead, on=on, field="lead_agency", kept=kept.agencies)
    return form.to_input(
        party=party,
        lead_agency_id=lead_ids[0] if lead_ids else _agency_of(party[1]),
        coordinator_ids=naming.agency_ids(coordinators, on=on, field="coordinators", kept=kept.agencies),
        follower_ids=naming.body_ids(form.followers.names, on=on, field="followers", kept=kept.bodies),
    )


def _party(form: PledgeForm, *, on: date, kept: Kept, actor: User) -> Party:
    if form.new_name.data or form.new_title.data:
        held = enter_office_holder(
            name=form.new_name.data or "",
            title=form.new_title.data or "",
            agency=form.new_agency.data or "",
            on=on,
            actor=actor,
        )
        return held.person_id, held.office_id
    label = form.accountable.data or ""
    if not label or label in kept.party:
        return kept.party.get(label, (None, None))
    found = naming.answerable(label, on=on, field="accountable")
    return (found.person.id if found.person else None), found.office.id


def _agency_of(office_id: int | None) -> int | None:
    """The lead agency left empty is the one of the accountable office."""
    return get_office(office_id).agency_id if office_id is not None else None
