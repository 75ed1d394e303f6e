"""The letters of a run, filled from the register as it stands; overdue days are counted to the day of the letter."""

from collections.abc import Sequence
from dataclasses import replace

from app.core.vietnamese import long_day, symbol_number
from app.council.models import Council
from app.documents.domain import DocumentKind
from app.documents.issuing.domain import Outgoing
from app.documents.issuing.papers import Subject, dressed, issuer, to_list
from app.documents.numbering import full_number, next_number, sequence_of
from app.documents.printing import Manuscript
from app.documents.queries import given_numbers
from app.documents.settings.queries import paper_style
from app.documents.wording import Paragraph, ended, lines_of, paragraphs_of
from app.pledges.models import Pledge
from app.pressing.letters.domain import AGENCY, BASIS, COUNT, PAPERS, SITTING, TERM, RunWords, filled_in
from app.pressing.letters.paper import PressedRow, PressingLetter
from app.pressing.letters.queries import letters_about
from app.pressing.models import Letter, LetterRun
from app.resolutions.queries import numbers_of


def words_of(run: LetterRun) -> RunWords:
    """What was typed for the run."""
    return RunWords.from_data(run.words)


def kind_of(run: LetterRun) -> DocumentKind:
    """What paper its letters are."""
    return PAPERS[run.kind]


def next_of(run: LetterRun) -> str:
    """The number of the next letter: the first one as it was typed, then one after the other; none where it comes after signature."""
    style = paper_style()
    symbol = style.symbol_of(kind_of(run))
    typed = str(run.words.get("number", ""))
    if not style.number_at_issue and not typed:
        return ""
    given = given_numbers(symbol, run.signed_on.year)
    first = sequence_of(full_number(typed, symbol)) if typed else None
    return symbol_number(next_number(given) if first is None or first in given else first)


def letters_as_papers(letters: Sequence[Letter], council: Council) -> list[PressingLetter]:
    """Letters of one run as drafts; as many statements for all of them as for one."""
    if not letters:
        return []
    frame = _frame(letters[0].run, council, _outgoing(letters[0].run, "", draft=True))
    rows = _Rows([line.pledge for letter in letters for line in letter.pledges], council)
    return [_filled(frame, letter, rows) for letter in letters]


def manuscript_of(letter: Letter, council: Council, number: str) -> Manuscript:
    """The letter as it goes out under that number."""
    out = _outgoing(letter.run, number, draft=False)
    rows = _Rows([line.pledge for line in letter.pledges], council)
    paper = _filled(_frame(letter.run, council, out), letter, rows)
    return to_list(paper, kind_of(letter.run), out, Subject(Letter.__name__, letter.id))


def _outgoing(run: LetterRun, number: str, *, draft: bool) -> Outgoing:
    said = words_of(run)
    return Outgoing(
        issued_on=None if draft else run.signed_on,
        number=number,
        number_confirmed=True,
        signer_name=said.signer_name,
        signer_title=said.signer_title,
        signing_capacity=said.signing_capacity,
        on_behalf_of=said.on_behalf_of,
        recipients=said.recipients,
    )


def _frame(run: LetterRun, council: Council, out: Outgoing) -> PressingLetter:
    """What all letters of a run share: head, signature, recipients."""
    style = paper_style()
    empty = PressingLetter(
        council_name=council.name,
        title="",
        addressees=(),
        paragraphs=(),
        rows=(),
        closing="",
        tables_landscape=style.tables_landscape,
        issuer=issuer(out, council, style).name,
        address_line=style.address_line,
    )
    return dressed(empty, kind_of(run), out, council, addressed=True)


def _filled(frame: PressingLetter, letter: Letter, rows: "_Rows") -> PressingLetter:
    """The letter to one agency."""
    run, said, pledges = letter.run, words_of(letter.run), [line.pledge for line in letter.pledges]
    marks = {
        AGENCY: letter.agency.name,
        TERM: long_day(run.answer_due_on),
        COUNT: symbol_number(len(pledges)),
        BASIS: rows.basis(pledges),
        SITTING: run.sitting.name if run.sitting else "kỳ họp",
    }
    subject = f"V/v {filled_in(said.subject, marks)}"
    *ending, closing = lines_of(filled_in(said.closing, marks)) or ("",)
    request = filled_in(said.request, marks)
    return replace(
        frame,
        title=subject,
        letterhead=replace(frame.letterhead, subject=subject) if frame.letterhead else None,
        addressees=(letter.agency.name,),
        paragraphs=_opened(filled_in(said.opening, marks), within=rows.stand_within(pledges)),
        rows=tuple(rows.of(pledge, run, request) for pledge in pledges),
        ending=tuple(ending),
        closing=ended(closing),
    )


def _opened(text: str, *, within: bool) -> tuple[Paragraph, ...]:
    """What stands before the table; where that is an appendix, its last sentence leads there."""
    paragraphs = paragraphs_of(text)
    if within or not paragraphs:
        return paragraphs
    *others, last = paragraphs
    led = f"{(last.lead or last.text).rstrip(' :.')} (danh sách tại Phụ lục kèm theo)."
    return (*others, Paragraph(text=led))


class _Rows:
    """What the tables of some letters say, looked up once for all of them."""

    def __init__(self, pledges: Sequence[Pledge], council: Council) -> None:
        self._council = council.name
        self._numbers = numbers_of({each.resolution_id for each in pledges if each.resolution_id})
        self._reminders = letters_about([each.id for each in pledges])

    @staticmethod
    def stand_within(pledges: Sequence[Pledge]) -> bool:
        return len(pledges) <= PressingLetter.MOST_WITHIN

    def of(self, pledge: Pledge, run: LetterRun, request: str) -> PressedRow:
        due = pledge.effective_due_on
        late = (run.signed_on - due).days if due and pledge.completed_on is None else 0
        return PressedRow(
            pledge=pledge.words,
            source=self._source(pledge),
            deadline_words=pledge.deadline_words,
            original_due_on=pledge.original_due_on,
            effective_due_on=due,
            days_overdue=max(late, 0),
            verdict=pledge.verdict,
            verdict_on=pledge.verdict_on,
            request=request,
            reminders=self._reminders.get(pledge.id, 0),
            code=pledge.code,
        )

    def _source(self, pledge: Pledge) -> str:
        """Its place in the appendix of its resolution, which is named where the letters of the run speak of several."""
        number = self._number(pledge)
        if not number:
            return ""
        row = f"nội dung số {pledge.row_number}"
        return row if len(self._numbers) == 1 else f"Nghị quyết số {number}, {row}"

    def _number(self, pledge: Pledge) -> str:
        return self._numbers.get(pledge.resolution_id or 0, "")

    def basis(self, pledges: Sequence[Pledge]) -> str:
        """The resolutions the pledges stand in: "Nghị quyết số 95/NQ-HĐND ngày 14 tháng 7 năm 2017 của …"."""
        named = {
            f"số {number} {long_day(each.adopted_on)}" for each in pledges if (number := self._number(each))
        }
        if not named:
            return f"các nghị quyết về chất vấn của {self._council}"
        many = "các " if len(named) > 1 else ""
        return f"{many}Nghị quyết {', '.join(sorted(named))} của {self._council}"
