"""Questions and answers are recorded as they are said."""

from datetime import date

import pytest
import sqlalchemy as sa

from app.core.database import db
from app.council.models import Agency, Delegate, OfficeHolding
from app.pledges import commands as pledges
from app.questions import queries
from tests import factories


@pytest.fixture
def clerk(as_role):
    return as_role("clerk")


@pytest.fixture
def group(council):
    session = factories.make_session(council.id, held_on=date(2017, 7, 13))
    return factories.make_topic_group(council.id, session=session)


@pytest.fixture
def delegate(council):
    person = factories.make_person(council.id, full_name="Hoàng Thị Thu Hường")
    return factories.make_delegate(council.id, person=person)


def asked(group, **values):
    typed = {
        "askers": "hoang thi thu huong",
        "kind": "question",
        "topic_group_id": group.id,
        "parent_id": 0,
        "topic": "Kè sông Lô",
        "text": "Bao giờ xong?",
    }
    return {**typed, **values}


def test_a_question_is_recorded_with_its_delegate_found_without_diacritics(council, clerk, group, delegate):
    answer = clerk.post(f"/{council.slug}/topics/{group.id}/questions/new", data=asked(group))
    [question] = queries.questions_of_session(group.session_id)
    assert answer.location.endswith(
        f"/sessions/{group.session_id}?at=question-{question.id}#question-{question.id}"
    )
    assert [asker.delegate_id for asker in question.askers] == [delegate.id]
    page = clerk.get(answer.location).text
    assert "Hoàng Thị Thu Hường" in page
    assert f'/questions/{question.id}/answers/new" data-key="a"' in page


def test_save_and_go_on_opens_the_next_empty_question_or_the_answer(council, clerk, group, delegate):
    path = f"/{council.slug}/topics/{group.id}/questions/new"
    assert clerk.post(path, data=asked(group, action="save_next")).location.endswith(path)
    onwards = clerk.post(path, data=asked(group, topic="Khác", action="save_down")).location
    assert onwards.endswith("/answers/new")


def test_a_save_sent_twice_makes_one_question(council, clerk, group, delegate):
    for _ in range(2):
        clerk.post(f"/{council.slug}/topics/{group.id}/questions/new", data=asked(group))
    assert len(queries.questions_of_session(group.session_id)) == 1


def test_an_unknown_delegate_is_answered_with_the_nearest_names(council, clerk, group, delegate):
    refused = clerk.post(
        f"/{council.slug}/topics/{group.id}/questions/new",
        data=asked(group, askers="Hoàng Thị Thu Hương Lan"),
    )
    assert refused.status_code == 422
    assert 'id="askers-error"' in refused.text
    assert "Hoàng Thị Thu Hường" in refused.text
    assert "Bao giờ xong?" in refused.text
    assert queries.questions_of_session(group.session_id) == []


def test_a_delegate_new_to_the_list_is_entered_on_the_spot(council, clerk, group):
    clerk.post(
        f"/{council.slug}/topics/{group.id}/questions/new",
        data=asked(group, askers="Lý Thị Lan; Vừ Mí Kẻ", add_unknown="y"),
    )
    [question] = queries.questions_of_session(group.session_id)
    assert [asker.delegate.person.full_name for asker in question.askers] == ["Lý Thị Lan", "Vừ Mí Kẻ"]
    assert {each.term_id for each in db.session.scalars(sa.select(Delegate))} == {
        group.session.sitting.term_id
    }


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"kind": "written"}, "written_reason"),
        ({"kind": "follow_up"}, "parent_id"),
        ({"topic": "", "text": ""}, "text"),
        ({"topic": "a" * 301}, "topic"),
        ({"text": "dở \x0b dang"}, "text"),
    ],
)
def test_what_is_missing_or_too_long_is_named_beside_its_field(
    council, clerk, group, delegate, values, field
):
    refused = clerk.post(f"/{council.slug}/topics/{group.id}/questions/new", data=asked(group, **values))
    assert refused.status_code == 422
    assert f'id="{field}-error"' in refused.text


def test_a_follow_up_belongs_to_a_question_of_the_same_session(council, clerk, group, delegate):
    first = factories.make_question(council.id, topic_group=group)
    elsewhere = factories.make_question(council.id)
    path = f"/{council.slug}/topics/{group.id}/questions/new?follows={first.id}"
    assert f'<option selected value="{first.id}">' in clerk.get(path).text
    assert clerk.post(path, data=asked(group, kind="follow_up", parent_id=elsewhere.id)).status_code == 422
    assert clerk.post(path, data=asked(group, kind="follow_up", parent_id=first.id)).status_code == 302


def test_a_question_is_changed_and_its_delegates_kept(council, clerk, group, delegate):
    clerk.post(f"/{council.slug}/topics/{group.id}/questions/new", data=asked(group))
    [question] = queries.questions_of_session(group.session_id)
    path = f"/{council.slug}/questions/{question.id}/edit"
    assert 'value="Hoàng Thị Thu Hường"' in clerk.get(path).text
    delegate.ends_on = date(2016, 12, 31)
    db.session.flush()
    changed = clerk.post(
        path, data=asked(group, askers="Hoàng Thị Thu Hường", topic="Kè bờ tây", version=question.version)
    )
    assert changed.status_code == 302
    assert queries.get_question(question.id).topic == "Kè bờ tây"


def test_questions_move_within_their_group(council, clerk, group):
    first, second = (
        factories.make_question(council.id, topic_group=group, topic=name) for name in ("Một", "Hai")
    )
    clerk.post(f"/{council.slug}/questions/{second.id}/move", data={"to": "up"})
    assert [each.id for each in queries.questions_of_group(group.id)] == [second.id, first.id]


def test_only_a_question_nothing_hangs_on_is_removed(council, clerk, group):
    answer = factories.make_answer(
        council.id, question=factories.make_question(council.id, topic_group=group)
    )
    path = f"/{council.slug}/questions/{answer.question_id}/remove"
    assert clerk.get(path).status_code == 200
    clerk.post(path)
    assert len(queries.questions_of_session(group.session_id)) == 1
    clerk.post(f"/{council.slug}/answers/{answer.id}/remove")
    clerk.post(path)
    assert queries.questions_of_session(group.session_id) == []


def said(**values):
    typed = {
        "answerer": "",
        "capacity": "questioned",
        "answered_on": "13/07/2017",
        "text": "Tôi xin nhận trách nhiệm.",
        "responsibility_accepted": "y",
    }
    return {**typed, **values}


def test_an_answer_names_who_held_the_office_that_day(council, clerk, group):
    question = factories.make_question(council.id, topic_group=group)
    holding = factories.make_holding(council.id, starts_on=date(2016, 1, 1))
    label = f"{holding.person.full_name} — {holding.office.title}"
    done = clerk.post(f"/{council.slug}/questions/{question.id}/answers/new", data=said(answerer=label))
    [answer] = queries.answers_of_question(question.id)
    assert done.location.endswith(f"#answer-{answer.id}")
    assert (answer.person_id, answer.office_id, answer.responsibility_accepted) == (
        holding.person_id,
        holding.office_id,
        True,
    )
    onwards = clerk.post(
        f"/{council.slug}/questions/{question.id}/answers/new",
        data=said(answerer=label, text="Nữa", action="save_down"),
    )
    assert onwards.location.endswith("/pledges/new")
    assert f'value="{label}"' in clerk.get(f"/{council.slug}/questions/{question.id}/answers/new").text


def test_who_is_not_in_the_list_is_entered_with_office_and_agency(council, clerk, group):
    question = factories.make_question(council.id, topic_group=group)
    names = {"new_name": "Mai Văn Thủy", "new_title": "Giám đốc Sở Xây dựng", "new_agency": "Sở Xây dựng"}
    assert (
        clerk.post(f"/{council.slug}/questions/{question.id}/answers/new", data=said(**names)).status_code
        == 302
    )
    [answer] = queries.answers_of_question(question.id)
    assert answer.person.full_name == "Mai Văn Thủy"
    assert answer.office.agency.name == "Sở Xây dựng"
    again = said(**names, text="Câu trả lời thứ hai")
    assert clerk.post(f"/{council.slug}/questions/{question.id}/answers/new", data=again).status_code == 302
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Agency)) == 1
    assert db.session.scalar(sa.select(sa.func.count()).select_from(OfficeHolding)) == 1


def test_an_answer_without_anyone_and_one_by_an_unknown_name_are_refused(council, clerk, group):
    question = factories.make_question(council.id, topic_group=group)
    for answerer in ("", "Người Lạ"):
        refused = clerk.post(
            f"/{council.slug}/questions/{question.id}/answers/new", data=said(answerer=answerer)
        )
        assert refused.status_code == 422
        assert 'id="answerer-error"' in refused.text
    assert queries.answers_of_question(question.id) == []


def test_an_answer_on_which_pledges_hang_stays(council, clerk, group):
    answer = factories.make_answer(
        council.id, question=factories.make_question(council.id, topic_group=group)
    )
    factories.make_pledge(council.id, answer=answer)
    clerk.post(f"/{council.slug}/answers/{answer.id}/remove")
    assert len(queries.answers_of_question(answer.question_id)) == 1


def test_the_second_of_two_clerks_on_an_answer_sees_both_texts(council, clerk, group):
    answer = factories.make_answer(
        council.id, question=factories.make_question(council.id, topic_group=group)
    )
    label = f"{answer.person.full_name} — {answer.office.title}"
    path = f"/{council.slug}/answers/{answer.id}/edit"
    typed = said(answerer=label, version=answer.version)
    assert clerk.post(path, data={**typed, "text": "Của người trước"}).status_code == 302
    late = clerk.post(path, data={**typed, "text": "Của người sau"})
    assert late.status_code == 422
    assert "Của người trước" in late.text
    assert "Của người sau" in late.text


def test_a_question_moved_to_another_group_takes_its_draft_pledges_along(council, clerk, group):
    question = factories.make_question(council.id, topic_group=group)
    answer = factories.make_answer(council.id, question=question)
    pledge = factories.make_pledge(council.id, answer=answer)
    other = factories.make_topic_group(council.id, session=group.session)
    path = f"/{council.slug}/questions/{question.id}/edit"
    typed = asked(other, askers="", version=question.version)
    assert clerk.post(path, data=typed).status_code == 302
    db.session.refresh(pledge)
    assert pledge.topic_group_id == other.id
    resolution = factories.make_resolution(council.id, session=group.session)
    pledges.adopt_pledge(
        pledge=pledge, resolution_id=resolution.id, row_number=1, adopted_on=date(2017, 7, 14), actor=None
    )
    back = clerk.post(path, data=asked(group, askers="", version=queries.get_question(question.id).version))
    assert back.status_code == 422
    assert queries.get_question(question.id).topic_group_id == other.id


def test_the_question_of_another_council_is_not_there(council, clerk):
    other = factories.make_council()
    from app.core.tenancy import scoped_to

    with scoped_to(other.id):
        theirs = factories.make_question(other.id)
    assert clerk.get(f"/{council.slug}/questions/{theirs.id}/edit").status_code == 404
    assert clerk.get(f"/{council.slug}/questions/{theirs.id}/answers/new").status_code == 404
