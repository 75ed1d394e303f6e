"""A sitting to come with its delegates, and adopted pledges that are long overdue."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from app.core.clock import today
from app.selection import commands
from app.selection.domain import Criterion, NewCall, NewCandidate, NewProposal
from tests import factories
from tests.integration.monitoring.conftest import quick_paper

__all__ = ["quick_paper"]


@pytest.fixture
def sitting(council):
    """Opens in a month; three delegates are in office, a fourth has left."""
    term = factories.make_term(council.id)
    sitting = factories.make_sitting(council.id, term=term, opens_on=today() + timedelta(days=30))
    made = [factories.make_delegate(council.id, term=term) for _ in range(3)]
    gone = factories.make_delegate(council.id, term=term, ends_on=today() - timedelta(days=100))
    holding = factories.make_holding(council.id)
    return SimpleNamespace(record=sitting, id=sitting.id, delegates=made, gone=gone, office=holding.office)


@pytest.fixture
def call(council, sitting):
    new = NewCall(
        opened_on=today() - timedelta(days=5), closes_on=today() + timedelta(days=5), words="Đề nghị"
    )
    return commands.open_call(sitting=sitting.record, new=new, actor=None)


@pytest.fixture
def late(council):
    """A pledge that should have been kept long ago, adopted and followed."""
    pledge = factories.make_pledge(council.id, due_on=date(2025, 1, 31))
    factories.adopt(pledge)
    return pledge


@pytest.fixture
def proposed(call, sitting):
    """`proposed(title, by=delegate)` stands among the proposals of the call."""

    def propose(title="Nước sạch", *, by=None, **values):
        given = {
            "criterion": Criterion.PRESSING,
            "delegate_id": (by or sitting.delegates[0]).id,
            "office_id": sitting.office.id,
            "grounds": "Kiến nghị của cử tri",
            "question_text": f"Vì sao {title.lower()} chậm?",
        }
        new = NewProposal(title=title, **{**given, **values})
        return commands.propose_topic(call=call, new=new, actor=None)

    return propose


@pytest.fixture
def listed(call):
    """`listed(title, proposal, …)` is a group of the shortlist."""

    def shortlist(title, *proposals, **values):
        new = NewCandidate(
            title=title,
            criterion=Criterion.PRESSING,
            proposal_ids=tuple(each.id for each in proposals),
            **values,
        )
        return commands.shortlist(call=call, new=new, actor=None)

    return shortlist
