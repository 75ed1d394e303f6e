"""Changing what a council prints its papers with."""

from collections.abc import Mapping, Sequence
from typing import Any

from app.accounts.models import User
from app.core.database import changes_of, db, json_ready
from app.core.errors import N_, DomainError
from app.core.events import Event, publish
from app.core.records import about, next_place, put, refuse_stale
from app.documents.columns import registers
from app.documents.domain import DocumentKind, LegalBasisUse
from app.documents.models import LegalBasis, PaperSettings, Signer
from app.documents.settings import queries
from app.documents.settings.domain import (
    LegalBasisAdded,
    LegalBasisChanged,
    LegalBasisRemoved,
    NewLegalBasis,
    NewSigner,
    PaperSettingsChanged,
    PaperStyle,
    SignerAdded,
    SignerChanged,
    usual_bases,
)


def change_paper_style(*, new: PaperStyle, expected_version: int | None, actor: User | None) -> PaperSettings:
    """Change the form of the council's papers; the first change makes the row. Issued papers keep theirs."""
    row = own_settings()
    values = {**vars(new), "symbols": {kind: symbol for kind, symbol in new.symbols.items() if symbol}}
    refuse_stale(row, values, expected_version)
    _change(row, values, PaperSettingsChanged, actor)
    return row


def own_settings() -> PaperSettings:
    """The row of the council in scope, made where there is none yet."""
    row = queries.find_settings()
    if row is None:
        row = PaperSettings(symbols={}, columns={})
        db.session.add(row)
        db.session.flush()
    return row


def choose_columns(
    *, kind: DocumentKind, codes: Sequence[str], expected_version: int | None, actor: User | None
) -> PaperSettings:
    """Choose the columns of a table and their order; no codes leave the usual ones. Issued papers keep theirs.

    Raises `DomainError` for a choice the table does not offer, or without a column that must be there.
    """
    row = own_settings()
    kept = {each: chosen for each, chosen in row.columns.items() if each != kind.value}
    if codes:
        registers[kind].columns.check(codes)
        kept[kind.value] = list(codes)
    refuse_stale(row, {"columns": kept}, expected_version)
    _change(row, {"columns": kept}, PaperSettingsChanged, actor)
    return row


def add_signer(*, new: NewSigner, actor: User | None) -> Signer:
    """Say who may sign."""
    _check_period(new)
    signer = Signer(**vars(new), position=next_place(queries.signers()))
    _add(signer, vars(new), SignerAdded, actor)
    return signer


def change_signer(
    *, signer: Signer, new: NewSigner, expected_version: int | None, actor: User | None
) -> None:
    """Change a signer's office, capacity or days; a last day ends it."""
    _check_period(new)
    refuse_stale(signer, vars(new), expected_version)
    _change(signer, vars(new), SignerChanged, actor)


def add_basis(*, new: NewLegalBasis, actor: User | None) -> LegalBasis:
    """Add a legal basis behind the others."""
    _check_period(new)
    basis = LegalBasis(**vars(new), position=next_place(queries.legal_bases()))
    _add(basis, vars(new), LegalBasisAdded, actor)
    return basis


def add_usual_bases(*, actor: User | None) -> None:
    """Take over the usual legal bases, for resolutions and reports, where the council has none."""
    if queries.legal_bases():
        raise DomainError(N_("The council already has legal bases of its own."))
    for use in (LegalBasisUse.RESOLUTION, LegalBasisUse.REPORT):
        for new in usual_bases(use):
            add_basis(new=new, actor=actor)


def change_basis(
    *, basis: LegalBasis, new: NewLegalBasis, expected_version: int | None, actor: User | None
) -> None:
    """Change the words or days of a legal basis."""
    _check_period(new)
    refuse_stale(basis, vars(new), expected_version)
    _change(basis, vars(new), LegalBasisChanged, actor)


def remove_basis(*, basis: LegalBasis, actor: User | None) -> None:
    """Take a legal basis off the list; papers hold their own words."""
    publish(LegalBasisRemoved(**about(basis, actor), details={"words": basis.words}))
    db.session.delete(basis)
    db.session.flush()


def _check_period(new: NewSigner | NewLegalBasis) -> None:
    if new.starts_on is not None and new.ends_on is not None and new.ends_on < new.starts_on:
        raise DomainError(
            N_("The last day cannot be before the first, %(starts_on)s."),
            field="ends_on",
            starts_on=new.starts_on,
        )


def _add(
    record: Signer | LegalBasis, values: Mapping[str, Any], told: type[Event], actor: User | None
) -> None:
    db.session.add(record)
    db.session.flush()
    details = {name: json_ready(value) for name, value in values.items() if value not in (None, "")}
    publish(told(**about(record, actor), details=details))


def _change(
    record: PaperSettings | Signer | LegalBasis,
    values: Mapping[str, Any],
    told: type[Event],
    actor: User | None,
) -> None:
    put(record, values)
    changes = changes_of(record)
    if changes:
        publish(told(**about(record, actor), details=changes))
        db.session.flush()
