"""One box over everything that is recorded, on both databases."""

import unicodedata
from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy import event

from app.core.database import db
from app.core.tenancy import enter_council, scoped_to
from app.council.models import Abbreviation
from app.council.queries import find_council
from app.documents.models import DocumentNumber, IssuedDocument
from app.pledges.commands import discard_pledge
from app.search import indexing, queries
from app.search.domain import Hit, SearchKind
from app.search.models import SearchEntry
from app.search.sources import SOURCES
from app.search.views import address_of
from tests import factories
from tests.integration.dossier.test_register import statements_of


def titles(query: str, kind: SearchKind | None = None) -> list[str]:
    found = queries.search(query, kind=kind)
    return ["".join(piece.text for piece in hit.title) for group in found.groups for hit in group.hits]


def found_kinds(query: str) -> set[SearchKind]:
    return {group.kind for group in queries.search(query).groups}


def pledge_of(council, words: str, **values):
    made = factories.make_pledge(council.id, words=words, **values)
    db.session.commit()
    return made


def test_what_is_recorded_is_found_after_the_transaction_that_wrote_it(council):
    made = pledge_of(council, "Hoàn thành cầu Voi Phục")
    assert titles("voi phuc", SearchKind.PLEDGE) == ["Hoàn thành cầu Voi Phục"]
    made.words = "Hoàn thành hầm chui"
    db.session.commit()
    assert titles("voi phuc") == []
    assert titles("ham chui", SearchKind.PLEDGE) == ["Hoàn thành hầm chui"]


def test_what_was_undone_is_not_found(council):
    factories.make_agency(council.id, name="Sở Không có thật")
    db.session.rollback()
    db.session.commit()
    assert titles("khong co that") == []


def test_a_discarded_draft_is_found_no_more(council):
    made = pledge_of(council, "Hoàn thành cầu Voi Phục")
    discard_pledge(pledge=made, actor=None)
    db.session.commit()
    assert titles("voi phuc") == []


def test_every_kind_is_found_by_its_own_words(council):
    office = factories.make_office(
        council.id,
        agency=factories.make_agency(council.id, name="Sở Ngọc Bích"),
        title="Giám đốc Sở Ngọc Bích",
    )
    person = factories.make_person(council.id, full_name="Ngọc Bích Thử")
    holding = factories.make_holding(council.id, office=office, person=person)
    topic = factories.make_topic_group(council.id, title="Nhóm về ngọc bích")
    question = factories.make_question(council.id, topic_group=topic, topic="Mỏ ngọc bích", text="Bao giờ?")
    answer = factories.make_answer(council.id, question=question, holding=holding)
    factories.make_pledge(council.id, answer=answer, words="Khôi phục mỏ ngọc bích")
    resolution = factories.make_resolution(
        council.id, session=topic.session, number="77/NQ-HĐND", title="Về mỏ ngọc bích"
    )
    paper = factories._save(
        IssuedDocument(
            council_id=council.id, kind="pledge_appendix", number="/NQ-HĐND", title="Phụ lục ngọc bích",
            issued_on=date(2026, 7, 8), subject_type="Resolution", subject_id=resolution.id, sha256="1" * 64,
            size=1, pages=1, media_type="application/pdf", data={}, template_version="1",
        )
    )  # fmt: skip
    db.session.commit()
    assert found_kinds("ngoc bich") == set(SearchKind)
    given = DocumentNumber(
        council_id=council.id, document_id=paper.id, symbol="NQ-HĐND", year=2026, sequence=7, numbered_on=date(2026, 7, 8)
    )  # fmt: skip
    db.session.add(given)
    db.session.commit()
    assert titles("07/NQ-HĐND") == ["07/NQ-HĐND, Phụ lục ngọc bích"]
    assert titles("77/nq") == ["77/NQ-HĐND, Về mỏ ngọc bích"]


def test_a_new_name_of_a_person_is_what_their_answers_are_found_by(council):
    answer = factories.make_answer(council.id)
    person = answer.person
    db.session.commit()
    person.full_name = "Trần Đổi Tên"
    db.session.commit()
    assert SearchKind.ANSWER in found_kinds("tran doi ten")


@pytest.mark.parametrize(
    "query", ["phuc voi hoang", "HOÀNG CẦU", "hoan cau", "Hoàng, Cầu!", "hoàn thà hoang"]
)
def test_diacritics_case_order_and_the_ends_of_words_do_not_matter(council, query):
    pledge_of(council, "Hoàn thành đường Hoàng Cầu – Voi Phục")
    assert titles(query, SearchKind.PLEDGE) == ["Hoàn thành đường Hoàng Cầu – Voi Phục"]


def test_letters_typed_in_parts_find_what_was_written_whole(council):
    pledge_of(council, "Đường Hoàng Cầu")
    assert titles(unicodedata.normalize("NFD", "Đường Hoàng Cầu"), SearchKind.PLEDGE) == ["Đường Hoàng Cầu"]


def test_a_number_is_meant_whole(council):
    pledge_of(council, "Xây 20 trường")
    pledge_of(council, "Xây 2000 nhà")
    assert titles("xay 20", SearchKind.PLEDGE) == ["Xây 20 trường"]


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("UBND TP giao Sở GTVT", "ủy ban nhân dân thành phố giao thông vận tải"),
        ("Ủy ban nhân dân thành phố giao việc", "ubnd tp"),
        ("Sở Nông nghiệp và Phát triển nông thôn", "so nn&ptnt"),
        ("Mở rộng Quốc lộ 18", "QL18"),
        ("Mở rộng QL18", "quoc lo 18"),
    ],
)
def test_short_and_long_forms_find_each_other(council, written, typed):
    from app.search.commands import take_usual

    take_usual(actor=None)
    pledge_of(council, written)
    assert titles(typed, SearchKind.PLEDGE) == [written]


def test_a_short_form_that_is_written_down_later_finds_what_was_there_before(council, as_role):
    pledge_of(council, "Xây trạm Cấp nước sạch")
    assert titles("TCNS") == []
    administrator = as_role("administrator")
    page = administrator.post(
        f"/{council.slug}/settings/abbreviations", data={"short": "TCNS", "full": "trạm cấp nước sạch"}
    )
    assert page.status_code == 302
    assert titles("tcns", SearchKind.PLEDGE) == ["Xây trạm Cấp nước sạch"]
    (listed,) = db.session.scalars(sa.select(Abbreviation))
    address = f"/{council.slug}/settings/abbreviations/{listed.id}"
    administrator.post(address, data={"short": "TCN", "full": "trạm cấp nước", "version": listed.version})
    assert (titles("tcns"), titles("tcn", SearchKind.PLEDGE)) == ([], ["Xây trạm Cấp nước sạch"])
    administrator.post(f"{address}/remove")
    assert titles("tcn") == []


def test_one_short_form_stands_for_one_thing(council, as_role):
    administrator, address = as_role("administrator"), f"/{council.slug}/settings/abbreviations"
    administrator.post(address, data={"short": "UBND", "full": "Ủy ban nhân dân"})
    again = administrator.post(address, data={"short": "ubnd", "full": "Khác"})
    assert again.status_code == 422
    assert "Ủy ban nhân dân" in again.get_data(as_text=True)
    administrator.post(f"{address}/take")
    listed = list(db.session.scalars(sa.select(Abbreviation.short)))
    assert listed.count("UBND") == 1
    assert "GPMB" in listed


def test_another_council_is_never_found(council):
    other = factories.make_council()
    with scoped_to(other.id):
        factories.make_pledge(other.id, words="Bí mật của hội đồng khác")
        db.session.commit()
        assert titles("bi mat", SearchKind.PLEDGE)
    assert titles("bi mat") == []


@pytest.mark.parametrize(
    "query",
    ['"', "NEAR(a b)", "cau OR", "a AND NOT b", "kind:pledge", "'); --", "cầu*", "a\x00b", "\ud800", ":*&|!", "x" * 10_000,
     " ".join(f"tu{n}" for n in range(5000)), "", "²٣", "🎉"],
)  # fmt: skip
def test_whatever_is_typed_is_words_and_nothing_else(council, as_role, query):
    page = as_role("delegate").get(
        f"/{council.slug}/search", query_string={"q": query.encode("utf-8", "replace")}
    )
    assert page.status_code == 200


def test_what_was_typed_as_an_operator_is_searched_for_as_a_word(council):
    pledge_of(council, "Sửa cầu")
    pledge_of(council, "Sửa cầu or near not")
    assert titles("cau OR", SearchKind.PLEDGE) == ["Sửa cầu or near not"]
    assert titles("NOT near(cau)", SearchKind.PLEDGE) == ["Sửa cầu or near not"]


def test_better_matches_stand_first_and_among_equals_the_newer(council):
    for year in (2020, 2024):
        topic = factories.make_topic_group(
            council.id, session=factories.make_session(council.id, held_on=date(year, 7, 8))
        )
        question = factories.make_question(council.id, topic_group=topic)
        answer = factories.make_answer(council.id, question=question)
        for words, names in (
            (f"Cầu Voi Phục {year}", ""),
            (f"Phục hồi đàn voi {year}", ""),
            (f"Việc {year}", "Voi Phục"),
        ):
            factories.make_pledge(council.id, answer=answer, words=words, names=names)
    db.session.commit()
    assert titles("voi phuc", SearchKind.PLEDGE) == [
        "Cầu Voi Phục 2024", "Cầu Voi Phục 2020", "Phục hồi đàn voi 2024", "Phục hồi đàn voi 2020", "Việc 2024", "Việc 2020",
    ]  # fmt: skip


def test_an_agency_is_found_although_very_many_pledges_name_it(council, monkeypatch):
    monkeypatch.setattr(queries, "MOST_FOUND", 8)
    monkeypatch.setattr(queries, "MOST_OF_THE_FEW", 3)
    factories.make_agency(council.id, name="Sở Ngọc Bích")
    answer = factories.make_answer(council.id)
    for _number in range(20):
        factories.make_pledge(council.id, answer=answer, names="Sở Ngọc Bích")
    db.session.commit()
    assert SearchKind.AGENCY in found_kinds("so ngoc bich")
    assert queries.search("so ngoc bich").more
    assert not queries.search("so ngoc bich", kind=SearchKind.AGENCY).more


def test_what_is_found_of_a_kind_is_shown_page_by_page(council, as_role):
    answer = factories.make_answer(council.id)
    for number in range(queries.PAGE + 3):
        factories.make_pledge(council.id, answer=answer, words=f"Xây trường học ở xã số {number}")
    db.session.commit()
    reader, address = as_role("delegate"), f"/{council.slug}/search?q=truong+hoc"
    everything = reader.get(address).get_data(as_text=True)
    assert everything.count("found-title") == queries.SHOWN_OF_A_KIND
    assert "kind=pledge" in everything
    first = reader.get(f"{address}&kind=pledge").get_data(as_text=True)
    assert first.count("found-title") == queries.PAGE
    cursor = first.partition('rel="next" href="')[2].partition('"')[0].replace("&amp;", "&")
    assert reader.get(cursor).get_data(as_text=True).count("found-title") == 3


@pytest.mark.parametrize("kind", SearchKind)
def test_what_is_found_of_every_kind_leads_to_a_page(app, council, kind):
    hit = Hit(kind=kind, record_id=1, page_id=1, day=None, title=(), snippet=())
    with app.test_request_context(f"/{council.slug}/search"):
        app.preprocess_request()
        assert address_of(hit).startswith(f"/{council.slug}/")


def test_only_who_reads_the_register_searches_it(council, as_role):
    assert as_role("administrator").get(f"/{council.slug}/search?q=a").status_code == 403
    assert as_role("clerk").get(f"/{council.slug}/search?q=a").status_code == 200


def test_every_result_leads_to_a_page_on_which_it_stands(council, as_role):
    pledge = factories.make_pledge(council.id, words="Khôi phục mỏ ngọc bích", names="Sở Ngọc Bích")
    pledge.answer.text = "Ngọc bích"
    pledge.answer.question.topic = "Ngọc bích"
    pledge.topic_group.title = "Ngọc bích"
    factories.make_agency(council.id, name="Sở Ngọc Bích")
    factories.make_person(council.id, full_name="Ngọc Bích")
    factories.make_office(council.id, title="Giám đốc Sở Ngọc Bích")
    db.session.commit()
    reader = as_role("delegate")
    page = reader.get(f"/{council.slug}/search?q=ngoc bich").get_data(as_text=True)
    links = [part.partition('"')[0] for part in page.split('class="found-title" href="')[1:]]
    assert len(links) == 7
    for link in links:
        assert reader.get(link.partition("#")[0]).status_code == 200


def test_a_search_costs_as_many_statements_whatever_is_there(council, as_role):
    factories.make_pledge(council.id, words="Xây trường")
    db.session.commit()
    reader = as_role("delegate")
    few = statements_of(reader, f"/{council.slug}/search?q=xay")
    answer = factories.make_answer(council.id)
    for _number in range(60):
        factories.make_pledge(council.id, answer=answer, words="Xây trường", names="Sở Xây dựng")
    db.session.commit()
    lots = statements_of(reader, f"/{council.slug}/search?q=xay")
    assert lots == few <= 12


def test_entries_made_anew_are_those_that_were_kept_up(council):
    factories.adopt(factories.make_pledge(council.id, words="Hoàn thành cầu"))
    factories.make_delegate(council.id)
    db.session.commit()
    columns = [column for column in SearchEntry.__table__.columns if column.name != "id"]

    def entries():
        return sorted(
            map(repr, db.session.execute(sa.select(*columns).where(SearchEntry.council_id == council.id)))
        )

    kept = entries()
    assert indexing.read_all_again() == len(kept) > 5
    assert entries() == kept


EXAMPLE = (
    ("ha-noi", "cau ngoc hoi khoi cong", "Khởi công cầu Ngọc Hồi"),
    ("ha-noi", "tran hung dao cau", "Khởi công cầu Trần Hưng Đạo"),
    ("ha-noi", "thuong cat", "Khởi công cầu Thượng Cát"),
    ("ha-noi", "van phuc khoi", "Khởi công cầu Vân Phúc"),
    ("ha-noi", "nuoc thai khu do thi moi", "Thống kê, rà soát, phân loại việc xử lý nước thải"),
    ("ha-noi", "suat an benh vien", "Mở rộng thí điểm mô hình suất ăn sẵn"),
    ("ha-noi", "hoc sinh ban tru", "Thí điểm mô hình suất ăn sẵn tập trung"),
    ("ha-noi", "duong duc tuan nuoc thai", "Tập trung vốn đầu tư công"),
    ("ha-noi", "quy I/2023", "Thống kê, rà soát, phân loại"),
    ("ha-noi", "uy ban nhan dan vu thu ha tra loi", "Chỉ đạo các đơn vị trả lời bằng văn bản"),
    ("ha-noi", "hoi dong nhan dan chua duoc thao luan", "Chỉ đạo các đơn vị trả lời bằng văn bản"),
    ("ha-noi", "so gtvt hanh khach cong cong", "Phát triển vận tải hành khách công cộng"),
    ("ho-chi-minh", "nha o xa hoi 52000 can", "Khởi công và hoàn thành nhà ở xã hội"),
    ("ho-chi-minh", "phong lan bep an", "Kiểm tra định kỳ bếp ăn"),
    ("ho-chi-minh", "attp hieu truong", "Phối hợp tập huấn an toàn thực phẩm"),
    ("ho-chi-minh", "phan lo ban nen", "Xử phạt quyết liệt"),
    ("ha-giang", "can chi den", "Rà soát phần kinh phí còn thiếu"),
    ("ha-giang", "tn&mt tap huan huyen", "Kiểm tra, đôn đốc các huyện lập kế hoạch sử dụng đất"),
    ("ha-giang", "nha thi dau xuong cap", "Tham mưu giải pháp quản lý"),
    ("hai-duong", "xang dau dan cu", "Kiểm tra cửa hàng xăng dầu"),
    ("hai-duong", "ccn ha tang", "Nghiên cứu, tham mưu chính sách hỗ trợ mới"),
)


def test_phrases_typed_without_diacritics_find_their_pledges_in_the_example(app):
    loaded = app.test_cli_runner().invoke(args=["load-example"])
    assert loaded.exit_code == 0, loaded.output
    for slug, phrase, expected in EXAMPLE:
        enter_council(find_council(slug).id)
        assert [title.startswith(expected) for title in titles(phrase, SearchKind.PLEDGE)][:1] == [True], (
            phrase
        )
    again = app.test_cli_runner().invoke(args=["reindex-search"])
    assert again.stdout.count("mục") == 6, again.output


@pytest.mark.parametrize("database", ["sqlite"])
@pytest.mark.parametrize("kind", [SearchKind.PLEDGE, SearchKind.QUESTION])
def test_what_hangs_on_a_record_is_read_by_its_own_index_and_not_through_the_whole_council(
    app, council, kind: SearchKind
) -> None:
    source, steps = SOURCES[kind], []

    def explain(connection, _cursor, statement, parameters, *_rest) -> None:
        told = connection.connection.cursor().execute(f"EXPLAIN QUERY PLAN {statement}", parameters)
        steps.extend(step[-1] for step in told)

    event.listen(sa.engine.Engine, "before_cursor_execute", explain)
    try:
        db.session.execute(source.select.where(source.key.in_([1, 2]))).all()
    finally:
        event.remove(sa.engine.Engine, "before_cursor_execute", explain)
    assert steps
    assert not [step for step in steps if step.endswith("(council_id=?)")]
