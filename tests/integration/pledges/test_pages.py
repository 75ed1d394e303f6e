"""Pledges are recorded while they are spoken, and changed as long as they are drafts."""

from datetime import date

import pytest

from app.core.tenancy import scoped_to
from app.pledges import queries
from tests import factories

DAY = date(2017, 7, 13)


def spoken(**values):
    typed = {
        "words": "Khắc phục, sửa tuyến kè khu giao đất giáp ranh thôn Mè Thượng và thôn Núp",
        "expected_result": "Tuyến kè được đưa vào sử dụng",
        "accountable": "Nguyễn Đức Vinh — Giám đốc Sở Nông nghiệp và PTNT",
        "lead_agency": "Sở Nông nghiệp và PTNT",
        "deadline_words": "trong Quý 4 năm 2017",
    }
    return {**typed, **values}


def path_of(council, answer):
    return f"/{council.slug}/answers/{answer.id}/pledges/new"


def test_the_form_offers_who_answered_and_the_agency_of_that_office(council, clerk, answer):
    page = clerk.get(path_of(council, answer)).text
    assert 'value="Nguyễn Đức Vinh — Giám đốc Sở Nông nghiệp và PTNT"' in page
    assert 'value="Sở Nông nghiệp và PTNT"' in page


def test_a_pledge_is_recorded_and_stands_in_the_session(council, clerk, answer):
    done = clerk.post(path_of(council, answer), data=spoken())
    [pledge] = queries.pledges_of_answer(answer.id)
    assert pledge.original_due_on == date(2017, 12, 31)
    assert pledge.person_id == answer.person_id
    page = clerk.get(done.location).text
    assert "2017-0001" in page
    assert "trong Quý 4 năm 2017" in page
    assert f'id="pledge-{pledge.id}"' in page


def test_save_and_go_on_carries_over_what_repeats_and_nothing_else(council, clerk, answer):
    factories.make_body(council.id, name="Ban Kinh tế - Ngân sách")
    more = spoken(followers="ban kinh te ngan sach", source="Biên bản phiên chất vấn", action="save_next")
    done = clerk.post(path_of(council, answer), data=more)
    assert done.location.endswith(path_of(council, answer))
    page = clerk.get(done.location).text
    assert 'value="Ban Kinh tế - Ngân sách"' in page
    assert 'value="Biên bản phiên chất vấn"' in page
    assert "Khắc phục, sửa tuyến kè" not in page
    assert "trong Quý 4" not in page


def test_an_empty_lead_agency_is_the_one_of_the_accountable_office(council, clerk, answer):
    agency_id = answer.office.agency_id
    clerk.post(path_of(council, answer), data=spoken(lead_agency=""))
    [pledge] = queries.pledges_of_answer(answer.id)
    assert pledge.lead_agency_id == agency_id


def test_co_ordinating_agencies_new_to_the_list_are_entered_when_the_clerk_says_so(council, clerk, answer):
    session_id = answer.question.topic_group.session_id
    refused = clerk.post(
        path_of(council, answer), data=spoken(coordinators="UBND huyện Vị Xuyên; Sở Nông nghiệp & PTNT")
    )
    assert refused.status_code == 422
    assert 'id="coordinators-error"' in refused.text
    clerk.post(
        path_of(council, answer),
        data=spoken(coordinators="UBND huyện Vị Xuyên; UBND huyện Mèo Vạc", add_unknown="y"),
    )
    [pledge] = queries.pledges_of_session(session_id)
    assert [each.agency.name for each in pledge.coordinators] == ["UBND huyện Vị Xuyên", "UBND huyện Mèo Vạc"]


@pytest.mark.parametrize(
    ("values", "field", "said"),
    [
        ({"deadline_words": "đầu năm 2018"}, "due_on", "01/01/2018"),
        ({"deadline_words": "trong thời gian tới"}, "due_on", ""),
        ({"deadline_words": "xong vụ này 3"}, "deadline_words", "xong vụ này 3"),
        ({"due_on": "31/01/2018"}, "due_on_override_reason", "31/01/2018"),
        ({"due_on": "31/02/2018"}, "due_on", "31/02/2018"),
        ({"words": ""}, "words", ""),
        ({"target": "1e9"}, "target", "1e9"),
        ({"target": "95"}, "measure", "95"),
        ({"accountable": "Người Lạ"}, "accountable", "Người Lạ"),
        ({"followers": "Ban Lạ"}, "followers", "Ban Lạ"),
    ],
)
def test_what_must_be_looked_at_stands_beside_its_field_and_nothing_typed_is_lost(
    council, clerk, answer, values, field, said
):
    refused = clerk.post(path_of(council, answer), data=spoken(**values))
    assert refused.status_code == 422
    assert f'id="{field}-error"' in refused.text
    assert said in refused.text
    assert queries.pledges_of_answer(answer.id) == []


def test_without_scripts_the_reading_stands_under_the_words(council, clerk, answer):
    refused = clerk.post(path_of(council, answer), data=spoken(deadline_words="đầu năm 2018"))
    assert "01/01/2018 · 31/03/2018" in refused.text
    assert "Điều 146" in refused.text
    meant = clerk.post(
        path_of(council, answer), data=spoken(deadline_words="đầu năm 2018", due_on="31/03/2018")
    )
    assert meant.status_code == 302


def test_vague_words_and_gaps_are_marked_in_the_session(council, clerk, answer):
    page = clerk.get(
        clerk.post(
            path_of(council, answer),
            data=spoken(words="Sớm <b>trình</b> phê duyệt", expected_result="", deadline_words=""),
        ).location
    ).text
    assert '<mark class="vague">Sớm</mark> &lt;b&gt;trình&lt;/b&gt;' in page
    assert page.count("<li>") >= 3


def test_a_draft_is_opened_with_everything_and_changed(council, clerk, answer):
    clerk.post(
        path_of(council, answer),
        data=spoken(
            deadline_words="đầu năm 2018",
            due_on="31/03/2018",
            measure="chiều dài",
            target="1.234,5",
            unit="m",
        ),
    )
    [pledge] = queries.pledges_of_answer(answer.id)
    path = f"/{council.slug}/pledges/{pledge.id}/edit"
    page = clerk.get(path).text
    for value in (
        "đầu năm 2018",
        "31/03/2018",
        "1234,5",
        "Nguyễn Đức Vinh — Giám đốc Sở Nông nghiệp và PTNT",
    ):
        assert f'value="{value}"' in page
    changed = clerk.post(path, data=spoken(deadline_words="trong quý I/2018", version=pledge.version))
    assert changed.status_code == 302
    assert queries.get_pledge(pledge.id).deadline_words == "trong quý I/2018"


def test_the_second_of_two_clerks_on_one_pledge_sees_both_versions(council, clerk, answer):
    clerk.post(path_of(council, answer), data=spoken())
    [pledge] = queries.pledges_of_answer(answer.id)
    path, opened = f"/{council.slug}/pledges/{pledge.id}/edit", pledge.version
    assert clerk.post(path, data=spoken(expected_result="Của người trước", version=opened)).status_code == 302
    late = clerk.post(path, data=spoken(expected_result="Của người sau", version=opened))
    assert late.status_code == 422
    assert "Của người trước" in late.text
    assert "Của người sau" in late.text
    assert f'name="version" type="hidden" value="{opened + 1}"' in late.text
    assert clerk.post(path, data=spoken(expected_result="Cả hai", version=opened + 1)).status_code == 302


def test_an_adopted_pledge_is_refused_with_the_reason(council, clerk, answer):
    pledge = factories.make_pledge(council.id, answer=answer)
    factories.adopt(pledge)
    for act in (clerk.get, clerk.post):
        refused = act(f"/{council.slug}/pledges/{pledge.id}/edit")
        assert refused.status_code == 422
        assert pledge.code in refused.text
    assert clerk.post(f"/{council.slug}/pledges/{pledge.id}/discard").status_code == 422
    assert clerk.post(f"/{council.slug}/pledges/{pledge.id}/move", data={"to": "up"}).status_code == 422


def test_a_draft_is_discarded_after_asking(council, clerk, answer):
    clerk.post(path_of(council, answer), data=spoken())
    [pledge] = queries.pledges_of_answer(answer.id)
    path = f"/{council.slug}/pledges/{pledge.id}/discard"
    assert "2017-0001" in clerk.get(path).text
    assert len(queries.pledges_of_answer(answer.id)) == 1
    clerk.post(path)
    assert queries.pledges_of_answer(answer.id) == []


def test_the_reading_is_told_while_one_types(council, clerk):
    path = f"/{council.slug}/deadline-reading"
    plain = clerk.get(path, query_string={"q": "trong Quý 4 năm 2017", "said_on": "13/07/2017"}).json
    assert (plain["date"], plain["question"], plain["error"]) == ("31/12/2017", None, None)
    assert plain["basis"]
    asking = clerk.get(path, query_string={"q": "đầu năm 2025", "said_on": "10/12/2024"}).json
    assert asking["question"]
    assert asking["choices"] == ["01/01/2025", "31/03/2025"]
    unread = clerk.get(path, query_string={"q": "xong vụ này 3"}).json
    assert unread["date"] is None
    assert unread["error"]
    assert clerk.get(path, query_string={"q": "\x00%ff" + "a" * 5000}).status_code == 200
    assert clerk.get(path).json["date"] is None


def test_the_council_may_take_before_a_day_to_include_it(council, clerk):
    council.before_is_inclusive = True
    told = clerk.get(
        f"/{council.slug}/deadline-reading",
        query_string={"q": "trước ngày 30/8/2017", "said_on": "13/07/2017"},
    ).json
    assert told["date"] == "30/08/2017"


def test_only_those_who_log_record_pledges(council, as_role, answer):
    for role in ("monitor", "standing_committee", "delegate"):
        assert as_role(role).get(path_of(council, answer)).status_code == 403
    other = factories.make_council()
    with scoped_to(other.id):
        theirs = factories.make_pledge(other.id)
    assert as_role("clerk").get(f"/{council.slug}/pledges/{theirs.id}/edit").status_code == 404


def test_a_long_session_is_read_in_a_number_of_queries_that_does_not_grow(app, council, clerk, answer):
    from sqlalchemy import event

    from app.core.database import db

    session_id = answer.question.topic_group.session_id

    def count() -> int:
        seen = []
        listener = lambda *args: seen.append(args[2])  # noqa: E731 - the shape SQLAlchemy asks for
        connection = db.session.connection()
        event.listen(connection, "before_cursor_execute", listener)
        clerk.get(f"/{council.slug}/sessions/{session_id}")
        event.remove(connection, "before_cursor_execute", listener)
        return len(seen)

    clerk.post(path_of(council, answer), data=spoken())
    few = count()
    for number in range(5):
        clerk.post(path_of(council, answer), data=spoken(words=f"Việc {number}"))
    assert few > 0
    assert count() == few
