"""The pages of the selection, for each who uses them; what they cost."""

from datetime import timedelta

import pytest

from app.accounts.models import Membership
from app.core.clock import today
from app.core.database import db
from app.core.vietnamese import day as show
from app.council.picks import office_holder_label
from app.documents.domain import DocumentKind
from app.documents.queries import find_current
from app.pledges.accountable import current_holders
from app.selection import commands, queries
from app.selection.domain import CallStatus, NewDecision, Stated
from tests import factories


@pytest.fixture
def as_delegate(app, council, sitting):
    """A browser of somebody who is a delegate of the sitting's term."""

    def sign_in(place=0):
        user = factories.make_user("delegate", council_id=council.id)
        held = db.session.scalars(db.select(Membership).where(Membership.user_id == user.id)).one()
        held.delegate_id = sitting.delegates[place].id
        db.session.flush()
        return factories.browser_of(app, user)

    return sign_in


@pytest.fixture
def topics(council, sitting):
    return f"/{council.slug}/sittings/{sitting.id}/topics"


@pytest.fixture
def calls(council, call):
    return f"/{council.slug}/topic-calls/{call.id}"


def label_of(office):
    return office_holder_label(current_holders([office.id], today())[office.id], office)


def asking(call, listed, *proposals):
    candidate = listed("Nhóm nước", *proposals)
    commands.start_opinions(call=call, close_on=today() + timedelta(days=3), actor=None)
    db.session.flush()
    return candidate


def page_of(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status, address
    return answer.get_data(as_text=True)


def test_the_clerk_calls_for_topics_once(as_role, topics, sitting):
    clerk = as_role("clerk")
    assert "Đề nghị đại biểu đề xuất" in page_of(clerk, topics)
    sent = {"opened_on": show(today()), "closes_on": show(today() + timedelta(days=9)), "words": "Đề nghị"}
    early = {**sent, "closes_on": show(today() - timedelta(days=1))}
    assert clerk.post(f"{topics}/open", data=early).status_code == 422
    assert clerk.post(f"{topics}/open", data=sent).status_code == 302
    assert clerk.post(f"{topics}/open", data=sent).status_code == 422
    assert queries.find_call(sitting.id).words == "Đề nghị"


def test_a_delegate_proposes_and_withdraws_the_own_proposal_alone(
    as_delegate, call, calls, topics, proposed, sitting, council
):
    other = proposed("Của người khác", by=sitting.delegates[1])
    delegate = as_delegate()
    assert "Tiêu chí" in page_of(delegate, f"{calls}/proposals/new")
    sent = {
        "title": "Nước sạch",
        "office": label_of(sitting.office),
        "criterion": "pressing",
        "grounds": "Cử tri hỏi",
    }
    assert delegate.post(f"{calls}/proposals/new", data={**sent, "office": "không có"}).status_code == 422
    assert delegate.post(f"{calls}/proposals/new", data=sent).status_code == 302
    [mine] = [each for each in queries.proposals_of(call.id) if each.title == "Nước sạch"]
    assert mine.delegate_id == sitting.delegates[0].id
    assert "Đề xuất của tôi" in page_of(delegate, topics)
    own = f"/{council.slug}/topic-proposals"
    delegate.post(f"{own}/{other.id}/withdraw")
    delegate.post(f"{own}/{mine.id}/withdraw")
    assert [each.id for each in queries.proposals_of(call.id)] == [other.id]


def test_who_is_no_delegate_of_the_term_proposes_for_the_committee_or_not_at_all(
    as_role, call, calls, sitting
):
    sent = {
        "title": "Nước",
        "office": label_of(sitting.office),
        "criterion": "pressing",
        "grounds": "Giám sát",
    }
    assert as_role("delegate").post(f"{calls}/proposals/new", data=sent).status_code == 422
    assert as_role("standing_committee").post(f"{calls}/proposals/new", data=sent).status_code == 302
    assert [each.source.value for each in queries.proposals_of(call.id)] == ["standing_committee"]


def test_a_delegate_account_that_is_no_delegate_of_the_term_is_told_so_and_offered_no_form(
    council, as_role, call, calls, topics
):
    nobody = as_role("delegate")
    offered = page_of(nobody, f"{calls}/proposals/new")
    assert 'name="title"' not in offered
    assert "Tài khoản này chưa đề xuất được ở đây" in offered
    shown = page_of(nobody, topics)
    assert f"{calls}/proposals/new" not in shown
    assert "Tài khoản này chưa ghi" in shown
    assert f"{calls}/proposals/new" in page_of(as_role("standing_committee"), topics)


def test_the_star_stands_beside_who_should_answer(as_role, calls):
    offered = page_of(as_role("standing_committee"), f"{calls}/proposals/new")
    label = offered.partition('for="office"')[2].partition("</label>")[0]
    assert 'class="star"' in label


def test_the_clerk_enters_a_petition_merges_and_orders(as_role, call, calls, topics, proposed, sitting, late):
    clerk, first = as_role("clerk"), proposed()
    sent = {"source": "voters", "petition": "Cử tri phường 2", "title": "Nước", "criterion": "pressing"}
    sent |= {"office": label_of(sitting.office), "grounds": "Thiếu nước", "pledge": late.code}
    assert clerk.post(f"{calls}/proposals/log", data={**sent, "petition": ""}).status_code == 422
    assert clerk.post(f"{calls}/proposals/log", data={**sent, "pledge": "không có"}).status_code == 422
    assert clerk.post(f"{calls}/proposals/log", data=sent).status_code == 302
    second = queries.proposals_of(call.id)[-1]
    for by in ("title", "addressee", "criterion", "other"):
        assert "Cử tri phường 2" in page_of(clerk, f"{topics}?by={by}")
    form = page_of(clerk, f"{calls}/candidates/new?proposal={first.id}&proposal={second.id}")
    assert form.count("checked") >= 3
    given = {
        "title": "Nước",
        "office": label_of(sitting.office),
        "criterion": "pressing",
        "proposals": [first.id, second.id],
    }
    assert clerk.post(f"{calls}/candidates/new", data=given).status_code == 302
    assert (
        clerk.post(f"{calls}/candidates/new", data={**given, "title": "Đường", "proposals": []}).status_code
        == 302
    )
    one, two = queries.candidates_of(call.id)
    base = calls.rpartition("/topic-calls")[0]
    page_of(clerk, f"{base}/topic-candidates/{one.id}/edit")
    changed = {**given, "title": "Nước sạch", "proposals": [first.id], "version": one.version}
    assert clerk.post(f"{base}/topic-candidates/{one.id}/edit", data=changed).status_code == 302
    clerk.post(f"{base}/topic-candidates/{two.id}/move", data={"to": "up"})
    db.session.expire_all()
    assert [each.title for each in queries.candidates_of(call.id)] == ["Đường", "Nước sạch"]
    assert queries.get_proposal(second.id).candidate_id is None
    clerk.post(f"{base}/topic-candidates/{two.id}/remove")
    clerk.post(f"{base}/topic-proposals/{second.id}/strike")
    assert len(queries.candidates_of(call.id)) == len(queries.proposals_of(call.id)) == 1


def test_opinions_are_asked_for_given_and_entered_without_overwriting_each_other(
    as_role, as_delegate, call, calls, proposed, listed, sitting
):
    clerk, delegate = as_role("clerk"), as_delegate()
    candidate = listed("Nhóm nước", proposed())
    page_of(clerk, f"{calls}/opinions/start")
    assert clerk.post(f"{calls}/opinions/start", data={"close_on": show(today())}).status_code == 302
    one, two, _ = (f"{each.id}-{candidate.id}" for each in sitting.delegates)
    page_of(delegate, f"{calls}/opinion")
    assert (
        delegate.post(
            f"{calls}/opinion", data={f"opinion-{one}": "yes", f"note-{one}": "Rất cần"}
        ).status_code
        == 302
    )
    table = {f"opinion-{one}": "", f"was-{one}": "", f"opinion-{two}": "no", f"was-{two}": ""}
    assert clerk.post(f"{calls}/opinions", data=table).status_code == 302
    known = {each.delegate_id: (each.agrees, each.note) for each in queries.opinions_of(call.id)}
    assert known == {sitting.delegates[0].id: (True, "Rất cần"), sitting.delegates[1].id: (False, "")}
    assert "selected>Không đồng ý" in page_of(clerk, f"{calls}/opinions")
    stranger = f"{sitting.delegates[1].id}-{candidate.id}"
    delegate.post(f"{calls}/opinion", data={f"opinion-{stranger}": "yes"})
    assert not next(
        each for each in queries.opinions_of(call.id) if each.delegate_id == sitting.delegates[1].id
    ).agrees


def test_the_decision_is_the_standing_committees(as_role, call, calls, topics, proposed, listed, sitting):
    candidate = asking(call, listed, proposed())
    said = {(each.id, candidate.id): Stated(agrees=True) for each in sitting.delegates[:2]}
    commands.state_opinions(call=call, opinions=said, actor=None)
    chair = as_role("standing_committee")
    assert as_role("clerk").get(f"{calls}/decide").status_code == 403
    page = page_of(chair, f"{calls}/decide")
    assert "2/3 (66,7%)" in page.replace("\xa0", "")
    assert "checked" in page
    sent = {
        "candidates": [candidate.id],
        "decided_on": show(today()),
        "session_id": "0",
        "held_on": show(sitting.record.opens_on),
    }
    assert chair.post(f"{calls}/decide", data={**sent, "candidates": []}).status_code == 422
    decided = chair.post(f"{calls}/decide", data=sent)
    assert (decided.status_code, "/sessions/" in decided.location) == (302, True)
    assert call.status is CallStatus.DECIDED
    assert "Được chọn" in page_of(chair, topics)


@pytest.mark.usefixtures("quick_paper")
def test_the_form_and_the_notice_are_issued_in_their_time(as_role, call, calls, proposed, listed, sitting):
    candidate = asking(call, listed, proposed())
    clerk, chair = as_role("clerk"), as_role("standing_committee")
    sent = {"issued_on": show(today()), "number": "7", "signer_name": "Người Ký"}
    assert chair.post(f"{calls}/notice", data=sent).status_code == 422
    page_of(clerk, f"{calls}/form")
    assert clerk.post(f"{calls}/form", data=sent).status_code == 302
    new = NewDecision(
        candidate_ids=(candidate.id,), decided_on=today(), document_number="", held_on=sitting.record.opens_on
    )
    commands.decide_topics(call=call, new=new, actor=None)
    assert clerk.post(f"{calls}/form", data={**sent, "number": "8"}).status_code == 422
    page_of(chair, f"{calls}/notice")
    assert chair.post(f"{calls}/notice", data=sent).status_code == 302
    for kind, symbol in (
        (DocumentKind.OPINION_FORM, "07/PYK-HĐND"),
        (DocumentKind.TOPIC_SELECTION, "07/TB-HĐND"),
    ):
        issued = find_current(kind=kind, subject_type="TopicCall", subject_id=call.id)
        assert issued.full_number == symbol
        assert issued.data["rows"][0]["title"] == "Nhóm nước"
    for paper in ("form", "notice"):
        assert clerk.get(f"{calls}/{paper}.pdf").mimetype == "application/pdf"
        assert clerk.get(f"{calls}/{paper}.docx").status_code == 200


def test_chosen_pledges_go_from_the_list_into_the_session_and_both_pages_tell_it(as_role, council, late):
    clerk = as_role("clerk")
    base = f"/{council.slug}"
    assert late.words in page_of(clerk, f"{base}/requestioning")
    assert late.words not in page_of(clerk, f"{base}/requestioning?days=99999")
    page_of(clerk, f"{base}/requestioning?sort=proposals&cursor=xyz&agency=abc&topic=%20")
    assert "Chưa chọn lời hứa nào" in page_of(clerk, f"{base}/requestioning/choose")
    choose = f"{base}/requestioning/choose?pledge={late.id}"
    for shown in (choose, f"{choose}&per=agency"):
        assert f"“{late.words}”" in page_of(clerk, shown)
    day = today() + timedelta(days=10)
    sent = {"title": "Tái chất vấn", "session_id": "0", "held_on": show(day), "sitting_id": "0"}
    rows = {
        "questions-0-pledges": str(late.id),
        "questions-0-topic": "Việc chậm",
        "questions-0-text": "Vì sao chậm?",
    }
    assert clerk.post(choose, data={**sent, **rows, "questions-0-text": ""}).status_code == 422
    done = clerk.post(choose, data={**sent, **rows})
    assert done.status_code == 302
    session_page = page_of(clerk, done.location)
    assert late.code in session_page
    pledge_page = page_of(clerk, f"{base}/pledges/{late.id}")
    assert "Sẽ được tái chất vấn" in pledge_page
    question = done.location.partition("/sessions/")[2].partition("?")[0]
    again = clerk.post(choose, data={**sent, **rows, "session_id": question, "held_on": ""})
    assert again.status_code == 422
    assert late.code in again.get_data(as_text=True)
    assert "Đã đưa ra tái chất vấn" in page_of(clerk, f"{base}/requestioning")


def test_the_list_for_the_standing_committee_opens_with_what_was_ticked(as_role, council, late):
    page = page_of(as_role("standing_committee"), f"/{council.slug}/requestion?pledge={late.id}")
    assert f'value="{late.id}" checked' in page
