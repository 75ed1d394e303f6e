"""The rules of a council's papers, and the legal bases offered to a council that has none of its own."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from app.core.events import Event
from app.documents.domain import DocumentKind, LegalBasisUse, SigningCapacity
from app.documents.paper import Letterhead, Margins, Orientation, Signature
from app.documents.wording import lines_of

COUNCIL = "Hội đồng nhân dân"
USUAL_SYMBOLS = {
    DocumentKind.RESOLUTION: "NQ-HĐND",
    DocumentKind.ROUND_REPORT: "BC-HĐND",
    DocumentKind.REQUESTION_LIST: "BC-HĐND",
    DocumentKind.REGISTER_EXTRACT: "TrS-HĐND",
    DocumentKind.PLEDGE_SHEET: "TrS-HĐND",
    DocumentKind.CORRECTION: "HĐND-VP",
    DocumentKind.HANDOVER_SHEET: "BB-HĐND",
    DocumentKind.CARRIED_LIST: "DM-HĐND",
    DocumentKind.OPINION_FORM: "PYK-HĐND",
    DocumentKind.TOPIC_SELECTION: "TB-HĐND",
}
"""Symbols really seen for councils, by the kinds of paper that have a number of their own; the rest go with another paper."""

NUMBERED_AS = {
    DocumentKind.REMINDER_LETTER: DocumentKind.CORRECTION,
    DocumentKind.EXPLANATION_DEMAND: DocumentKind.CORRECTION,
    DocumentKind.REPORT_REQUEST: DocumentKind.CORRECTION,
    DocumentKind.MISSING_REPORTS: DocumentKind.ROUND_REPORT,
    DocumentKind.ANSWERER_RECORD: DocumentKind.ROUND_REPORT,
    DocumentKind.DOSSIER: DocumentKind.REGISTER_EXTRACT,
    DocumentKind.TERM_REVIEW: DocumentKind.ROUND_REPORT,
}
"""Letters of whatever content have one symbol and one row of numbers, and so have reports."""


@dataclass(frozen=True, kw_only=True)
class PaperStyle:
    """What is the same on all papers of a council; margins in millimetres within the range of the decree."""

    superior: str = ""
    """Body above the issuing one, if any."""

    head_name: str = ""
    """Issuing body as it stands in the head, a line end is kept; empty: the council's name in two lines."""

    margin_top: int = 20
    margin_bottom: int = 20
    margin_left: int = 30
    margin_right: int = 15
    tables_landscape: bool = True
    number_at_issue: bool = True
    """Otherwise the number is given after signature."""

    recipients: str = ""
    """Lines of "Nơi nhận", one a line, without the record."""

    record_unit: str = "VP"
    """The drafting unit in "Lưu: VT, VP."."""

    address_line: str = ""
    """At the foot of page 1 of a letter."""

    symbols: Mapping[str, str] = field(default_factory=dict)
    """Kind of paper: symbol, where it is not the usual one."""

    @property
    def margins(self) -> Margins:
        return Margins(
            top=self.margin_top, bottom=self.margin_bottom, left=self.margin_left, right=self.margin_right
        )

    @property
    def orientation(self) -> Orientation:
        """Which way papers with wide tables lie."""
        return Orientation.LANDSCAPE if self.tables_landscape else Orientation.PORTRAIT

    @property
    def record(self) -> str:
        """The last line of "Nơi nhận"."""
        return f"Lưu: VT, {self.record_unit}" if self.record_unit else "Lưu: VT"

    def symbol_of(self, kind: DocumentKind) -> str:
        """What follows the number of a paper of that kind; empty where it has no number of its own."""
        named = NUMBERED_AS.get(kind, kind)
        return self.symbols.get(named.value) or USUAL_SYMBOLS.get(named, "")

    def recipient_lines(self, own: str = "") -> tuple[str, ...]:
        """The lines typed for one paper, else the council's, and the record at the end."""
        lines = lines_of(own or self.recipients)
        recorded = any(line.lstrip("-– ").casefold().startswith("lưu") for line in lines)
        return lines if recorded else (*lines, self.record)

    def letterhead(
        self,
        *,
        council_name: str,
        place: str,
        number: str,
        symbol: str,
        issued_on: date | None,
        subject: str = "",
    ) -> Letterhead:
        """The head of page 1 in the council's own name; `subject` is that of a letter."""
        return Letterhead(
            superior=self.superior,
            agency=self.head_name or in_two_lines(council_name),
            number=number,
            symbol=symbol,
            place=place,
            issued_on=issued_on,
            subject=subject,
        )


def in_two_lines(council_name: str) -> str:
    """The name as it stands in the head: the body, below it the place.

    >>> in_two_lines("Hội đồng nhân dân tỉnh Hà Giang").splitlines()
    ['Hội đồng nhân dân', 'tỉnh Hà Giang']
    """
    place = council_name.removeprefix(COUNCIL).strip()
    return f"{COUNCIL}\n{place}" if place and place != council_name else council_name


def signature_of(*, capacity: SigningCapacity, name: str, title: str, body: str = "") -> Signature:
    """The lines above the name: in whose name, for whom, which office (art. 13; Phụ lục I, II.7).

    >>> signature_of(capacity=SigningCapacity.DEPUTY_FOR_CHAIR, name="A", title="Phó Chủ tịch").capacity
    ('TM. Hội đồng nhân dân', 'KT. Chủ tịch', 'Phó Chủ tịch')
    """
    committee = body or "Ban"
    before, usual = {
        SigningCapacity.ON_BEHALF_OF_COUNCIL: (("TM. Hội đồng nhân dân",), "Chủ tịch"),
        SigningCapacity.DEPUTY_FOR_CHAIR: (("TM. Hội đồng nhân dân", "KT. Chủ tịch"), "Phó Chủ tịch"),
        SigningCapacity.ACTING_CHAIR: (("TM. Hội đồng nhân dân",), "Q. Chủ tịch"),
        SigningCapacity.ON_BEHALF_OF_STANDING_COMMITTEE: (
            ("TM. Thường trực Hội đồng nhân dân",),
            "Chủ tịch",
        ),
        SigningCapacity.DEPUTY_FOR_STANDING_COMMITTEE: (
            ("TM. Thường trực Hội đồng nhân dân", "KT. Chủ tịch"),
            "Phó Chủ tịch",
        ),
        SigningCapacity.ON_BEHALF_OF_COMMITTEE: ((f"TM. {committee}",), "Trưởng Ban"),
        SigningCapacity.DEPUTY_FOR_COMMITTEE: ((f"TM. {committee}", "KT. Trưởng Ban"), "Phó Trưởng Ban"),
        SigningCapacity.BY_ORDER: (("TL. Chủ tịch",), "Chánh Văn phòng"),
        SigningCapacity.BY_MANDATE: (("TUQ. Chủ tịch",), "Chánh Văn phòng"),
    }[capacity]
    acting = capacity is SigningCapacity.ACTING_CHAIR
    return Signature(capacity=(*before, usual if acting else title or usual), name=name)


@dataclass(frozen=True, kw_only=True)
class NewSigner:
    """Who may sign papers of the council, in which capacity, from when until when."""

    name: str
    title: str = ""
    capacity: SigningCapacity = SigningCapacity.ON_BEHALF_OF_COUNCIL
    on_behalf_of: str = ""
    """The committee signed for: "Ban Pháp chế"."""

    starts_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class NewLegalBasis:
    """A line of "Căn cứ …", without its stop, and the days on which it may be cited."""

    used_in: LegalBasisUse
    words: str
    starts_on: date | None = None
    ends_on: date | None = None


_LAST_OF_LAW_87, _FIRST_OF_LAW_121 = date(2026, 2, 28), date(2026, 3, 1)
USUAL_BASES = (
    ("Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15", date(2025, 6, 16), None),
    (
        "Căn cứ Luật Hoạt động giám sát của Quốc hội và Hội đồng nhân dân số 87/2015/QH13",
        date(2016, 7, 1),
        _LAST_OF_LAW_87,
    ),
    (
        (
            "Căn cứ Nghị quyết số 594/NQ-UBTVQH15 ngày 12 tháng 9 năm 2022 của Ủy ban Thường vụ Quốc hội hướng dẫn hoạt động "
            "giám sát của Hội đồng nhân dân"
        ),
        date(2022, 9, 12),
        _LAST_OF_LAW_87,
    ),
    (
        "Căn cứ Luật Hoạt động giám sát của Quốc hội và Hội đồng nhân dân số 121/2025/QH15",
        _FIRST_OF_LAW_121,
        None,
    ),
    (
        "Căn cứ Nghị quyết số 114/2025/UBTVQH15 của Ủy ban Thường vụ Quốc hội",
        _FIRST_OF_LAW_121,
        None,
    ),
)
"""Words, first and last day: the law on supervision changed on 1 March 2026."""


def usual_bases(use: LegalBasisUse) -> tuple[NewLegalBasis, ...]:
    """What a council without bases of its own is offered."""
    return tuple(
        NewLegalBasis(used_in=use, words=words, starts_on=starts_on, ends_on=ends_on)
        for words, starts_on, ends_on in USUAL_BASES
    )


@dataclass(frozen=True, kw_only=True)
class PaperSettingsChanged(Event):
    """The form of the council's papers was changed."""


@dataclass(frozen=True, kw_only=True)
class SignerAdded(Event):
    """Someone may sign papers of the council."""


@dataclass(frozen=True, kw_only=True)
class SignerChanged(Event):
    """The capacity, office or days of a signer were changed."""


@dataclass(frozen=True, kw_only=True)
class LegalBasisAdded(Event):
    """A legal basis may be cited."""


@dataclass(frozen=True, kw_only=True)
class LegalBasisChanged(Event):
    """The words or days of a legal basis were changed."""


@dataclass(frozen=True, kw_only=True)
class LegalBasisRemoved(Event):
    """A legal basis is no longer offered; papers that cite it keep their words."""
