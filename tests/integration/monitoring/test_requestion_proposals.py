"""A delegate proposes from a pledge to question again; who makes the list sees by whom and why."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from app.audit.models import AuditEntry
from app.core.clock import today
from app.core.database import db
from app.core.errors import DomainError
from app.documents.issuing.domain import Outgoing
from app.monitoring.models import RequestionProposal
from app.monitoring.requestion.assembling import list_of
from app.monitoring.requestion.proposing import propose_requestion, withdraw_proposal
from app.monitoring.requestion.queries import candidates
from app.pledges.domain import Lifecycle
from tests import factories
from tests.integration.pledges.counting import selects
from tests.integration.questions.asking import delegate_with_account


@pytest.fixture
def pledge(council):
    """Adopted and in time: nothing but a proposal speaks for asking again."""
    made = factories.make_pledge(council.id, due_on=today() + timedelta(days=200))
    factories.adopt(made)
    return made


def proposes(council, pledge, reason=""):
    delegate, user = delegate_with_account(council)
    made = propose_requestion(pledge=pledge, delegate_ids=[delegate.id], reason=reason, actor=user)
    return delegate, user, made


def test_proposals_put_a_pledge_on_the_list_with_their_number_names_and_reasons(council, pledge) -> None:
    assert candidates(council) == []
    first, *_rest = proposes(council, pledge, "Chưa thấy chuyển biến")
    proposes(council, pledge)
    [row] = candidates(council)
    assert row.facts.reasons == ("2 đại biểu đề nghị tái chất vấn: “Chưa thấy chuyển biến”",)
    [printed] = list_of(council, Outgoing()).rows
    assert printed.proposals[0] == f"{first.person.full_name}: “Chưa thấy chuyển biến”"


def test_what_was_taken_back_speaks_no_longer_and_stays_on_record(council, pledge) -> None:
    delegate, user, proposal = proposes(council, pledge)
    withdraw_proposal(proposal=proposal, delegate_ids=[delegate.id], actor=user)
    assert candidates(council) == []
    assert db.session.scalar(sa.select(sa.func.count()).select_from(RequestionProposal)) == 1
    events = set(db.session.scalars(sa.select(AuditEntry.event)))
    assert {"RequestionProposed", "RequestionWithdrawn"} <= events
    propose_requestion(pledge=pledge, delegate_ids=[delegate.id], reason="", actor=user)
    assert len(candidates(council)) == 1


def test_each_proposes_once_and_only_what_is_still_followed(council, pledge) -> None:
    delegate, user, _proposal = proposes(council, pledge)
    with pytest.raises(DomainError):
        propose_requestion(pledge=pledge, delegate_ids=[delegate.id], reason="nữa", actor=user)
    draft = factories.make_pledge(council.id)
    assert draft.lifecycle is Lifecycle.DRAFT
    with pytest.raises(DomainError):
        propose_requestion(pledge=draft, delegate_ids=[delegate.id], reason="", actor=user)


def test_nobody_takes_back_what_another_proposed(council, pledge) -> None:
    _delegate, _user, proposal = proposes(council, pledge)
    stranger, account = delegate_with_account(council)
    with pytest.raises(DomainError):
        withdraw_proposal(proposal=proposal, delegate_ids=[stranger.id], actor=account)


def test_two_taps_propose_and_one_takes_it_back(app, council, as_role, pledge) -> None:
    _delegate, user = delegate_with_account(council)
    browser = factories.browser_of(app, user)
    page = f"/{council.slug}/pledges/{pledge.id}"
    assert f'href="{page}/requestion"' in browser.get(page).text
    assert "<textarea" in browser.get(f"{page}/requestion").text
    assert browser.post(f"{page}/requestion", data={"reason": ""}).location.endswith(page)
    proposed = browser.get(page).text
    assert f'href="{page}/requestion"' not in proposed
    proposal = db.session.scalars(sa.select(RequestionProposal)).one()
    assert f"/requestion/proposals/{proposal.id}/withdraw" in proposed
    listed = as_role("standing_committee").get(f"/{council.slug}/requestion").text
    assert "1 đại biểu đề nghị tái chất vấn" in listed
    browser.post(f"/{council.slug}/requestion/proposals/{proposal.id}/withdraw")
    assert f'href="{page}/requestion"' in browser.get(page).text


def test_a_member_of_a_committee_proposes_in_the_name_of_no_delegate(council, as_role, pledge) -> None:
    assert as_role("monitor").post(f"/{council.slug}/pledges/{pledge.id}/requestion").status_code == 302
    [row] = candidates(council)
    assert row.facts.reasons == ("Thường trực, Ban của Hội đồng nhân dân đề nghị tái chất vấn",)


def test_many_proposals_cost_no_more_statements_than_one(council, pledge) -> None:
    proposes(council, pledge)
    with selects() as few:
        candidates(council)
    for _number in range(6):
        proposes(council, pledge, "Lý do")
    with selects() as many:
        candidates(council)
    assert len(many) == len(few)
