"""Reorganising agencies. What the old agency promised stays its own; others hear who must act from that day on."""

from collections.abc import Sequence
from datetime import date, timedelta

from app.accounts.models import User
from app.core.clock import today
from app.core.database import db
from app.core.errors import N_, DomainError
from app.core.events import publish
from app.core.records import about, put
from app.council.domain import covers
from app.council.models import Agency, Succession
from app.council.queries import get_entry
from app.council.successions import queries
from app.council.successions.domain import (
    AgencyReorganised,
    Heir,
    NewSuccession,
    SuccessionTakenBack,
    has_fitting_heirs,
)
from app.council.successors import successors_on

_DAY = timedelta(days=1)


def reorganise(*, agency: Agency, new: NewSuccession, actor: User | None) -> list[Succession]:
    """Say what became of an agency: it ends on the day before, its successors take its work over."""
    agency = queries.get_agency_for_change(agency.id)
    _check(agency, new)
    heirs = [(get_entry(Agency, heir.agency_id), heir) for heir in new.heirs]
    for heir, _share in heirs:
        _check_heir(agency, heir, new.effective_on)
    rows = [_row(agency, new, heir) for heir in new.heirs] or [_row(agency, new, None)]
    db.session.add_all(rows)
    last_day = new.effective_on - _DAY
    if agency.ends_on is None or agency.ends_on > last_day:
        agency.ends_on = last_day
    db.session.flush()
    details = {
        "name": agency.name,
        "kind": new.kind.value,
        "effective_on": new.effective_on.isoformat(),
        "document_number": new.document_number,
        "new_agency": [heir.name for heir, _share in heirs],
    }
    event = AgencyReorganised(
        **about(agency, actor), details=details, succession_ids=tuple(row.id for row in rows)
    )
    publish(event)
    return rows


def _row(agency: Agency, new: NewSuccession, heir: Heir | None) -> Succession:
    return Succession(
        kind=new.kind,
        old_agency_id=agency.id,
        new_agency_id=heir.agency_id if heir else None,
        effective_on=new.effective_on,
        document_number=new.document_number,
        share=heir.share if heir else "",
    )


def _check(agency: Agency, new: NewSuccession) -> None:
    if queries.successions_of(agency.id):
        raise DomainError(
            N_("What became of %(name)s is already recorded. Take it back first."), name=agency.name
        )
    if new.effective_on > today():
        raise DomainError(N_("Record it once the day has come."), field="effective_on")
    if agency.starts_on is not None and new.effective_on <= agency.starts_on:
        raise DomainError(
            N_("%(name)s itself began on %(day)s."),
            field="effective_on",
            name=agency.name,
            day=agency.starts_on,
        )
    if not has_fitting_heirs(new.kind, len(new.heirs)):
        raise DomainError(
            N_(
                "Renamed and merged agencies have one successor, a split one at least two; only of an abolished one the work may end."
            ),
            field="kind",
        )
    if len({heir.agency_id for heir in new.heirs}) < len(new.heirs):
        raise DomainError(N_("Each successor stands once."), field="kind")


def _check_heir(agency: Agency, heir: Agency, day: date) -> None:
    if successors_on().leads_to(heir.id, agency.id):
        raise DomainError(
            N_("%(heir)s cannot follow %(name)s: its own work came to %(name)s."),
            field="kind",
            heir=heir.name,
            name=agency.name,
        )
    if not covers(heir.starts_on, heir.ends_on, day):
        raise DomainError(
            N_("%(heir)s is not there on %(day)s; look at its first and last day."),
            field="kind",
            heir=heir.name,
            day=day,
        )


def take_back(*, agency: Agency, actor: User | None) -> None:
    """Undo what was entered by mistake, as long as nothing rests on it; the agency goes on as before."""
    agency = queries.get_agency_for_change(agency.id)
    rows = queries.successions_of(agency.id)
    if not rows:
        raise DomainError(N_("Nothing is recorded of what became of %(name)s."), name=agency.name)
    effective_on = rows[0].effective_on
    _refuse_where_heirs_passed_on(rows)
    for row in rows:
        row.taken_back_on = today()
    if agency.ends_on == effective_on - _DAY:
        put(agency, {"ends_on": None})
    db.session.flush()
    details = {"name": agency.name, "effective_on": effective_on.isoformat()}
    event = SuccessionTakenBack(
        **about(agency, actor), details=details, succession_ids=tuple(row.id for row in rows)
    )
    publish(event)


def _refuse_where_heirs_passed_on(rows: Sequence[Succession]) -> None:
    known = successors_on()
    for row in rows:
        if row.new_agency is not None and known.passings_of(row.new_agency_id):
            raise DomainError(
                N_("%(heir)s has successors of its own by now. Take that back first."),
                heir=row.new_agency.name,
            )
