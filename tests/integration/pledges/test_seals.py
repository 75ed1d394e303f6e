"""Parts of adopted pledges and decided requests are told from what somebody changed behind the guards."""

from datetime import date

import pytest
import sqlalchemy as sa

from app.audit.models import AuditEntry
from app.audit.seals import Compared
from app.core.database import db
from app.pledges import commands
from app.pledges.domain import NewPart, PartKind
from app.pledges.seals import PARTS, compare_parts, compare_pledges, compare_requests
from tests import factories
from tests.integration.monitoring.test_seals import guards_dropped
from tests.integration.pledges.test_extensions import asked, decided

ADOPTED_ON = date(2026, 1, 10)


@pytest.fixture
def pledge(council):
    made = factories.make_pledge(council.id, due_on=date(2026, 6, 30))
    resolution = factories.make_resolution(council.id)
    commands.add_part(pledge=made, new=NewPart(kind=PartKind.STEP, words="Phê duyệt dự án"), actor=None)
    commands.adopt_pledge(
        pledge=made, resolution_id=resolution.id, row_number=1, adopted_on=ADOPTED_ON, actor=None
    )
    db.session.flush()
    by_decision = NewPart(
        kind=PartKind.STEP, words="Khởi công", decided_on=date(2026, 2, 1), document_number="12/TB-HĐND"
    )
    commands.add_part(pledge=made, new=by_decision, actor=None)
    return made


def changed(table: str, statement: str) -> None:
    db.session.flush()
    guards_dropped(table)
    assert db.session.execute(sa.text(statement)).rowcount
    db.session.expire_all()


def test_parts_and_requests_are_as_the_log_tells(pledge):
    decided(asked(pledge))
    second = asked(pledge, received_on=date(2026, 7, 1), new_due_on=date(2027, 6, 30))
    commands.withdraw_extension(request=second, withdrawn_on=date(2026, 7, 2), actor=None)
    asked(pledge, received_on=date(2026, 7, 3), new_due_on=date(2027, 6, 30))
    db.session.flush()
    db.session.expire_all()
    for compared in (compare_parts(), compare_requests(), compare_pledges()):
        assert compared == Compared()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE pledge_parts SET words = 'Khởi công sau' WHERE decided_on IS NOT NULL",
        "UPDATE pledge_parts SET due_on = '2030-01-01' WHERE decided_on IS NULL",
        "UPDATE pledge_parts SET required = NOT required WHERE decided_on IS NULL",
        "DELETE FROM pledge_parts WHERE decided_on IS NULL",
        "DELETE FROM pledge_parts WHERE decided_on IS NOT NULL",
    ],
)
def test_a_part_changed_behind_the_guards_is_named(pledge, statement):
    changed("pledge_parts", statement)
    assert len(compare_parts().faults) == 1


def test_a_part_put_on_an_adopted_pledge_behind_the_programs_back_is_named(pledge):
    db.session.add(
        commands.parts.PledgePart(
            council_id=pledge.council_id, pledge_id=pledge.id, kind=PartKind.STEP, words="Thêm"
        )
    )
    db.session.flush()
    assert len(compare_parts().faults) == 1


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE extension_requests SET status = 'refused'",
        "UPDATE extension_requests SET status = 'pending', decided_on = NULL",
        "UPDATE extension_requests SET new_due_on = '2030-01-01'",
        "UPDATE extension_requests SET decision_number = '99/TB-HĐND'",
        "UPDATE extension_requests SET reason = 'Lý do khác'",
    ],
)
def test_a_decision_on_more_time_changed_behind_the_guards_is_named(pledge, statement):
    decided(asked(pledge))
    changed("extension_requests", statement)
    assert compare_requests().faults


def test_parts_adopted_before_their_digests_were_told_are_counted_and_no_fault(pledge):
    db.session.flush()
    guards_dropped("audit_entries")
    line = db.session.scalars(sa.select(AuditEntry).where(AuditEntry.event == "PledgeAdopted")).one()
    line.details = {name: value for name, value in line.details.items() if name != PARTS}
    db.session.flush()
    assert compare_parts() == Compared(uncovered=1)
    assert compare_pledges() == Compared()
