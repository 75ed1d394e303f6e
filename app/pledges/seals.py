"""The digests of what adoption freezes of a pledge and of its parts, and of requests for more time that were decided.

Luật 87/2015/QH13, art. 60.5: the promise is followed as it was made.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _
from sqlalchemy.orm import selectinload

from app.audit.queries import told_of
from app.audit.seals import DIGEST, Compared, compare, compare_told
from app.core.database import db
from app.core.seals import sealed
from app.pledges.domain import ExtensionDecided, Lifecycle, PartAdded, PledgeAdopted, RequestStatus
from app.pledges.models import ExtensionRequest, Pledge, PledgeCoordinator, PledgePart

FROZEN = (
    "id", "council_id", "code", "answer_id", "session_id", "topic_group_id", "words", "expected_result", "measure", "target",
    "unit", "baseline", "baseline_on", "source", "deadline_words", "deadline_kind", "deadline_rule", "deadline_basis",
    "deadline_condition", "deadline_tentative", "due_on_override_reason", "starts_on", "original_due_on", "resolution_id",
    "row_number", "adopted_on",
)  # fmt: skip
PART = (
    "id", "council_id", "pledge_id", "kind", "words", "agency_id", "due_words", "due_on", "must_show", "required", "decided_on",
    "document_number",
)  # fmt: skip
REQUEST = (
    "id", "council_id", "pledge_id", "new_words", "new_due_on", "ground_id", "reason", "paper_number", "received_on",
    "due_on_before", "status", "decided_on", "decision_number", "body_id", "decision_note", "logged_at", "logged_by_id",
    "decided_by_id",
)  # fmt: skip
PARTS = "part_digests"


def seal_of(pledge: Pledge) -> str:
    """Over the frozen columns and the co-ordinating agencies in their order."""
    coordinators = sorted((each.position, each.agency_id) for each in _coordinators(pledge))
    return sealed(pledge, FROZEN, coordinators=[agency_id for _position, agency_id in coordinators])


def _coordinators(pledge: Pledge) -> list[PledgeCoordinator]:
    if "coordinators" not in sa.inspect(pledge).unloaded:
        return pledge.coordinators
    return list(
        db.session.scalars(sa.select(PledgeCoordinator).where(PledgeCoordinator.pledge_id == pledge.id))
    )


def compare_pledges() -> Compared:
    """Every adopted pledge with what the log says of its adoption."""
    digests, names = {}, {}
    statement = (
        sa.select(Pledge)
        .where(Pledge.lifecycle != Lifecycle.DRAFT)
        .options(selectinload(Pledge.coordinators))
        .order_by(Pledge.id)
        .execution_options(yield_per=200)
    )
    for pledge in db.session.scalars(statement):
        digests[pledge.id], names[pledge.id] = seal_of(pledge), pledge.code
    return compare(event=PledgeAdopted.__name__, what=_("Pledge"), digests=digests, names=names)


def seal_of_part(part: PledgePart) -> str:
    return sealed(part, PART)


def seals_of_parts(pledge_ids: Iterable[int]) -> dict[int, dict[str, str]]:
    """By pledge, the digest of each of its parts by the part's id; one statement however many there are."""
    found: dict[int, dict[str, str]] = defaultdict(dict)
    statement = sa.select(PledgePart).where(PledgePart.pledge_id.in_(list(pledge_ids)))
    for part in db.session.scalars(statement.order_by(PledgePart.id)):
        found[part.pledge_id][str(part.id)] = seal_of_part(part)
    return found


def compare_parts() -> Compared:
    """Every part of an adopted pledge with what the log says of the adoption, or of the decision that added it later."""
    told: dict[int | None, dict[str, Any]] = {}
    since_digests: set[int | None] = set()
    for line in told_of(PledgeAdopted.__name__):
        if isinstance(at_adoption := (line.details or {}).get(PARTS), dict):
            since_digests.add(line.subject_id)
            told.update({int(part_id): {DIGEST: digest} for part_id, digest in at_adoption.items()})
    for line in told_of(PartAdded.__name__):
        if DIGEST in (line.details or {}):
            told[line.subject_id] = line.details or {}
    digests, names = {}, {}
    statement = (
        sa.select(PledgePart, Pledge.code)
        .join(Pledge, Pledge.id == PledgePart.pledge_id)
        .where(Pledge.lifecycle != Lifecycle.DRAFT)
        .order_by(PledgePart.id)
    )
    for part, code in db.session.execute(statement.execution_options(yield_per=200)):
        digests[part.id], names[part.id] = seal_of_part(part), f"{code} ({part.words[:60]})"
        if part.id not in told and part.pledge_id not in since_digests:
            told[part.id] = {}
    return compare_told(told, what=_("Part of pledge"), digests=digests, names=names)


def seal_of_request(request: ExtensionRequest) -> str:
    return sealed(request, REQUEST)


def compare_requests() -> Compared:
    """Every request that was decided or taken back with what the log says of it."""
    told: dict[int | None, dict[str, Any]] = {}
    for line in told_of(ExtensionDecided.__name__):
        details = line.details or {}
        told[details.get("request")] = details
    digests, names = {}, {}
    statement = (
        sa.select(ExtensionRequest, Pledge.code)
        .join(Pledge, Pledge.id == ExtensionRequest.pledge_id)
        .where(ExtensionRequest.status != RequestStatus.PENDING)
        .order_by(ExtensionRequest.id)
    )
    for request, code in db.session.execute(statement.execution_options(yield_per=200)):
        digests[request.id], names[request.id] = seal_of_request(request), code
    return compare_told(told, what=_("Request for more time on pledge"), digests=digests, names=names)
