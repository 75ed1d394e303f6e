"""What the pages of agencies' reports share."""

from flask import g
from werkzeug.wrappers import Response

from app.accounts.domain import Role
from app.core.web import council_blueprint
from app.monitoring.figures import Progress, progress_of
from app.pledges.models import Pledge, PledgePart

Page = Response | str | tuple[str, int]

blueprint = council_blueprint("reporting", __name__)


def own_agency() -> int | None:
    """The agency the person signed in speaks for; None where no agency is named."""
    return next((each.agency_id for each in g.memberships if each.role is Role.AGENCY), None)


def part_choices(parts: list[PledgePart]) -> list[tuple[int, str]]:
    """The parts of a pledge as a choice: "Bước 1: Phê duyệt thiết kế"."""
    return [(part.id, f"{part.kind.label} {part.position}: {part.words[:80]}") for part in parts]


def measure_of(pledge: Pledge) -> Progress | None:
    """The measure a figure is of; None where nothing is measured."""
    return progress_of(pledge, reports=[], assessments=[])
