"""Where a row's pledge was made: the session it belongs to, found or still to be made, and the resolution it stands in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app.core.database import db
from app.core.text import fold
from app.dossier.domain import RegisterRow
from app.imports.directory import Key, name_key
from app.resolutions.models import Resolution
from app.sittings.domain import SessionKind, SittingKind
from app.sittings.models import QuestioningSession, Sitting

UNKNOWN_SITTING = "Chưa rõ kỳ họp"
UNKNOWN_TOPIC = "Chưa phân nhóm vấn đề"
MIDDLE_OF_YEAR = 9
_SITTING_KINDS = (
    ("chuyen de", SittingKind.THEMATIC),
    ("bat thuong", SittingKind.EXTRAORDINARY),
    ("khong thuong le", SittingKind.EXTRAORDINARY),
    ("dot xuat", SittingKind.EXTRAORDINARY),
)


@dataclass(frozen=True, slots=True)
class Place:
    """A session by its day, kind and sitting; `session_id` where the register has it."""

    held_on: date
    kind: SessionKind
    sitting: str
    session_id: int | None = None


class Sessions:
    """The sessions of the sheet's days. A row that says less than the register finds the first session that fits it."""

    def __init__(self, days: Iterable[date]) -> None:
        self.places: dict[date, list[Place]] = {}
        statement = (
            sa.select(QuestioningSession)
            .where(QuestioningSession.held_on.in_(set(days)))
            .options(joinedload(QuestioningSession.sitting))
            .order_by(QuestioningSession.id)
        )
        self.records = {session.id: session for session in db.session.scalars(statement)}
        for session in self.records.values():
            name = session.sitting.name if session.sitting else ""
            self.places.setdefault(session.held_on, []).append(
                Place(session.held_on, session.kind, name, session.id)
            )

    def place_of(self, row: RegisterRow, day: date) -> Place:
        """The session of a row, noted as to be made where none fits."""
        known = self.places.setdefault(day, [])
        found = next((place for place in known if _fits(place, row)), None)
        if found is None:
            kind = row.session_kind or SessionKind.AT_SITTING
            sitting = row.sitting or (UNKNOWN_SITTING if kind is SessionKind.AT_SITTING else "")
            found = Place(day, kind, sitting)
            known.append(found)
        return found


def _fits(place: Place, row: RegisterRow) -> bool:
    kind_fits = row.session_kind is None or row.session_kind is place.kind
    return kind_fits and (not row.sitting or name_key(row.sitting) == name_key(place.sitting))


def sitting_kind_of(name: str, day: date) -> SittingKind:
    """The kind a sitting's name tells of; else the regular one of that half of the year."""
    named = next((kind for telling, kind in _SITTING_KINDS if telling in fold(name)), None)
    regular = SittingKind.REGULAR_MID_YEAR if day.month <= MIDDLE_OF_YEAR else SittingKind.REGULAR_YEAR_END
    return named or regular


def known_sittings() -> dict[tuple[int, Key], Sitting]:
    """Every sitting of the council by its term and name."""
    return {
        (sitting.term_id, name_key(sitting.name)): sitting
        for sitting in db.session.scalars(
            sa.select(Sitting).options(joinedload(Sitting.term)).order_by(Sitting.id.desc())
        )
    }


class Resolutions:
    """The resolutions a sheet names. A number begins anew each year, so that number and year together mean one."""

    def __init__(self, numbers: Iterable[str]) -> None:
        wanted = {name_key(number) for number in numbers if number}
        statement = (
            sa.select(Resolution)
            .where(Resolution.number.is_not(None))
            .options(joinedload(Resolution.session))
        )
        found = db.session.scalars(statement.order_by(Resolution.id)) if wanted else ()
        self.known: dict[tuple[Key, int], Resolution] = {}
        for resolution in found:
            if resolution.number and name_key(resolution.number) in wanted:
                self.add(resolution)

    def add(self, resolution: Resolution) -> None:
        self.known[name_key(resolution.number or ""), resolution.session.held_on.year] = resolution

    def find(self, number: str, day: date) -> Resolution | None:
        return self.known.get((name_key(number), day.year))
