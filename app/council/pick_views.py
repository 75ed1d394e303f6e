"""The names a picker offers while one types, as JSON."""

from collections.abc import Callable
from datetime import date

from flask import Response, jsonify, request

from app.core.forms import parse_day
from app.core.permissions import Permission, requires
from app.core.web import council_blueprint
from app.council import picks

blueprint = council_blueprint("picks", __name__)


def _offer(search: Callable[[str, date | None], list[picks.Pick]]) -> Response:
    found = search(request.args.get("q", ""), _day_asked())
    return jsonify({"items": [{"label": pick.label, "hint": pick.hint} for pick in found]})


def _day_asked() -> date | None:
    try:
        return parse_day(request.args.get("on", ""))
    except ValueError:
        return None


@blueprint.get("/pick/office-holders")
@requires(Permission.COUNCIL_READ)
def office_holders() -> Response:
    return _offer(picks.office_holder_picks)


@blueprint.get("/pick/agencies")
@requires(Permission.COUNCIL_READ)
def agencies() -> Response:
    return _offer(picks.agency_picks)


@blueprint.get("/pick/delegates")
@requires(Permission.COUNCIL_READ)
def delegates() -> Response:
    return _offer(picks.delegate_picks)


@blueprint.get("/pick/bodies")
@requires(Permission.COUNCIL_READ)
def bodies() -> Response:
    return _offer(picks.body_picks)
