"""When a round waits for approval."""

from types import SimpleNamespace

import pytest

from app.home.domain import RoundState


@pytest.mark.parametrize(
    ("status", "pledges", "unassessed", "can_be_approved", "is_worked_on"),
    [
        ("preparing", 3, 0, False, False),
        ("collecting", 3, 0, False, True),
        ("assessing", 3, 1, False, True),
        ("assessing", 3, 0, True, True),
        ("assessing", 0, 0, False, True),
        ("approved", 3, 0, False, False),
        ("issued", 3, 0, False, False),
    ],
)
def test_a_round_is_approved_only_when_every_pledge_has_its_verdict(
    status, pledges, unassessed, can_be_approved, is_worked_on
):
    state = RoundState(
        round=SimpleNamespace(status=status), pledges=pledges, unassessed=unassessed, unreported=0
    )
    assert state.can_be_approved is can_be_approved
    assert state.is_worked_on is is_worked_on
