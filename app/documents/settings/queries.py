"""Reading what a council prints its papers with."""

from datetime import date

import sqlalchemy as sa

from app.core.database import db
from app.core.errors import N_, NotFoundError
from app.core.tenancy import get_owned
from app.council.domain import covers
from app.documents.domain import DocumentKind, LegalBasisUse
from app.documents.models import LegalBasis, PaperSettings, Signer
from app.documents.settings.domain import PaperStyle, usual_bases


def find_settings() -> PaperSettings | None:
    """The row of the council in scope; there is none until something is changed."""
    return db.session.scalar(sa.select(PaperSettings))


def paper_style() -> PaperStyle:
    """The form of the papers of the council in scope."""
    row = find_settings()
    if row is None:
        return PaperStyle()
    return PaperStyle(**{name: getattr(row, name) for name in PaperStyle.__dataclass_fields__})


def chosen_columns(kind: DocumentKind) -> tuple[str, ...]:
    """The columns the council chose for a table, in order; none where it leaves the usual ones."""
    row = find_settings()
    return tuple(row.columns.get(kind.value, ())) if row else ()


def signers() -> list[Signer]:
    """All signers: those in office first, as they were put in order."""
    statement = sa.select(Signer)
    return list(
        db.session.scalars(
            statement.order_by(Signer.ends_on.is_not(None), Signer.ends_on.desc(), Signer.position, Signer.id)
        )
    )


def signers_on(day: date) -> list[Signer]:
    """Who may sign on that day."""
    return [signer for signer in signers() if covers(signer.starts_on, signer.ends_on, day)]


def get_signer(signer_id: int) -> Signer:
    """A signer of the council in scope; raises `NotFoundError`."""
    found = get_owned(Signer, signer_id)
    if found is None:
        raise NotFoundError(N_("This signer is not on the list."))
    return found


def legal_bases() -> list[LegalBasis]:
    """The council's legal bases, use by use, in the order in which they are cited."""
    statement = sa.select(LegalBasis)
    return list(
        db.session.scalars(statement.order_by(LegalBasis.used_in, LegalBasis.position, LegalBasis.id))
    )


def get_basis(basis_id: int) -> LegalBasis:
    """A legal basis of the council in scope; raises `NotFoundError`."""
    found = get_owned(LegalBasis, basis_id)
    if found is None:
        raise NotFoundError(N_("This legal basis is not on the list."))
    return found


def bases_on(day: date, use: LegalBasisUse) -> tuple[str, ...]:
    """What a paper on something done that day cites: the council's bases in force then; the usual ones where it has none."""
    own = [basis for basis in legal_bases() if basis.used_in is use]
    offered = own or usual_bases(use)
    return tuple(basis.words for basis in offered if covers(basis.starts_on, basis.ends_on, day))
