"""Replacing a long paper, as work for the background."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from app.council.models import Council
from app.documents import queries, replacing
from app.documents.long.works import LongIssue
from app.documents.models import IssuedDocument
from app.documents.printing import Manuscript, Prints
from app.documents.replacing import NewReplacement


@dataclass(frozen=True, kw_only=True)
class LongReplacement(LongIssue):
    """The new paper in place of the old one."""

    kind: ClassVar[str] = "replace_document"

    document_id: int
    new: NewReplacement

    def gather(self, council: Council) -> Sequence[Manuscript]:
        del council
        return replacing.gather_replacement(document=queries.get_document(self.document_id), new=self.new)

    def issue(self, council: Council, printed: Prints, actor: Any) -> IssuedDocument:
        del council
        return replacing.replace_document(
            document=queries.get_document(self.document_id), new=self.new, printed=printed, actor=actor
        )
