"""A register sheet taken in: new, changed, unchanged, refused; all of it or nothing."""

from datetime import date
from decimal import Decimal

import pytest
import sqlalchemy as sa

from app.audit.models import AuditEntry
from app.core.database import db
from app.core.errors import DomainError
from app.core.storage import sha256_of
from app.core.tenancy import scoped_to
from app.core.transaction import transaction
from app.council import commands as council_commands
from app.council.domain import DayKind, NewCalendarDay
from app.council.models import Agency, Body, Delegate, Office, OfficeHolding, Person, Term
from app.documents.models import IssuedDocument
from app.dossier.domain import RegisterColumn as Column
from app.dossier.sheet import register_entries
from app.exports.documents import register_file
from app.exports.domain import FileFormat
from app.imports.commands import apply_plan
from app.imports.domain import Addition
from app.imports.reading import plan_of
from app.pledges.domain import Lifecycle
from app.pledges.models import Pledge
from app.questions.models import Answer, Question
from app.resolutions.domain import ResolutionStatus
from app.resolutions.models import Resolution
from app.sittings.models import QuestioningSession, Sitting, TopicGroup
from tests import factories
from tests.integration.imports.sheets import cells, plan, row, take_in, workbook

CREATED = (
    Pledge,
    Answer,
    Question,
    TopicGroup,
    QuestioningSession,
    Sitting,
    Term,
    Person,
    Delegate,
    Office,
    OfficeHolding,
    Agency,
    Body,
)


def count(model: type) -> int:
    return db.session.scalar(sa.select(sa.func.count()).select_from(model)) or 0


def counts() -> dict[str, int]:
    return {model.__name__: count(model) for model in CREATED}


def only_pledge() -> Pledge:
    return db.session.scalars(sa.select(Pledge)).one()


def test_a_row_becomes_a_draft_with_everyone_it_names(app, council) -> None:
    assert take_in(council, row()).created == 1
    pledge = only_pledge()
    assert (pledge.lifecycle, pledge.words, pledge.target) == (
        Lifecycle.DRAFT,
        "Rà soát nước thải các khu đô thị",
        Decimal(95),
    )
    assert (pledge.original_due_on, pledge.deadline_words) == (date(2023, 3, 31), "đến hết quý I/2023")
    assert pledge.code.startswith("2022-")
    assert counts() == dict.fromkeys(counts(), 1) | {"Person": 2, "Agency": 3}
    assert "duong duc tuan" in pledge.search_text


def test_working_days_in_a_sheet_are_counted_by_the_councils_calendar(app, council) -> None:
    rest = NewCalendarDay(day=date(2022, 12, 14), kind=DayKind.REST, name="Nghỉ bù", document_number="1/TB")
    council_commands.enter_days(council_id=council.id, new=[rest], actor=None)
    counted = row(deadline_words="khoảng 05 ngày làm việc")
    assert take_in(council, counted).created == 1
    assert only_pledge().original_due_on == date(2022, 12, 19)
    assert plan(council, {**counted, Column.DUE_ON: "19/12/2022"}).unchanged == 1


def test_what_was_taken_in_comes_out_as_it_was_given(app, council) -> None:
    take_in(council, row())
    given = plan(council, row())
    assert (given.unchanged, given.new, given.changed) == (1, (), ())
    entry = register_entries()[0]
    assert entry.row.askers == ("Nguyễn Thị Việt Tú",)
    assert entry.row.coordinators == ("Sở Xây dựng", "Sở Tài chính")


def test_the_same_sheet_twice_creates_and_changes_nothing(app, council) -> None:
    rows = [
        row(words=f"Việc {n}", deadline_words=words)
        for n, words in enumerate(["", "thời gian tới", "chưa rõ nghĩa gì", "quý I/2023"])
    ]
    take_in(council, *rows)
    before, lines = counts(), count(AuditEntry)
    again = take_in(council, *rows)
    assert (again.created, again.changed, again.unchanged) == (0, 0, 4)
    assert counts() == before
    assert count(AuditEntry) == lines


@pytest.mark.parametrize(
    "lacking", [column for column in Column if column not in {Column.WORDS, Column.HELD_ON}]
)
def test_an_empty_cell_says_nothing_and_erases_nothing(app, council, lacking: Column) -> None:
    take_in(council, row())
    assert plan(council, {**row(), lacking: ""}).unchanged == 1


def test_an_export_imports_back_as_unchanged_whatever_the_register_holds(app, council) -> None:
    take_in(
        council,
        row(),
        row(words="Ban hành", resolution="95"),
        row(words="Ngày riêng", due_on="01/02/2024"),
        row(words="Không rõ", deadline_words="khi nào xong"),
    )
    pledge = factories.make_pledge(council.id, words="Ghi tay", due_on=None, deadline_words="trong năm 2026")
    factories.make_pledge(council.id, answer=pledge.answer, words="Ghi tay", due_on=date(2026, 5, 5))
    content = register_file([entry.row for entry in register_entries()], FileFormat.XLSX)
    back = plan_of(content, council=council)
    assert (back.count, back.unchanged, back.new, back.changed, back.problems) == (6, 6, (), (), ())


def test_a_draft_takes_what_the_sheet_says_anew(app, council) -> None:
    take_in(council, row())
    code = only_pledge().code
    changed = row(
        code=code,
        words="Rà soát lại",
        deadline_words="trong năm 2024",
        coordinators="Sở Y tế",
        agency="Sở Xây dựng",
        office="Giám đốc Sở Xây dựng",
        person="Người Khác",
    )
    found = plan(council, changed)
    assert set(found.changed[0].differences) == {
        Column.WORDS,
        Column.DEADLINE_WORDS,
        Column.COORDINATORS,
        Column.AGENCY,
        Column.OFFICE,
        Column.PERSON,
    }
    assert take_in(council, changed).changed == 1
    pledge = only_pledge()
    assert (pledge.words, pledge.original_due_on, pledge.effective_due_on) == (
        "Rà soát lại",
        date(2024, 12, 31),
        date(2024, 12, 31),
    )
    assert plan(council, changed).unchanged == 1


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("words", "Lời khác"),
        ("deadline_words", "trong năm 2024"),
        ("due_on", "01/01/2024"),
        ("result", "Khác"),
        ("agency", "Sở khác"),
    ],
)
def test_what_is_adopted_is_refused_at_its_cell(app, council, column: str, value: str) -> None:
    take_in(council, row(resolution="95/NQ-HĐND"))
    pledge = only_pledge()
    before = (pledge.words, pledge.deadline_words, pledge.original_due_on)
    changed = row(code=pledge.code, resolution="95/NQ-HĐND", **{column: value})
    found = plan(council, changed)
    letter = chr(ord("A") + list(Column).index(Column[column.upper()]))
    assert cells(found) == [f"{letter}2"]
    with pytest.raises(DomainError):
        take_in(council, changed)
    assert (pledge.words, pledge.deadline_words, pledge.original_due_on) == before


def test_where_a_known_pledge_was_made_is_not_changed_by_a_sheet(app, council) -> None:
    take_in(council, row())
    moved = row(code=only_pledge().code, held_on="10/12/2022", topic="Khác")
    assert cells(plan(council, moved)) == ["B2", "D2"]


def test_rows_of_a_resolution_are_adopted_in_it_with_rows_in_order(app, council) -> None:
    take_in(council, *(row(words=f"Việc {n}", resolution="95") for n in (1, 2, 3)))
    resolution = db.session.scalars(sa.select(Resolution)).one()
    assert (resolution.number, resolution.status, resolution.adopted_on) == (
        "95/NQ-HĐND",
        ResolutionStatus.ADOPTED,
        date(2022, 12, 9),
    )
    pledges = list(db.session.scalars(sa.select(Pledge).order_by(Pledge.row_number)))
    assert [(pledge.row_number, pledge.words, pledge.lifecycle) for pledge in pledges] == [
        (n, f"Việc {n}", Lifecycle.ADOPTED) for n in (1, 2, 3)
    ]


def test_a_resolution_the_register_knows_keeps_its_day_and_its_numbering(app, council) -> None:
    take_in(council, row(words="Việc 1", resolution="95"))
    take_in(council, row(words="Việc 2", resolution="95/NQ-HĐND"))
    assert count(Resolution) == 1
    assert sorted(db.session.scalars(sa.select(Pledge.row_number))) == [1, 2]


def test_the_same_number_in_another_year_is_another_resolution(app, council) -> None:
    take_in(
        council,
        row(resolution="95"),
        row(words="Việc khác", held_on="08/07/2023", sitting="Kỳ họp thứ 12", resolution="95"),
    )
    assert count(Resolution) == 2


def test_a_draft_named_with_a_resolution_is_adopted(app, council) -> None:
    take_in(council, row())
    assert take_in(council, row(resolution="95")).changed == 1
    assert only_pledge().lifecycle is Lifecycle.ADOPTED


def test_no_pledge_is_added_to_an_appendix_that_is_issued(app, council) -> None:
    pledge = factories.make_pledge(council.id)
    resolution = factories.adopt(pledge, number="95/NQ-HĐND")
    db.session.add(
        IssuedDocument(
            kind="pledge_appendix", number="95/NQ-HĐND", title="Phụ lục", issued_on=date(2026, 7, 10), subject_type="Resolution",
            subject_id=resolution.id, sha256="0" * 64, size=1, pages=1, media_type="application/pdf", data={}, template_version="1",
        )
    )  # fmt: skip
    db.session.flush()
    assert cells(plan(council, row(held_on="08/07/2026", resolution="95"))) == ["S2"]


def test_a_draft_resolution_is_not_adopted_by_a_sheet(app, council) -> None:
    factories.make_resolution(council.id, number="95/NQ-HĐND")
    assert cells(plan(council, row(held_on="08/07/2026", resolution="95"))) == ["S2"]


def test_a_number_that_is_none_is_a_problem_of_its_cell(app, council) -> None:
    assert cells(plan(council, row(resolution="chưa có"))) == ["S2"]


def test_one_bad_row_keeps_all_others_out(app, council) -> None:
    content_rows = [row(words=f"Việc {n}") for n in range(20)] + [
        row(words="Việc hỏng", held_on="31/02/2022")
    ]
    found = plan(council, *content_rows)
    assert cells(found) == ["B22"]
    with pytest.raises(DomainError):
        take_in(council, *content_rows)
    assert count(Pledge) == 0


def test_a_rule_that_refuses_a_row_while_it_is_written_leaves_nothing(app, council, monkeypatch) -> None:
    def refuse(**kwargs: object) -> None:
        raise DomainError("no")

    monkeypatch.setattr("app.imports.commands.adopt_pledge", refuse)
    with pytest.raises(DomainError):
        take_in(council, row(), row(words="Việc 2", resolution="95"))
    assert count(Pledge) == 0
    assert count(Agency) == 0


def test_rows_that_say_the_same_twice_are_named(app, council) -> None:
    assert cells(plan(council, row(), row(words="Khác"), row())) == ["J4"]


def test_a_pledge_brought_from_another_register_keeps_its_code(app, council) -> None:
    take_in(council, row(code="2022-0003"), row(words="Rà soát thêm"))
    assert sorted(db.session.scalars(sa.select(Pledge.code))) == ["2022-0003", "2022-0004"]
    again = plan(council, row(code="2022-0003"))
    assert (again.unchanged, again.problems) == (1, ())


def test_a_code_the_register_does_not_know_is_pointed_out_before_it_is_taken(app, council) -> None:
    given = plan(council, row(code="2022-9999"))
    assert (len(given.new), [warning.cell for warning in given.warnings]) == (1, ["U2"])


def test_a_wrong_code_on_a_pledge_of_the_register_is_a_problem_of_its_cell(app, council) -> None:
    take_in(council, row())
    assert cells(plan(council, row(code="2022-9999"))) == ["U2"]


def test_a_code_too_long_to_keep_is_a_problem_of_its_cell(app, council) -> None:
    assert cells(plan(council, row(code="2022-" + "9" * 60))) == ["U2"]


def test_a_whole_register_moves_to_another_council_and_comes_out_the_same(app, council) -> None:
    take_in(
        council,
        row(resolution="95/NQ-HĐND"),
        row(words="Rà soát thêm", resolution="95/NQ-HĐND"),
        row(words="Dự thảo"),
    )
    sheet = register_file([entry.row for entry in register_entries()], FileFormat.XLSX)
    other = factories.make_council()
    with scoped_to(other.id):
        with transaction():
            apply_plan(plan_of(sheet, council=other), council=other, content=sheet, actor=None)
        given = plan_of(sheet, council=other)
    assert (given.unchanged, given.new, given.changed) == (3, (), ())


def test_names_the_register_does_not_know_are_listed_before(app, council) -> None:
    factories.make_agency(council.id, name="Sở Xây dựng")
    additions = plan(council, row(), row(words="Việc 2")).additions
    assert additions[Addition.PERSON] == ("Dương Đức Tuấn", "Nguyễn Thị Việt Tú")
    assert additions[Addition.AGENCY] == ("UBND thành phố", "Sở Tài chính")
    assert additions[Addition.OFFICE] == ("Phó Chủ tịch UBND thành phố — UBND thành phố",)
    assert additions[Addition.BODY] == ("Ban Đô thị",)
    assert additions[Addition.SESSION] == ("09/12/2022 · Chất vấn tại kỳ họp",)
    assert count(Person) == 0


def test_a_name_with_its_tone_mark_placed_the_old_way_is_the_same_name(app, council) -> None:
    take_in(council, row(person="Lê Văn Hòa"))
    assert Addition.PERSON not in plan(council, row(words="Việc khác", person="lê văn hoà")).additions


def test_a_name_with_other_letters_is_another_name(app, council) -> None:
    take_in(council, row(person="Nguyễn Văn Hùng"))
    assert plan(council, row(words="Việc khác", person="Nguyễn Văn Hưng")).additions[Addition.PERSON] == (
        "Nguyễn Văn Hưng",
    )


def test_namesakes_are_told_apart_by_the_office_they_held(app, council) -> None:
    agency = factories.make_agency(council.id, name="UBND thành phố")
    office = factories.make_office(council.id, agency=agency, title="Phó Chủ tịch UBND thành phố")
    holder = factories.make_person(council.id, full_name="Dương Đức Tuấn", note="sinh 1967")
    factories.make_person(council.id, full_name="Dương Đức Tuấn", note="sinh 1990")
    factories.make_holding(council.id, office=office, person=holder)
    take_in(council, row())
    assert only_pledge().person_id == holder.id


def test_namesakes_nobody_can_tell_apart_are_asked_back(app, council) -> None:
    for note in ("sinh 1967", "sinh 1990"):
        factories.make_person(council.id, full_name="Dương Đức Tuấn", note=note)
    assert cells(plan(council, row())) == ["G2"]
    assert cells(plan(council, row(person="Dương Đức Tuấn (sinh 1990)"))) == []


def test_three_columns_are_enough(app, council) -> None:
    needed = [Column.AGENCY, Column.HELD_ON, Column.WORDS]
    assert take_in(council, row(), columns=needed).created == 1
    pledge = only_pledge()
    assert (pledge.person_id, pledge.office_id, pledge.original_due_on) == (None, None, None)
    assert plan(council, row(), columns=needed).unchanged == 1


def test_an_office_alone_is_enough(app, council) -> None:
    needed = [Column.OFFICE, Column.HELD_ON, Column.WORDS]
    assert take_in(council, row(), columns=needed).created == 1
    assert take_in(council, row(), columns=needed).unchanged == 1


@pytest.mark.parametrize(
    ("words", "due_on", "expected", "doubted"),
    [
        ("thời gian tới", "", None, True),
        ("trong tháng 13/2023", "", None, True),
        ("trong tháng 13/2023", "01/02/2024", date(2024, 2, 1), False),
        ("trong năm 2023", "30/06/2023", date(2023, 6, 30), False),
        ("", "30/06/2023", date(2023, 6, 30), False),
        ("thường xuyên", "", None, False),
    ],
)
def test_words_are_kept_and_a_day_is_never_guessed(
    app, council, words: str, due_on: str, expected: date | None, doubted: bool
) -> None:
    said = row(deadline_words=words, due_on=due_on)
    assert bool(plan(council, said).warnings) is doubted
    take_in(council, said)
    pledge = only_pledge()
    assert (pledge.deadline_words, pledge.original_due_on) == (words, expected)
    assert plan(council, said).unchanged == 1


def test_a_day_outside_the_days_of_its_sitting_is_a_problem_of_its_cell(app, council) -> None:
    term = factories.make_term(council.id, years="2021-2026")
    factories.make_sitting(
        council.id, term=term, name="Kỳ họp thứ 10", opens_on=date(2022, 12, 1), closes_on=date(2022, 12, 8)
    )
    assert cells(plan(council, row())) == ["B2"]


def test_a_row_finds_the_session_the_register_has(app, council) -> None:
    session = factories.make_session(council.id, held_on=date(2022, 12, 9))
    take_in(council, row(sitting="", session_kind=""))
    assert only_pledge().session_id == session.id


def test_an_import_is_one_line_of_the_chain_that_names_the_file(app, council) -> None:
    content = workbook(row())
    with transaction():
        apply_plan(plan_of(content, council=council), council=council, content=content, actor=None)
    line = db.session.scalars(sa.select(AuditEntry).where(AuditEntry.event == "RegisterImported")).one()
    assert line.details == {"sha256": sha256_of(content), "created": 1, "changed": 0}
    events = set(db.session.scalars(sa.select(AuditEntry.event)))
    assert {"PledgeRecorded", "QuestionAsked", "AnswerGiven", "DirectoryEntryAdded"} <= events


def test_a_sheet_asks_the_database_as_often_for_many_unchanged_rows_as_for_few(app, council) -> None:
    from sqlalchemy import event

    seen: list[str] = []

    def note(_connection, _cursor, statement, *_rest) -> None:
        seen.append(statement)

    take_in(council, *(row(words=f"Việc {n}") for n in range(60)))
    costs = []
    plan(council, row())
    for size in (5, 60):
        seen.clear()
        event.listen(sa.engine.Engine, "before_cursor_execute", note)
        try:
            assert plan(council, *(row(words=f"Việc {n}") for n in range(size))).unchanged == size
        finally:
            event.remove(sa.engine.Engine, "before_cursor_execute", note)
        costs.append(len(seen))
    assert costs[0] == costs[1]
