"""A line of the log in the words of the office: what was done, to which record, which of its fields from what to what."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _
from flask_babel import pgettext

from app.audit.fields import Field, RecordKind
from app.audit.models import AuditEntry
from app.audit.records import Reference, model_named, names_of, target_of
from app.core.enums import Coded
from app.core.i18n import moment
from app.core.vietnamese import day

UNTOLD = {
    "digest",
    "part_digests",
    "sha256",
    "sent_sha256",
    "position",
    "search_text",
    "names",
    "version",
    "media_type",
}
"""What is in the details for machines alone."""

OTHER_MODELS = {"coordinator_id": "Agency", "follower_id": "Body", "replaces_id": "IssuedDocument", "corrects_id": "IssuedDocument"}  # fmt: skip
NOTHING = "—"
_CAPITAL = re.compile(r"(?<!^)[A-Z]")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+(\+\d\d:\d\d)?")
_PAIR = 2


@dataclass(frozen=True, slots=True)
class Detail:
    """A field of a line: what was said, or what stood there before and what after."""

    label: str
    value: str
    before: str | None = None


def told(event: str) -> str:
    """What an event is called: its label, else its name in words."""
    label = str(pgettext("Event", event))
    return _CAPITAL.sub(lambda letter: f" {letter[0].lower()}", event) if label == event else label


def kind_of_record(subject_type: str) -> str:
    try:
        return RecordKind(subject_type).label
    except ValueError:
        return _CAPITAL.sub(lambda letter: f" {letter[0].lower()}", subject_type)


class Wording:
    """The words for some lines: what they refer to is looked up once for all of them."""

    def __init__(self, entries: Iterable[AuditEntry]) -> None:
        self._names = names_of(reference for entry in entries for reference in _references(entry))

    def record(self, entry: AuditEntry) -> str:
        """What the record of a line is called; empty where it has no name or is gone."""
        return self._names.get((entry.subject_type, entry.subject_id or 0), "")

    def details(self, entry: AuditEntry) -> list[Detail]:
        if entry.details is None:
            return [Detail(_("Details"), _("Audit line %(seq)s cannot be read.", seq=entry.seq))]
        return [
            self._detail(entry, key, value)
            for key, value in entry.details.items()
            if key not in UNTOLD and value not in (None, "", [], {})
        ]

    def _detail(self, entry: AuditEntry, key: str, value: Any) -> Detail:
        if is_change(entry.event, value):
            return Detail(
                label_of(key),
                self._shown(entry.subject_type, key, value[1]),
                before=self._shown(entry.subject_type, key, value[0]),
            )
        return Detail(label_of(key), self._shown(entry.subject_type, key, value))

    def _shown(self, kind: str, key: str, value: Any) -> str:
        if value in (None, "", [], {}):
            return NOTHING
        if isinstance(value, Mapping):
            return "; ".join(f"{name}: {self._shown(kind, key, each)}" for name, each in value.items())
        if isinstance(value, list):
            return ", ".join(self._shown(kind, key, each) for each in value)
        if isinstance(value, bool):
            return _("Yes") if value else _("No")
        if isinstance(value, int) and (model := _leads_to(kind, key)):
            return self._names.get((model, value), f"#{value}")
        return _code(kind, key, value) if isinstance(value, str) else str(value)


def is_change(event: str, value: Any) -> bool:
    """Edits hold [before, after] under each field; other events may hold lists."""
    edited = event.endswith(("Changed", "Assessed", "Moved"))
    return edited and isinstance(value, list) and len(value) == _PAIR


def label_of(key: str) -> str:
    name = key.removesuffix("_ids").removesuffix("_id")
    for known in (key, name):
        try:
            return Field(known).label
        except ValueError:
            continue
    return name.replace("_", " ")


def _leads_to(kind: str, key: str) -> str | None:
    single = f"{key.removesuffix('_ids')}_id" if key.endswith("_ids") else key
    single = f"{single}_id" if f"{single}_id" in OTHER_MODELS else single
    return OTHER_MODELS.get(single) or (target_of(kind, single) if single.endswith("_id") else None)


def _references(entry: AuditEntry) -> Iterator[Reference]:
    if entry.subject_id is not None:
        yield entry.subject_type, entry.subject_id
    for key, value in (entry.details or {}).items():
        if model := _leads_to(entry.subject_type, key):
            yield from ((model, number) for number in _numbers(value))


def _numbers(value: Any) -> Iterator[int]:
    if isinstance(value, list):
        for each in value:
            yield from _numbers(each)
    elif type(value) is int:
        yield value


def _code(kind: str, key: str, value: str) -> str:
    """The label of a code, a day or a moment as they are written here; any other text as it is."""
    for enum in _enums(kind, key):
        if value in {member.value for member in enum}:
            return enum(value).label
    try:
        if _DAY.fullmatch(value):
            return day(date.fromisoformat(value))
        return moment(datetime.fromisoformat(value)) if _MOMENT.fullmatch(value) else value
    except ValueError:
        return value


def _enums(kind: str, key: str) -> Iterator[type[Coded]]:
    """The codes a field takes: of the record's own column, else of columns of that name elsewhere."""
    singular = {"verdicts": "verdict"}.get(key, key)
    own = model_named(kind)
    mappers = own.registry.mappers if own is not None else AuditEntry.registry.mappers
    for model in [own, *sorted((each.class_ for each in mappers), key=lambda each: each.__name__)]:
        column = model.__mapper__.columns.get(singular) if model is not None else None
        enum = column.type.enum_class if column is not None and isinstance(column.type, sa.Enum) else None
        if enum is not None and issubclass(enum, Coded):
            yield enum
