"""The log of changes: complete, in words, filtered, exported with its hashes, and of one's own council only."""

import csv
import hashlib
import io
from datetime import UTC, datetime

import openpyxl
import pytest
import sqlalchemy as sa

from app.audit.fields import Field, RecordKind
from app.audit.models import AuditEntry
from app.audit.wording import UNTOLD, Wording, kind_of_record, told
from app.core.database import db
from app.core.events import Event
from app.core.tenancy import CouncilOwned, scoped_to
from app.council import commands
from app.council.domain import CouncilSettings, NewAgency
from app.pledges.commands import adopt_pledge
from tests import factories

NEVER_TOLD = UNTOLD | {
    "id",
    "council_id",
    "subject_id",
    "subject_type",
    "data",
    "template_version",
    "has_active_content",
}
"""Columns no event speaks of, or only to machines."""
NEVER_LOGGED = {"Job", "PledgeWatch", "Reminder", "SearchEntry"}
"""Records of a person's own comfort or made of other records, not of the council's business."""


def _events_below(kind):
    for below in kind.__subclasses__():
        yield below
        yield from _events_below(below)


def words_of(app, event: str = "AgencyChanged", subject_type: str = "Agency", **details) -> list[str]:
    entry = AuditEntry(event=event, subject_type=subject_type, subject_id=None, details=details)
    with app.test_request_context():
        told_details = Wording([entry]).details(entry)
    return [
        f"{each.label}: {each.before} → {each.value}"
        if each.before is not None
        else f"{each.label}: {each.value}"
        for each in told_details
    ]


def test_every_event_is_told_in_vietnamese(app):
    with app.test_request_context():
        untold = [
            kind.__name__
            for kind in _events_below(Event)
            if kind.__module__.startswith("app.") and told(kind.__name__).isascii()
        ]
    assert untold == []


def test_an_event_without_a_label_is_told_by_its_name(app):
    with app.test_request_context():
        assert told("SomethingNew") == "Something new"


def test_every_field_of_a_councils_records_has_its_words(app):
    """A column added later needs its words in `app.audit.fields` and in the catalogue."""
    known = {field.value for field in Field}
    missing = {
        f"{mapper.class_.__name__}.{column.key}"
        for mapper in db.Model.registry.mappers
        if issubclass(mapper.class_, CouncilOwned)
        for column in mapper.columns
        if mapper.class_.__name__ not in NEVER_LOGGED
        and column.key not in NEVER_TOLD
        and not column.key.endswith(("_at", "_by_id"))
        and column.key.removesuffix("_id") not in known
    }
    assert missing == set()


def test_every_kind_of_record_the_log_can_name_has_its_words(app):
    with app.test_request_context():
        assert all(
            not kind_of_record(kind.value).isascii() or kind is RecordKind.PERSON for kind in RecordKind
        )
        assert kind_of_record("SomethingNew") == "Something new"


@pytest.mark.parametrize(
    ("details", "shown"),
    [
        ({"place": ["Hà Giang", "Tuyên Quang"]}, ["Địa danh: Hà Giang → Tuyên Quang"]),
        ({"ends_on": [None, "2025-02-28"]}, ["Đến ngày: — → 28/02/2025"]),
        ({"name": "Sở Y tế", "note": None}, ["Tên: Sở Y tế"]),
        ({"verdict": ["not_started", "kept"]}, ["Kết quả đánh giá: Chưa thực hiện → Đã thực hiện"]),
        ({"required": [False, True]}, ["Bắt buộc: Không → Có"]),
        ({"digest": "0" * 64}, []),
        ({"odd_thing": 3}, ["odd thing: 3"]),
        ({"due_on": "2025-13-45"}, ["Hạn hoàn thành: 2025-13-45"]),
        ({}, []),
    ],
)
def test_a_change_is_shown_in_words_with_what_stood_there_before(app, details, shown):
    assert words_of(app, **details) == shown


def test_people_and_agencies_are_shown_by_their_names(app, council):
    old, new = (
        factories.make_agency(council.id, name="Sở Cũ"),
        factories.make_agency(council.id, name="Sở Mới"),
    )
    changed = words_of(
        app,
        "PledgeChanged",
        "Pledge",
        lead_agency_id=[old.id, new.id],
        coordinator_ids=[[], [old.id, new.id]],
    )
    assert changed == ["Cơ quan chủ trì: Sở Cũ → Sở Mới", "Cơ quan phối hợp: — → Sở Cũ, Sở Mới"]
    assert words_of(app, "PledgeRecorded", "Pledge", coordinator_ids=[old.id, new.id]) == [
        "Cơ quan phối hợp: Sở Cũ, Sở Mới"
    ]
    assert words_of(app, "PledgeRecorded", "Pledge", lead_agency_id=987654) == ["Cơ quan chủ trì: #987654"]


def _settings(council, **changed):
    values = {name: getattr(council, name) for name in CouncilSettings.__dataclass_fields__}
    return CouncilSettings(**{**values, **changed})


def test_the_log_shows_ones_own_councils_changes_and_no_others(council, as_role):
    user = factories.make_user("lead", council_id=council.id, full_name="Nguyễn Văn An")
    commands.change_council(
        council=council, new=_settings(council, place="Hà Giang"), expected_version=None, actor=user
    )
    other = factories.make_council()
    with scoped_to(other.id):
        commands.add_agency(new=NewAgency(name="Sở Nơi Khác"), actor=None)
    for role in ("administrator", "lead", "standing_committee"):
        page = as_role(role).get(f"/{council.slug}/log").get_data(as_text=True)
        assert "Nguyễn Văn An" in page
        assert "<ins>Hà Giang</ins>" in page
        assert "Sở Nơi Khác" not in page


def test_a_long_log_is_read_page_by_page_both_ways(council, as_role):
    for number in range(60):
        commands.add_agency(new=NewAgency(name=f"Sở thứ {number:02d}."), actor=None)
    lead = as_role("lead")

    def page(address):
        return lead.get(address).get_data(as_text=True)

    def link(content, rel):
        return content.split(f'rel="{rel}" href="')[1].split('"')[0].replace("&amp;", "&")

    first = page(f"/{council.slug}/log")
    assert "Sở thứ 59." in first
    assert "Sở thứ 05." not in first
    second = page(link(first, "next"))
    assert "Sở thứ 05." in second
    assert "Sở thứ 59." not in second
    assert "Sở thứ 59." in page(link(second, "prev"))


@pytest.fixture
def busy(council):
    """Two people, two records, two days."""
    first = factories.make_user("lead", council_id=council.id, full_name="Nguyễn Văn An")
    second = factories.make_user("clerk", council_id=council.id, full_name="Lê Thị Bình")
    one = commands.add_agency(new=NewAgency(name="Sở Thứ Nhất"), actor=first)
    commands.add_agency(new=NewAgency(name="Sở Thứ Hai"), actor=second)
    pledge = factories.make_pledge(council.id, code="2026-0007")
    resolution = factories.adopt(factories.make_pledge(council.id))
    adopt_pledge(
        pledge=pledge, resolution_id=resolution.id, row_number=7, adopted_on=resolution.adopted_on, actor=None
    )
    db.session.flush()
    return {"first": first, "second": second, "agency": one, "pledge": pledge}


@pytest.mark.parametrize(
    ("asked", "shown", "hidden"),
    [
        ("person={first.id}", "Sở Thứ Nhất", "Sở Thứ Hai"),
        ("person=operator", "2026-0007", "Sở Thứ Nhất"),
        ("event=PledgeAdopted", "2026-0007", "Sở Thứ Nhất"),
        ("kind=Agency", "Sở Thứ Nhất", "2026-0007"),
        ("kind=Agency&id={agency.id}", "Sở Thứ Nhất", "Sở Thứ Hai"),
        ("name=2026-0007", "2026-0007", "Sở Thứ Nhất"),
        ("name=Thứ Hai", "Sở Thứ Hai", "Sở Thứ Nhất"),
        ("since=01/01/2020", "Sở Thứ Nhất", "Không có dòng nào phù hợp"),
        ("until=01/01/2020", "Không có dòng nào phù hợp", "Sở Thứ Nhất</"),
        ("until=01/01/0001", "Sở Thứ Nhất", "Không có dòng nào phù hợp"),
        ("since=31/12/9999&until=hôm qua", "Sở Thứ Nhất", "Không có dòng nào phù hợp"),
        ("name=%25", "Không có dòng nào phù hợp", "Sở Thứ Nhất</"),
    ],
)
def test_the_log_is_filtered_by_person_act_record_and_day(council, as_role, busy, asked, shown, hidden):
    answered = as_role("lead").get(f"/{council.slug}/log?{asked.format(**busy)}")
    rows = answered.text.split('class="filter-bar"')[1].split("</form>", 1)[1].split("</main>")[0]
    assert answered.status_code == 200
    assert shown in rows
    assert hidden not in rows


def test_a_day_begins_at_midnight_in_vietnam(council, as_role, monkeypatch):
    monkeypatch.setattr("app.audit.handlers.now", lambda: datetime(2026, 7, 8, 17, 30, tzinfo=UTC))
    commands.add_agency(new=NewAgency(name="Sở Nửa Đêm"), actor=None)
    lead = as_role("lead")
    assert "Sở Nửa Đêm" in lead.get(f"/{council.slug}/log?since=09/07/2026&until=09/07/2026").text
    assert "Sở Nửa Đêm" not in lead.get(f"/{council.slug}/log?since=08/07/2026&until=08/07/2026").text


def test_a_record_leads_to_its_page_for_those_who_may_open_it(council, as_role, busy):
    link = f'href="/{council.slug}/pledges/{busy["pledge"].id}"'
    assert link in as_role("lead").get(f"/{council.slug}/log").text
    assert link not in as_role("administrator").get(f"/{council.slug}/log").text


def test_each_exported_line_holds_the_text_its_hash_is_taken_of(council, as_role, busy):
    answered = as_role("lead").get(f"/{council.slug}/log/export/csv")
    rows = list(csv.reader(io.StringIO(answered.data.decode("utf-8-sig"))))[1:]
    assert len(rows) == 3
    for row in rows:
        text, previous, digest = row[-3:]
        assert hashlib.sha256(text.encode()).hexdigest() == digest
        assert text.endswith(f'"{previous}"]')
    assert [row[-1] for row in rows] == list(
        db.session.scalars(
            sa.select(AuditEntry.hash)
            .where(AuditEntry.council_id == council.id)
            .order_by(AuditEntry.seq.desc())
        )
    )


def test_no_cell_of_an_exported_log_is_a_formula(council, as_role):
    commands.add_agency(new=NewAgency(name="=HYPERLINK(1)"), actor=None)
    lead = as_role("lead")
    book = openpyxl.load_workbook(io.BytesIO(lead.get(f"/{council.slug}/log/export/xlsx").data))
    cells = [cell for row in book.active.iter_rows() for cell in row]
    assert "=HYPERLINK(1)" in {cell.value for cell in cells}
    assert all(cell.data_type != "f" for cell in cells)
    sent = lead.get(f"/{council.slug}/log/export/csv").data.decode("utf-8-sig")
    assert "'=HYPERLINK(1)" in [cell for row in csv.reader(io.StringIO(sent)) for cell in row]


def test_an_export_holds_what_the_filters_leave(council, as_role, busy):
    sent = as_role("lead").get(f"/{council.slug}/log/export/csv?kind=Pledge").data.decode()
    assert "2026-0007" in sent
    assert "Sở Thứ Nhất" not in sent


@pytest.mark.parametrize("cursor", ["x", "-1", "9" * 30, "٣"])
def test_a_cursor_that_makes_no_sense_shows_the_latest(council, as_role, cursor):
    assert as_role("lead").get(f"/{council.slug}/log?cursor={cursor}").status_code == 200


def test_the_log_is_closed_to_those_who_may_not_read_it(council, as_role):
    for role in ("clerk", "monitor", "delegate"):
        for address in ("log", "log/export/csv", "log/export/xlsx"):
            assert as_role(role).get(f"/{council.slug}/{address}").status_code == 403


@pytest.mark.parametrize("put_there", ["{cut", "[1, 2]", '"words"', "null"])
def test_a_line_somebody_made_unreadable_is_said_to_be_so_and_the_others_are_shown(
    database, council, as_role, put_there
):
    if database == "postgresql" and put_there == "{cut":
        pytest.skip("PostgreSQL takes no broken JSON")
    auditor = as_role("lead")
    with scoped_to(council.id):
        commands.add_agency(new=NewAgency(name="Sở Giữ Nguyên"), actor=None)
    db.session.flush()
    last = db.session.scalar(sa.select(sa.func.max(AuditEntry.seq)))
    db.session.execute(
        sa.text(
            "INSERT INTO audit_entries (seq, at, council_id, event, subject_type, details, previous_hash, hash)"
            " SELECT seq + 1, at, council_id, event, subject_type, :details, hash, :hash FROM audit_entries WHERE seq = :last"
        ),
        {"details": put_there, "hash": "0" * 64, "last": last},
    )
    page = auditor.get(f"/{council.slug}/log").get_data(as_text=True)
    assert f"Không đọc được dòng nhật ký {last + 1}." in page
    assert "Sở Giữ Nguyên" in page
    for ending in ("csv", "xlsx"):
        assert auditor.get(f"/{council.slug}/log/export/{ending}").status_code == 200


@pytest.mark.parametrize("moment", ["yesterday", "", "2026-13-45 99:99:99"])
def test_a_line_whose_moment_somebody_spoilt_is_shown_without_it(database, council, as_role, moment):
    if database == "postgresql":
        pytest.skip("PostgreSQL keeps nothing but moments")
    auditor = as_role("lead")
    with scoped_to(council.id):
        commands.add_agency(new=NewAgency(name="Sở Giữ Nguyên"), actor=None)
    db.session.flush()
    db.session.execute(
        sa.text(
            "INSERT INTO audit_entries (seq, at, council_id, event, subject_type, details, previous_hash, hash)"
            " SELECT seq + 1, :at, council_id, event, subject_type, details, hash, :hash FROM audit_entries"
            " ORDER BY seq DESC LIMIT 1"
        ),
        {"at": moment, "hash": "0" * 64},
    )
    assert auditor.get(f"/{council.slug}/log").get_data(as_text=True).count("Sở Giữ Nguyên") > 1
    for ending in ("csv", "xlsx"):
        assert auditor.get(f"/{council.slug}/log/export/{ending}").status_code == 200
