"""Which lines of the log are asked for, read from an address; what cannot be read is as if it were not there."""

from collections.abc import Mapping

from app.audit.domain import LogFilter
from app.core.addresses import read_day, read_id
from app.core.text import clean_line

OPERATOR = "operator"
LONGEST = 200


def read_filter(asked: Mapping[str, str]) -> LogFilter:
    person = asked.get("person")
    return LogFilter(
        since=read_day(asked.get("since")),
        until=read_day(asked.get("until")),
        actor_id=read_id(person),
        by_operator=person == OPERATOR,
        event=_line(asked.get("event")) or None,
        subject_type=_line(asked.get("kind")) or None,
        subject_id=read_id(asked.get("id")),
        name=_line(asked.get("name")),
    )


def _line(text: str | None) -> str:
    return clean_line((text or "")[:LONGEST].replace("\x00", ""))
