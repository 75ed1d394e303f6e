"""The letter (công văn): it has no kind, its subject stands under the number (Nghị định 30/2020/NĐ-CP, Phụ lục III, sample 1.5)."""

from dataclasses import dataclass
from typing import ClassVar

from app.documents.paper import Orientation, Paper
from app.documents.wording import Paragraph, listed


@dataclass(frozen=True, kw_only=True)
class LetterDocument(Paper):
    """A letter of the council; its letterhead carries the subject, "V/v đôn đốc …", its recipients begin "Như trên"."""

    body: ClassVar[str] = "letter.html"

    orientation: Orientation = Orientation.PORTRAIT

    addressees: tuple[str, ...]
    """Names after "Kính gửi:", without dashes and stops."""

    paragraphs: tuple[Paragraph, ...]

    closing: str
    """The last paragraph, with its "./."."""

    address_line: str = ""
    """Address, telephone and web site of the council, at the foot of page 1 (Phụ lục I, II.10)."""

    @property
    def addressee_lines(self) -> tuple[str, ...]:
        """One name stands alone on the line of "Kính gửi:"; several have ";" and a last "." (element 9a)."""
        return self.addressees if len(self.addressees) == 1 else listed(self.addressees)
