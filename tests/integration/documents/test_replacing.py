"""A wrong paper is replaced by a new one of its kind: both name each other, and what was adopted stays."""

from datetime import date

import pytest
import sqlalchemy as sa

from app.audit.models import AuditEntry
from app.core.database import db
from app.core.errors import DomainError
from app.documents import listing, queries, replacing
from app.documents.domain import DocumentKind
from app.documents.printing import print_papers
from app.documents.replacing import NewReplacement
from app.resolutions.documents import AppendixDocument
from app.resolutions.paper import ResolutionDocument

TASKS = "Giao các cơ quan thực hiện đúng các nội dung cam kết."
WRONG = "Ghi sai tên kỳ họp trong trích yếu."


def new(**values):
    given = {
        "reason": WRONG,
        "title": "Tên đúng",
        "issued_on": date(2026, 8, 3),
        "number": "96",
        "agency": "Hội đồng nhân dân",
        "place": "Thử",
        "capacity": "TM. Hội đồng nhân dân\nChủ tịch",
        "signer": "Người ký khác",
        "recipients": "Lưu: VT, VP",
    }
    return NewReplacement(**{**given, **values})


def replace(document, wanted):
    document = queries.get_document(document.id)
    printed = print_papers(replacing.gather_replacement(document=document, new=wanted))
    return replacing.replace_document(document=document, new=wanted, printed=printed, actor=None)


def test_a_resolution_is_replaced_with_its_appendix_under_a_new_number(adopt):
    main, appendix = adopt("95", text=TASKS)
    newer = replace(main, new())
    document = ResolutionDocument.from_data(newer.data)
    assert (newer.number, newer.replaces_id, newer.issued_on) == ("96/NQ-HĐND", main.id, date(2026, 8, 3))
    assert document.replaces == "Nghị quyết số 95/NQ-HĐND ngày 10 tháng 7 năm 2026"
    assert document.signature.name == "Người ký khác"
    (enclosed,) = listing.around(newer).enclosures
    assert (enclosed.replaces_id, enclosed.number) == (appendix.id, "96/NQ-HĐND")
    reissued = AppendixDocument.from_data(enclosed.data)
    assert reissued.enclosure.number == "96/NQ-HĐND"
    assert reissued.enclosure.issued_on == date(2026, 8, 3)


def test_the_words_adopted_stay_in_the_new_paper(adopt):
    (appendix,) = adopt("95")
    for from_register in (False, True):
        old = queries.get_document(appendix.id)
        wanted = new(number="95", from_register=from_register)
        (manuscript,) = replacing.gather_replacement(document=old, new=wanted)
        assert manuscript.document.groups == AppendixDocument.from_data(appendix.data).groups
        assert manuscript.document.title == "Tên đúng"


def test_with_todays_data_the_names_are_those_of_today(adopt):
    from app.pledges.models import Pledge

    (appendix,) = adopt("95")
    agency = db.session.scalars(sa.select(Pledge)).one().lead_agency_id
    db.session.execute(sa.text("UPDATE agencies SET name = 'Sở Tài chính' WHERE id = :id"), {"id": agency})
    db.session.expire_all()
    names = []
    for from_register in (False, True):
        wanted = new(number="95", from_register=from_register)
        (paper,) = replacing.gather_replacement(document=queries.get_document(appendix.id), new=wanted)
        names.append(paper.document.groups[0].rows[0].lead_agency)
    assert names[0] != "Sở Tài chính"
    assert names[1] == "Sở Tài chính"


def test_an_appendix_may_go_on_under_the_number_of_its_paper(adopt):
    (appendix,) = adopt("95")
    assert replace(appendix, new(number="95")).number == "95/NQ-HĐND"


def test_an_appendix_of_a_paper_of_ours_keeps_number_and_day_of_that(adopt):
    main, appendix = adopt("95", text=TASKS)
    newer = replace(appendix, new(number="", issued_on=appendix.issued_on))
    assert (newer.number, newer.issued_on, newer.enclosed_in_id) == (
        "95/NQ-HĐND", date(2026, 7, 10), main.id,
    )  # fmt: skip


def test_a_paper_is_replaced_once(adopt):
    (appendix,) = adopt("95")
    newer = replace(appendix, new(number="95"))
    with pytest.raises(DomainError, match="already"):
        replace(appendix, new(number="95"))
    assert replace(newer, new(number="95")).replaces_id == newer.id


def test_a_resolution_does_not_get_the_number_of_another_paper(adopt):
    main = adopt("95", text=TASKS)[0]
    adopt("96")
    with pytest.raises(DomainError) as refused:
        replace(main, new(number="96"))
    assert refused.value.field == "number"


@pytest.mark.parametrize("day", [date(2026, 7, 9), date(2026, 12, 8)])
def test_the_new_paper_is_neither_older_than_the_old_one_nor_of_tomorrow(adopt, day):
    (appendix,) = adopt("95")
    with pytest.raises(DomainError) as refused:
        replace(appendix, new(issued_on=day))
    assert refused.value.field == "issued_on"


def test_the_reason_stands_in_the_log(adopt):
    newer = replace(adopt("95")[0], new(number="95"))
    line = db.session.scalars(sa.select(AuditEntry).where(AuditEntry.event == "DocumentReplaced")).one()
    assert (line.subject_id, line.details["reason"]) == (newer.id, WRONG)


def test_the_pages_of_both_papers_and_the_list_name_each_other(adopt, council, as_role):
    main = adopt("95", text=TASKS)[0]
    chair = as_role("standing_committee")
    address = f"/{council.slug}/documents/{main.id}"
    assert f"{address}/replace" in chair.get(address).text
    form = chair.get(f"{address}/replace").text
    assert "Thào Hồng Sơn" in form
    typed = {
        "reason": WRONG, "number": "96", "issued_on": "03/08/2026", "title": "Tên đúng", "agency": "HĐND", "place": "Thử",
        "capacity": "TM. HĐND", "signer": "Người ký khác", "recipients": "Lưu: VT", "orientation": "portrait",
    }  # fmt: skip
    assert chair.post(f"{address}/replace", data={**typed, "reason": ""}).status_code == 422
    preview = chair.post(f"{address}/replace/preview.pdf", data={**typed, "number": ""})
    assert preview.mimetype == "application/pdf"
    done = chair.post(f"{address}/replace", data=typed)
    assert done.status_code == 302
    old, newer = chair.get(address).text, chair.get(done.location).text
    assert "Được thay thế bằng" in old
    assert "96/NQ-HĐND" in old
    assert f"{address}/replace" not in old
    assert "Thay thế cho" in newer
    assert "95/NQ-HĐND" in newer
    assert "Được thay thế bằng" in chair.get(f"/{council.slug}/documents").text


def test_only_who_may_issue_may_replace(adopt, council, as_role):
    (appendix,) = adopt("95")
    clerk = as_role("clerk")
    address = f"/{council.slug}/documents/{appendix.id}"
    assert "/replace" not in clerk.get(address).text
    assert clerk.get(f"{address}/replace").status_code == 403


def test_the_current_paper_is_the_new_one(adopt):
    (appendix,) = adopt("95")
    newer = replace(appendix, new(number="95"))
    current = queries.find_current(
        kind=DocumentKind.PLEDGE_APPENDIX, subject_type="Resolution", subject_id=appendix.subject_id
    )
    assert current.id == newer.id
