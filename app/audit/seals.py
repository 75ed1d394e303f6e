"""Comparing what was decided, as it stands now, with the digest the log took of it then (`app.core.seals`)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext as _

from app.audit.queries import told_of

DIGEST = "digest"
FILE = "sha256"


@dataclass(slots=True)
class Compared:
    """`faults` are sentences; `uncovered` counts decisions taken before their digest was written into the log."""

    faults: list[str] = field(default_factory=list)
    uncovered: int = 0


def compare(
    *,
    event: str,
    what: str,
    digests: Mapping[int, str],
    names: Mapping[int, str],
    later: str = "",
    files: Mapping[int, str] | None = None,
) -> Compared:
    """`digests` and `names` hold every record of which that event was told, by its id; `what` says what they are.

    A `later` event tells the digest anew: the last one told is the one that counts. `files` are the checksums of stored files, which the log told of before it told of digests.
    """
    unreadable: list[str] = []
    told: dict[int | None, dict[str, Any]] = {}
    for line in told_of(event, later):
        if line.details is None:
            unreadable.append(_("Audit line %(seq)s cannot be read.", seq=line.seq))
        told[line.subject_id] = line.details or {}
    compared = compare_told(told, what=what, digests=digests, names=names, files=files)
    return Compared(unreadable + compared.faults, compared.uncovered)


def compare_told(
    told: Mapping[int | None, Mapping[str, Any]],
    *,
    what: str,
    digests: Mapping[int, str],
    names: Mapping[int, str],
    files: Mapping[int, str] | None = None,
) -> Compared:
    """The same where the log tells of a record in a line about another: `told` has the details by the record's id."""
    compared = Compared()
    for record_id, digest in digests.items():
        if record_id not in told:
            compared.faults.append(
                _("%(what)s %(name)s: the log tells nothing of it.", what=what, name=names[record_id])
            )
        elif not _agrees(told[record_id], digest, (files or {}).get(record_id)):
            compared.faults.append(
                _("%(what)s %(name)s was changed after it was decided.", what=what, name=names[record_id])
            )
        elif DIGEST not in told[record_id]:
            compared.uncovered += 1
    compared.faults += [_gone(what, record_id) for record_id in _missing(told, digests)]
    return compared


def _agrees(told: Mapping[str, Any], digest: str, file: str | None) -> bool:
    return told.get(DIGEST, digest) == digest and (file is None or told.get(FILE, file) == file)


def _missing(told: Iterable[int | None], there: Mapping[int, str]) -> list[int]:
    return sorted(record_id for record_id in told if record_id is not None and record_id not in there)


def _gone(what: str, record_id: int) -> str:
    return _("%(what)s number %(id)s, of which the log tells, is gone.", what=what, id=record_id)
