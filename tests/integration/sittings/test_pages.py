"""The pages of sittings and sessions."""

import pytest

from app.sittings import queries
from tests import factories


@pytest.fixture
def clerk(as_role):
    return as_role("clerk")


def test_a_sitting_and_a_session_at_it_are_entered(council, clerk):
    term = factories.make_term(council.id)
    answer = clerk.post(
        f"/{council.slug}/sittings/new",
        data={
            "name": "Kỳ họp thứ Năm",
            "term_id": term.id,
            "kind": "regular_mid_year",
            "opens_on": "11/07/2017",
            "closes_on": "14/07/2017",
        },
    )
    assert answer.status_code == 302
    [sitting] = queries.sittings()
    outside = {
        "held_on": "15/07/2017",
        "kind": "at_sitting",
        "sitting_id": sitting.id,
        "organising_body_id": 0,
    }
    refused = clerk.post(f"/{council.slug}/sessions/new", data=outside)
    assert refused.status_code == 422
    done = clerk.post(f"/{council.slug}/sessions/new", data={**outside, "held_on": "13/07/2017"})
    [session] = queries.sessions_page().rows
    assert done.location.endswith(f"/{council.slug}/sessions/{session.id}")
    assert "Kỳ họp thứ Năm" in clerk.get(f"/{council.slug}/sessions").text


def test_questioning_at_a_sitting_names_the_sitting(council, clerk):
    refused = clerk.post(
        f"/{council.slug}/sessions/new",
        data={"held_on": "13/07/2017", "kind": "at_sitting", "sitting_id": 0, "organising_body_id": 0},
    )
    assert refused.status_code == 422
    assert 'id="sitting_id-error"' in refused.text


@pytest.mark.parametrize("typed", ["31/02/2026", "2026-12-31", "1/1/26", "31.12.2026", "31/12/0001"])
def test_a_day_in_another_form_is_refused_beside_its_field(council, clerk, typed):
    refused = clerk.post(
        f"/{council.slug}/sessions/new",
        data={"held_on": typed, "kind": "explanation", "sitting_id": 0, "organising_body_id": 0},
    )
    assert refused.status_code == 422
    assert 'id="held_on-error"' in refused.text
    assert typed in refused.text


def test_topic_groups_are_added_renamed_moved_and_removed(council, clerk):
    session = factories.make_session(council.id)
    for title in ("Tài nguyên", "Tư pháp"):
        clerk.post(
            f"/{council.slug}/sessions/{session.id}/topics/new", data={"title": title, "action": "save_next"}
        )
    first, second = queries.topic_groups(session.id)
    clerk.post(f"/{council.slug}/topics/{second.id}/move", data={"to": "up"})
    clerk.post(
        f"/{council.slug}/topics/{first.id}/edit", data={"title": "Tài nguyên và môi trường", "version": "2"}
    )
    assert [group.title for group in queries.topic_groups(session.id)] == [
        "Tư pháp",
        "Tài nguyên và môi trường",
    ]
    twice = clerk.post(f"/{council.slug}/sessions/{session.id}/topics/new", data={"title": "Tư pháp"})
    assert twice.status_code == 422
    clerk.post(f"/{council.slug}/topics/{second.id}/remove")
    assert [group.title for group in queries.topic_groups(session.id)] == ["Tài nguyên và môi trường"]


def test_a_topic_group_with_questions_stays(council, clerk):
    question = factories.make_question(council.id)
    group = question.topic_group
    clerk.post(f"/{council.slug}/topics/{group.id}/remove")
    assert len(queries.topic_groups(group.session_id)) == 1


def test_two_clerks_on_one_session_both_see_both_versions(council, clerk):
    session = factories.make_session(council.id, title="Phiên thứ nhất")
    sitting_id, opened = session.sitting_id, session.version
    typed = {
        "held_on": "08/07/2026",
        "kind": "at_sitting",
        "sitting_id": sitting_id,
        "organising_body_id": 0,
        "version": opened,
    }
    assert (
        clerk.post(
            f"/{council.slug}/sessions/{session.id}/edit", data={**typed, "title": "Của người trước"}
        ).status_code
        == 302
    )
    late = clerk.post(f"/{council.slug}/sessions/{session.id}/edit", data={**typed, "title": "Của người sau"})
    assert late.status_code == 422
    assert "Của người trước" in late.text
    assert "Của người sau" in late.text
    again = clerk.post(
        f"/{council.slug}/sessions/{session.id}/edit",
        data={**typed, "title": "Của người sau", "version": opened + 1},
    )
    assert again.status_code == 302


def test_a_delegate_reads_the_session_and_records_nothing(council, as_role):
    question = factories.make_question(council.id, topic="Nước sạch")
    reader = as_role("delegate")
    page = reader.get(f"/{council.slug}/sessions/{question.topic_group.session_id}")
    assert "Nước sạch" in page.text
    assert 'data-key="q"' not in page.text
    assert reader.get(f"/{council.slug}/topics/{question.topic_group_id}/questions/new").status_code == 403


def test_the_lists_say_what_will_stand_there(council, clerk):
    assert clerk.get(f"/{council.slug}/sessions").status_code == 200
    assert clerk.get(f"/{council.slug}/sittings").status_code == 200
    session = factories.make_session(council.id)
    assert clerk.get(f"/{council.slug}/sessions/{session.id}").status_code == 200
    assert clerk.get(f"/{council.slug}/sessions/999999").status_code == 404


def test_a_sitting_added_from_the_form_of_a_session_leads_back_to_that_form(council, as_role):
    term = factories.make_term(council.id)
    done = as_role("clerk").post(
        f"/{council.slug}/sittings/new?then=session",
        data={"term_id": term.id, "name": "Kỳ họp thứ Tám", "kind": "regular_mid_year"},
    )
    assert f"/{council.slug}/sessions/new?sitting=" in done.location
