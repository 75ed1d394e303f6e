"""Preparing a resolution, adopting it with its pledges, and issuing its appendix."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from app.accounts.models import User
from app.core.clock import now, today
from app.core.database import changes_of, db, json_ready
from app.core.errors import N_, DomainError
from app.core.events import publish
from app.core.records import about, lock, put, refuse_stale
from app.council.models import Council
from app.documents.commands import check_papers, issue_papers
from app.documents.domain import LegalBasisUse
from app.documents.models import IssuedDocument
from app.documents.numbering import full_number
from app.documents.printing import Manuscript, Prints
from app.documents.settings import queries as paper_settings
from app.pledges.clarity import gaps, own_vague_words
from app.pledges.commands import adopt_pledge
from app.pledges.hanging import first_deadlines
from app.pledges.models import Pledge
from app.pledges.seals import seals_of_parts
from app.resolutions import queries
from app.resolutions.domain import (
    Adoption,
    Confirmed,
    NewResolution,
    ResolutionAdopted,
    ResolutionChanged,
    ResolutionPrepared,
    ResolutionStatus,
    ResolutionText,
    check_adoption,
    reorder,
)
from app.resolutions.models import Resolution
from app.resolutions.papers import papers_of
from app.resolutions.seals import seal_of
from app.resolutions.usual_words import usual_text
from app.sittings import queries as sittings
from app.sittings.models import QuestioningSession


def prepare_resolution(*, session: QuestioningSession, new: NewResolution, actor: User | None) -> Resolution:
    """Make the draft resolution of a session, with the usual words in it; a session has one draft at a time."""
    lock(session)
    if queries.find_draft(session.id) is not None:
        raise DomainError(N_("This session already has a draft resolution."))
    council = _council(session.council_id)
    resolution = Resolution(
        session_id=session.id, session=session, **_columns(new, council), **_usual_words(session.id, council)
    )
    db.session.add(resolution)
    db.session.flush()
    publish(ResolutionPrepared(**about(resolution, actor), details=_told(new)))
    return resolution


def change_resolution(
    *, resolution: Resolution, new: NewResolution, expected_version: int | None, actor: User | None
) -> None:
    """Change a draft; what was adopted is frozen."""
    _need_draft(resolution)
    columns = _columns(new, _council(resolution.council_id))
    refuse_stale(resolution, columns, expected_version)
    put(resolution, columns)
    changes = changes_of(resolution)
    if changes:
        publish(ResolutionChanged(**about(resolution, actor), details=changes))
        db.session.flush()


def change_text(
    *, resolution: Resolution, new: ResolutionText, expected_version: int | None, actor: User | None
) -> None:
    """Change what a draft says; what was adopted is frozen."""
    _need_draft(resolution)
    refuse_stale(resolution, asdict(new), expected_version)
    put(resolution, asdict(new))
    changes = changes_of(resolution)
    if changes:
        publish(ResolutionChanged(**about(resolution, actor), details=changes))
        db.session.flush()


def order_pledges(*, resolution: Resolution, places: Mapping[int, int], actor: User | None) -> None:
    """Give the draft pledges their places in the appendix: `places` by pledge id, within the pledge's topic group.

    Until adoption the row number of a pledge is this wish; adoption numbers all of them from one.
    """
    _need_draft(resolution)
    pledges = queries.pledges_of(resolution)
    by_id = {pledge.id: pledge for pledge in pledges}
    ordered = sorted(reorder(list(by_id), places), key=lambda each: _first_of_group(pledges, by_id[each]))
    if ordered == list(by_id):
        return
    for row_number, pledge_id in enumerate(ordered, start=1):
        put(by_id[pledge_id], {"row_number": row_number})
    publish(
        ResolutionChanged(
            **about(resolution, actor), details={"order": [by_id[each].code for each in ordered]}
        )
    )
    db.session.flush()


def gather_adoption(*, resolution: Resolution, confirmed: Confirmed) -> list[Manuscript]:
    """The papers adoption would issue, to be printed beforehand; refuses where adoption would be refused."""
    _need_draft(resolution)
    council = _council(resolution.council_id)
    pledges = queries.pledges_of(resolution)
    check_adoption(
        _as_typed(resolution),
        Adoption(
            held_on=resolution.session.held_on,
            today=today(),
            pledges=len(pledges),
            unclear=len(unclear_pledges(pledges, council)),
            gaps_confirmation=confirmed.gaps,
        ),
    )
    papers = papers_of(resolution, council, electronic=confirmed.electronic)
    check_papers(papers, number_confirmed=confirmed.number)
    return papers


def adopt_resolution(
    *,
    resolution: Resolution,
    printed: Prints,
    confirmed: Confirmed,
    expected_version: int | None,
    actor: User | None,
) -> list[IssuedDocument]:
    """Adopt the resolution and its pledges, and issue what was printed: all of it or nothing.

    The pledges get their row numbers, their words and original deadlines freeze (Luật 87/2015/QH13, art. 60.5).
    """
    lock(resolution)
    _need_draft(resolution)
    refuse_stale(resolution, {}, expected_version)
    papers = gather_adoption(resolution=resolution, confirmed=confirmed)
    pledges = queries.pledges_of(resolution)
    unclear = unclear_pledges(pledges, _council(resolution.council_id))
    _adopt(resolution, pledges, confirmation=confirmed.gaps if unclear else "", actor=actor)
    details = {
        **_told(_as_typed(resolution)),
        "pledges": len(pledges),
        "gaps_confirmation": resolution.gaps_confirmation,
        "digest": seal_of(resolution),
    }
    publish(ResolutionAdopted(**about(resolution, actor), details=details))
    return issue_papers(manuscripts=papers, printed=printed, actor=actor)


def unclear_pledges(pledges: list[Pledge], council: Council) -> dict[int, list[Any]]:
    """The gaps of each pledge that has any, by its id."""
    extra = own_vague_words(council.vague_words)
    found = {pledge.id: list(gaps(pledge, extra)) for pledge in pledges}
    return {pledge_id: lacking for pledge_id, lacking in found.items() if lacking}


def _adopt(resolution: Resolution, pledges: list[Pledge], *, confirmation: str, actor: User | None) -> None:
    settled = {
        "status": ResolutionStatus.ADOPTED,
        "gaps_confirmation": confirmation,
        "adopted_at": now(),
        "adopted_by_id": actor.id if actor else None,
    }
    put(resolution, settled)
    db.session.flush()
    if resolution.adopted_on is None:
        raise DomainError(N_("The resolution lacks its title, day or signer. Complete it, then adopt it."))
    first, part_seals = first_deadlines(pledges), seals_of_parts(pledge.id for pledge in pledges)
    for row_number, pledge in enumerate(pledges, start=1):
        adopt_pledge(
            pledge=pledge,
            first=first[pledge.id],
            part_seals=part_seals[pledge.id],
            resolution_id=resolution.id,
            row_number=row_number,
            adopted_on=resolution.adopted_on,
            actor=actor,
        )


def _need_draft(resolution: Resolution) -> None:
    if resolution.status is not ResolutionStatus.DRAFT:
        raise DomainError(
            N_("Resolution %(number)s is already adopted and can no longer be changed."),
            number=resolution.number,
        )


def _council(council_id: int) -> Council:
    return db.session.get_one(Council, council_id)


def _columns(new: NewResolution, council: Council) -> dict[str, Any]:
    return {
        **asdict(new),
        "number": full_number(new.number, council.resolution_symbol) if new.number else None,
    }


def _usual_words(session_id: int, council: Council) -> dict[str, Any]:
    session = sittings.get_session(session_id)
    bases = paper_settings.bases_on(session.held_on, LegalBasisUse.RESOLUTION)
    return asdict(usual_text(session, council, paper_settings.paper_style(), bases))


def _as_typed(resolution: Resolution) -> NewResolution:
    return NewResolution(
        number=resolution.number or "",
        title=resolution.title,
        adopted_on=resolution.adopted_on,
        signer_name=resolution.signer_name,
        signer_title=resolution.signer_title,
        signing_capacity=resolution.signing_capacity,
    )


def _told(new: NewResolution) -> dict[str, Any]:
    return {name: json_ready(value) for name, value in asdict(new).items() if value}


def _first_of_group(pledges: list[Pledge], pledge: Pledge) -> int:
    return next(place for place, each in enumerate(pledges) if each.topic_group_id == pledge.topic_group_id)
