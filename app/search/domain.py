"""How words are compared: folded, in any order, short and long forms alike; and which of them are marked in what was found."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from app.core.enums import Coded
from app.core.events import Event
from app.core.text import fold, search_tokens

MOST_FOLDED = 200_000
"""Letters of a record that are compared; a full-text index takes no more than a megabyte of one."""
BEHIND = "|"
"""Stands in what is compared before the names of successors: what is found by them alone comes after what is found by its own words."""
NOW = " · nay: "
"""Stands in what is shown before the names of successors."""
SNIPPET = 220
LOOKED_THROUGH = 60_000
LONGEST = 500
MOST_WEIGHED = 200
_WORD = re.compile(r"\d+(?:\.\d{3})+(?!\d)|\w+")
_THOUSANDS = re.compile(r"(?<=\d)\.(?=\d{3}(?!\d))")
_NUMBERED = re.compile(r"([a-z]+)([0-9]+)")


def compared(text: str) -> str:
    """The text as it is compared: folded, and 52.000 is 52000."""
    return fold(_THOUSANDS.sub("", text))


class SearchKind(Coded):
    """What can be found, in the order in which it is shown."""

    PLEDGE = "pledge"
    QUESTION = "question"
    ANSWER = "answer"
    PERSON = "person"
    AGENCY = "agency"
    OFFICE = "office"
    TOPIC = "topic"
    RESOLUTION = "resolution"
    DOCUMENT = "document"


MANY = (SearchKind.PLEDGE, SearchKind.QUESTION, SearchKind.ANSWER)
"""The kinds there are most of: they must not crowd the others out of what is looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAbbreviation:
    """A short form and what it stands for."""

    short: str
    full: str


USUAL = tuple(
    NewAbbreviation(short=short, full=full)
    for short, full in (
        ("UBND", "Ủy ban nhân dân"),
        ("HĐND", "Hội đồng nhân dân"),
        ("UBMTTQ", "Ủy ban Mặt trận Tổ quốc"),
        ("MTTQ", "Mặt trận Tổ quốc"),
        ("ĐBQH", "Đại biểu Quốc hội"),
        ("QH", "Quốc hội"),
        ("TT", "Thường trực"),
        ("TP", "Thành phố"),
        ("TX", "Thị xã"),
        ("NQ", "Nghị quyết"),
        ("QĐ", "Quyết định"),
        ("KH&ĐT", "Kế hoạch và Đầu tư"),
        ("TN&MT", "Tài nguyên và Môi trường"),
        ("NN&PTNT", "Nông nghiệp và Phát triển nông thôn"),
        ("PTNT", "Phát triển nông thôn"),
        ("NN&MT", "Nông nghiệp và Môi trường"),
        ("TNMT", "Tài nguyên và Môi trường"),
        ("GTVT", "Giao thông vận tải"),
        ("LĐTB&XH", "Lao động - Thương binh và Xã hội"),
        ("VHTT&DL", "Văn hóa, Thể thao và Du lịch"),
        ("TT&TT", "Thông tin và Truyền thông"),
        ("KH&CN", "Khoa học và Công nghệ"),
        ("GD&ĐT", "Giáo dục và Đào tạo"),
        ("BQL", "Ban quản lý"),
        ("DA", "Dự án"),
        ("QLDA", "Quản lý dự án"),
        ("GPMB", "Giải phóng mặt bằng"),
        ("TĐC", "Tái định cư"),
        ("PCCC", "Phòng cháy, chữa cháy"),
        ("ATTP", "An toàn thực phẩm"),
        ("VSMT", "Vệ sinh môi trường"),
        ("NTM", "Nông thôn mới"),
        ("KCN", "Khu công nghiệp"),
        ("CCN", "Cụm công nghiệp"),
        ("KĐT", "Khu đô thị"),
        ("QL", "Quốc lộ"),
        ("TL", "Tỉnh lộ"),
        ("BHYT", "Bảo hiểm y tế"),
        ("GCNQSDĐ", "Giấy chứng nhận quyền sử dụng đất"),
    )
)
"""Offered to every council; each makes the list its own."""


@dataclass(frozen=True, kw_only=True)
class AbbreviationAdded(Event):
    """The council wrote down a short form."""


@dataclass(frozen=True, kw_only=True)
class AbbreviationChanged(Event):
    """A short form or what it stands for was changed."""


@dataclass(frozen=True, kw_only=True)
class AbbreviationRemoved(Event):
    """A short form was taken off the list."""


@dataclass(frozen=True, kw_only=True)
class AbbreviationsTaken(Event):
    """The usual short forms were taken into the council's list."""


@dataclass(frozen=True, slots=True)
class Forms:
    """The short and the long forms of a council, folded."""

    pairs: tuple[tuple[str, str], ...] = ()
    _shorts: frozenset[str] = field(default=frozenset(), compare=False)

    @classmethod
    def of(cls, abbreviations: Iterable[tuple[str, str]]) -> "Forms":
        pairs = tuple((fold(short), fold(full)) for short, full in abbreviations)
        return cls(tuple(pair for pair in pairs if all(pair)), frozenset(short for short, _ in pairs))

    def split(self, tokens: Iterable[str]) -> list[str]:
        """`ql18` is `ql` and `18`, where QL is a short form of this council."""
        found: list[str] = []
        for token in tokens:
            numbered = _NUMBERED.fullmatch(token)
            found += numbered.groups() if numbered and numbered[1] in self._shorts else [token]
        return found

    def both(self, folded: str) -> str:
        """The folded text, and behind it the other form of each one that stands in it."""
        text = " ".join(self.split(folded.split()))
        around = f" {text} "
        others = [
            long if f" {short} " in around else short
            for short, long in self.pairs
            if (f" {short} " in around) != (f" {long} " in around)
        ]
        return " ".join([text, *others])[:MOST_FOLDED]


@dataclass(frozen=True, slots=True)
class Wanted:
    """The words of a search: each must be there, whole or as the beginning of a word; a number is meant whole."""

    tokens: tuple[str, ...]
    forms: Forms = Forms()

    @classmethod
    def of(cls, query: str, forms: Forms) -> "Wanted":
        return cls(
            tuple(dict.fromkeys(forms.split(search_tokens(_THOUSANDS.sub("", query[:LONGEST]))))), forms
        )

    def __bool__(self) -> bool:
        return bool(self.tokens)

    @property
    def phrase(self) -> str:
        return " ".join(self.tokens)

    def sequences(self) -> list[list[str]]:
        """Words that are meant together because another form of them was typed."""
        around = f" {self.phrase} "
        found = []
        for short, long in self.pairs_typed(around):
            found += [short.split(), long.split()]
        return found

    def pairs_typed(self, around: str) -> list[tuple[str, str]]:
        return [pair for pair in self.forms.pairs if any(f" {each} " in around for each in pair)]


def is_meant(word: str, token: str) -> bool:
    """Whether a folded word of a text is what a token of the search asks for."""
    return word == token or (not token.isdigit() and word.startswith(token))


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text, and whether it was searched for."""

    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A record that was found, as a page shows it."""

    kind: SearchKind
    record_id: int
    page_id: int
    day: date | None
    title: tuple[Piece, ...]
    snippet: tuple[Piece, ...]


def marked(text: str, wanted: Wanted) -> tuple[Piece, ...]:
    """The text in pieces, the words searched for among them."""
    spans = list(_WORD.finditer(text))
    meant = _meant([compared(span[0]) for span in spans], wanted)
    pieces: list[Piece] = []
    at = 0
    for span, hit in zip(spans, meant, strict=True):
        if hit:
            pieces += [Piece(text[at : span.start()]), Piece(span[0], marked=True)]
            at = span.end()
    pieces.append(Piece(text[at:]))
    return tuple(piece for piece in pieces if piece.text)


def _meant(words: Sequence[str], wanted: Wanted) -> list[bool]:
    meant = [any(is_meant(part, token) for part in word.split() for token in wanted.tokens) for word in words]
    for sequence in wanted.sequences():
        for start in range(len(words) - len(sequence) + 1):
            if list(words[start : start + len(sequence)]) == sequence:
                meant[start : start + len(sequence)] = [True] * len(sequence)
    return meant


def says_all(text: str, wanted: Wanted) -> bool:
    """Whether everything searched for stands in the text."""
    words = compared(text).split()
    return all(any(is_meant(word, token) for word in words) for token in wanted.tokens)


def snippet(text: str, wanted: Wanted) -> str:
    """The part of a long text that shows most of what was searched for; nothing where nothing of it stands there."""
    text = text[:LOOKED_THROUGH]
    spans = list(_WORD.finditer(text))
    meant = _meant([compared(span[0]) for span in spans], wanted)
    hits = [span.start() for span, hit in zip(spans, meant, strict=True) if hit][:MOST_WEIGHED]
    if not hits:
        return ""
    best = max(hits, key=lambda start: (sum(start <= hit < start + SNIPPET for hit in hits), -start))
    start = 0 if best < SNIPPET // 4 else text.rfind(" ", 0, best - SNIPPET // 8) + 1
    end = len(text) if start + SNIPPET >= len(text) else text.rfind(" ", start, start + SNIPPET)
    end = end if end > start else start + SNIPPET
    return ("… " if start else "") + text[start:end].strip() + (" …" if end < len(text) else "")
