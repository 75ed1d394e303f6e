"""What the records a line speaks of are called: found by the names of models and columns, so that no feature is known here."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from app.audit.models import AuditEntry
from app.core.database import db

Reference = tuple[str, int]
"""The name of a model and an id."""

NAMED_BY = {
    "Agency": "name",
    "Body": "name",
    "Council": "name",
    "EvidenceFile": "name",
    "IssuedDocument": "number",
    "Office": "title",
    "Person": "full_name",
    "Pledge": "code",
    "QuestioningSession": "title",
    "Resolution": "number",
    "Round": "title",
    "Sitting": "name",
    "Term": "number",
    "TopicGroup": "title",
    "User": "full_name",
    "Ground": "words",
    "LadderStep": "name",
    "Signer": "name",
    "Question": "topic",
}
"""The column that says what a record is called."""

NAMED_AS = {"Delegate": "person_id", "Assessment": "pledge_id", "AgencyReport": "pledge_id", "PledgePart": "pledge_id", "PledgeStep": "pledge_id", "Letter": "agency_id", "SittingReport": "sitting_id",
            "ExtensionRequest": "pledge_id", "DeadlineAnchor": "pledge_id", "OfficeHolding": "person_id", "Answer": "question_id"}  # fmt: skip
"""Records without a name of their own: the column that leads to the one they are called after."""

OUTSIDE_COUNCILS = {"User", "Council"}
MOST_FOUND = 500


def model_named(name: str) -> Any | None:
    return next((each.class_ for each in AuditEntry.registry.mappers if each.class_.__name__ == name), None)


def target_of(model: str, key: str) -> str | None:
    """The model an id column leads to: by its foreign key, or by one of the same name elsewhere."""
    for name in (model, None):
        for mapper in AuditEntry.registry.mappers:
            if name in {None, mapper.class_.__name__} and key in mapper.columns:
                for foreign in mapper.columns[key].foreign_keys:
                    return _model_of(foreign.column.table)
    return None


def _model_of(table: Any) -> str | None:
    return next(
        (each.class_.__name__ for each in AuditEntry.registry.mappers if each.local_table is table), None
    )


def names_of(references: Iterable[Reference]) -> dict[Reference, str]:
    """What those records are called, one statement for each kind of record; a record that is gone has no name."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for model_name, record_id in references:
        wanted[model_name].add(record_id)
    names: dict[Reference, str] = {}
    for model_name, ids in sorted(wanted.items()):
        for record_id, name in _named(model_name, ids):
            if name:
                names[model_name, record_id] = str(name)
    return names


def _named(model_name: str, ids: set[int]) -> Iterable[Any]:
    model = model_named(model_name)
    called_after = NAMED_AS.get(model_name)
    namer = model_named(target_of(model_name, called_after) or "") if called_after else model
    if model is None or namer is None or namer.__name__ not in NAMED_BY:
        return ()
    statement = sa.select(model.id, getattr(namer, NAMED_BY[namer.__name__])).where(model.id.in_(ids))
    if called_after:
        statement = statement.join(namer, getattr(model, called_after) == namer.id)
    return db.session.execute(statement)


def find_records(name: str) -> list[Reference]:
    """The records of the council in scope that are called so, or have it in their name."""
    found: list[Reference] = []
    for model_name, column in sorted(NAMED_BY.items()):
        model = model_named(model_name)
        if model is None or model_name in OUTSIDE_COUNCILS:
            continue
        called = getattr(model, column)
        ids = db.session.scalars(
            sa.select(model.id).where(called.icontains(name, autoescape=True)).limit(MOST_FOUND)
        )
        found += [(model_name, record_id) for record_id in ids]
    return found
