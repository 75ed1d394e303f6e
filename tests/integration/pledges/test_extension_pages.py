"""The pages of requests, drops, links and grounds: who may do what, and what is said beside which field."""

from datetime import date

import pytest

from app.core.database import db
from app.pledges import commands, extensions, lineage
from app.pledges.domain import GroundKind, Lifecycle, LinkKind, NewExtensionRequest, RequestStatus
from app.pledges.models import Ground, Pledge
from tests import factories

ADOPTED_ON = date(2026, 1, 10)
ORIGINAL = date(2026, 6, 30)


@pytest.fixture
def pledge(council):
    made = factories.make_pledge(council.id, due_on=ORIGINAL, words="Khởi công cầu Ngọc Hồi")
    factories.adopt(made, adopted_on=ADOPTED_ON)
    made.search_text = "khoi cong cau ngoc hoi"
    db.session.flush()
    return made


def asked(pledge, **values):
    said = {"new_due_on": date(2026, 12, 31), "reason": "Chờ quy hoạch", "received_on": date(2026, 7, 1)}
    return commands.request_extension(
        pledge=pledge, new=NewExtensionRequest(**{**said, **values}), actor=None
    )


def page_of(client, address) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def test_a_clerk_logs_a_request_and_the_standing_committee_decides_it(council, as_role, pledge):
    clerk, committee = as_role("clerk"), as_role("standing_committee")
    here = f"/{council.slug}/pledges/{pledge.id}"
    assert f"{here}/extensions/new" in page_of(clerk, here)
    answer = clerk.post(
        f"{here}/extensions/new",
        data={
            "new_due_on": "31/12/2026",
            "received_on": "01/07/2026",
            "reason": "Chờ quy hoạch",
            "ground": extensions.offered_grounds(GroundKind.EXTENSION)[0],
            "paper_number": "598/BC-SNN",
        },
    )
    assert answer.status_code == 302
    request = extensions.find_pending(pledge.id)
    assert (request.new_due_on, request.paper_number) == (date(2026, 12, 31), "598/BC-SNN")
    waiting = page_of(clerk, here)
    for words in ("đang xin gia hạn", "xin muộn", "31/12/2026", "30/06/2026"):
        assert words in waiting, words
    decide = f"/{council.slug}/extensions/{request.id}/decide"
    assert decide not in waiting
    assert decide in page_of(committee, f"/{council.slug}/")
    assert decide in page_of(committee, f"/{council.slug}/extensions")
    form = {"outcome": "granted", "decided_on": "05/07/2026", "document_number": "12/TB-HĐND", "body": ""}
    assert committee.post(decide, data=form).status_code == 302
    after = page_of(clerk, here)
    for words in ("đã gia hạn 1 lần", "31/12/2026", "30/06/2026", "12/TB-HĐND", "598/BC-SNN"):
        assert words in after, words


def test_a_refused_rule_stands_beside_its_field_and_nothing_typed_is_lost(council, as_role, pledge):
    answer = as_role("clerk").post(
        f"/{council.slug}/pledges/{pledge.id}/extensions/new",
        data={
            "new_due_on": "01/03/2026",
            "received_on": "01/06/2026",
            "reason": "Một lý do dài",
            "ground": "",
        },
    )
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert 'id="new_due_on-error"' in page
    assert "Một lý do dài" in page
    assert "30/06/2026" in page


def test_a_request_is_refused_or_taken_back_on_its_own_page(council, as_role, pledge):
    request = asked(pledge)
    committee = as_role("standing_committee")
    form = {"outcome": "refused", "decided_on": "05/07/2026", "document_number": "", "body": ""}
    answer = committee.post(f"/{council.slug}/extensions/{request.id}/decide", data=form)
    assert 'id="document_number-error"' in answer.get_data(as_text=True)
    clerk = as_role("clerk")
    assert clerk.get(f"/{council.slug}/extensions/{request.id}/withdraw").status_code == 200
    answer = clerk.post(
        f"/{council.slug}/extensions/{request.id}/withdraw", data={"decided_on": "02/07/2026"}
    )
    assert answer.status_code == 302
    assert extensions.get_request(request.id).status is RequestStatus.WITHDRAWN


def test_the_standing_committee_drops_a_pledge_and_takes_it_up_again(council, as_role, pledge):
    committee = as_role("standing_committee")
    here = f"/{council.slug}/pledges/{pledge.id}"
    ground = extensions.offered_grounds(GroundKind.DROP)[0]
    assert ground in page_of(committee, f"{here}/drop")
    form = {"ground": ground, "decided_on": "01/06/2026", "document_number": "15/NQ-HĐND", "body": ""}
    assert committee.post(f"{here}/drop", data={**form, "ground": ""}).status_code == 422
    assert committee.post(f"{here}/drop", data=form).status_code == 302
    assert db.session.get(Pledge, pledge.id).lifecycle is Lifecycle.CLOSED
    story = page_of(committee, here)
    assert ground in story
    assert "15/NQ-HĐND" in story
    form = {"decided_on": "02/06/2026", "document_number": "16/NQ-HĐND", "reason": "Được giữ lại", "body": ""}
    assert "15/NQ-HĐND" in page_of(committee, f"{here}/reopen")
    assert committee.post(f"{here}/reopen", data=form).status_code == 302
    assert "Được giữ lại" in page_of(committee, here)


def test_pledges_are_found_by_code_or_words_and_linked(council, as_role, pledge):
    clerk = as_role("clerk")
    answer = factories.make_answer(council.id)
    newer = factories.make_pledge(council.id, answer=answer)
    factories.adopt(newer)
    found = clerk.get(f"/{council.slug}/pick/pledges?q=ngoc+hoi&but={newer.id}").get_json()["items"]
    assert found == [{"label": pledge.code, "hint": "Khởi công cầu Ngọc Hồi"}]
    here = f"/{council.slug}/pledges/{newer.id}"
    form = {"way": "earlier", "others": "ngoc hoi", "decided_on": "01/08/2026"}
    unknown = clerk.post(f"{here}/links/new", data={**form, "others": "không có"})
    assert 'id="others-error"' in unknown.get_data(as_text=True)
    assert clerk.post(f"{here}/links/new", data=form).status_code == 302
    (link,) = lineage.chain_of(newer.id)
    assert (link.older_id, link.kind) == (pledge.id, LinkKind.PROMISED_AGAIN)
    story = page_of(clerk, here)
    assert "Hứa lần 2" in story
    assert pledge.code in story
    assert clerk.get(f"/{council.slug}/links/{link.id}/remove").status_code == 200
    assert clerk.post(f"/{council.slug}/links/{link.id}/remove").status_code == 302
    assert lineage.chain_of(newer.id) == []


def test_a_pledge_is_split_by_decision_on_its_page(council, as_role, pledge):
    parts = [factories.make_pledge(council.id) for _ in range(2)]
    for each in parts:
        factories.adopt(each)
    committee = as_role("standing_committee")
    here = f"/{council.slug}/pledges/{pledge.id}"
    form = {"kind": "split", "decided_on": "01/08/2026", "document_number": "15/NQ-HĐND"}
    few = committee.post(f"{here}/replace", data={**form, "others": parts[0].code})
    assert 'id="others-error"' in few.get_data(as_text=True)
    names = "; ".join(each.code for each in parts)
    assert committee.post(f"{here}/replace", data={**form, "others": names}).status_code == 302
    story = page_of(committee, here)
    assert all(each.code in story for each in parts)


@pytest.mark.parametrize("role", ["clerk", "monitor", "delegate", "administrator"])
def test_only_the_standing_committee_decides(council, as_role, pledge, role):
    request, client = asked(pledge), as_role(role)
    for page in (
        f"extensions/{request.id}/decide",
        f"pledges/{pledge.id}/drop",
        f"pledges/{pledge.id}/replace",
    ):
        assert client.get(f"/{council.slug}/{page}").status_code == 403
        assert client.post(f"/{council.slug}/{page}").status_code == 403


class TestTheListsOfGrounds:
    def test_an_administrator_keeps_them(self, council, as_role):
        client, here = as_role("administrator"), f"/{council.slug}/settings/grounds/drop"
        assert extensions.offered_grounds(GroundKind.DROP)[0] in page_of(client, here)
        assert client.post(f"{here}/take").status_code == 302
        assert client.post(here, data={"words": "Đã sáp nhập đơn vị"}).status_code == 302
        ground = extensions.grounds(GroundKind.DROP)[-1]
        assert ground.words == "Đã sáp nhập đơn vị"
        address = f"/{council.slug}/settings/grounds/{ground.id}"
        assert client.get(f"{address}/edit").status_code == 200
        data = {"words": "Đơn vị đã sáp nhập", "version": ground.version}
        assert client.post(f"{address}/edit", data=data).status_code == 302
        assert client.post(f"{address}/retire", data={"retired": "1"}).status_code == 302
        assert db.session.get(Ground, ground.id).retired
        assert "ngừng dùng" in page_of(client, here)

    def test_slowness_is_refused_beside_its_field(self, council, as_role):
        client = as_role("administrator")
        answer = client.post(f"/{council.slug}/settings/grounds/drop", data={"words": "Vướng mắc mặt bằng"})
        page = answer.get_data(as_text=True)
        assert answer.status_code == 422
        assert 'id="words-error"' in page
        assert extensions.grounds(GroundKind.DROP, retired=True) == []
