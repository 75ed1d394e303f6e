"""Counts and durations for those who watch a server with Prometheus; without `METRICS_TOKEN` there is no such page."""

import secrets
import time

from flask import Blueprint, Flask, Response, abort, current_app, g, request
from prometheus_client import (
    CollectorRegistry,
    Counter,
    Histogram,
    ProcessCollector,
    disable_created_metrics,
    generate_latest,
)
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from app.core.permissions import open_to_all

blueprint = Blueprint("metrics", __name__)
disable_created_metrics()
registry = CollectorRegistry()
ProcessCollector(registry=registry)
answered = Counter(
    "so_loi_hua_requests", "Requests answered", ("method", "route", "status"), registry=registry
)
seconds = Histogram(
    "so_loi_hua_request_seconds",
    "How long answers took",
    ("route",),
    buckets=(0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30),
    registry=registry,
)


@blueprint.get("/metrics")
@open_to_all
def metrics() -> Response:
    """What this process has counted since it started, for a caller that shows the token."""
    token = current_app.config["METRICS_TOKEN"]
    if not token:
        abort(404)
    shown = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not secrets.compare_digest(shown.encode(), token.encode()):
        abort(403)
    return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


def _count(response: Response) -> Response:
    """By route, never by address: what is counted names nobody, and there are only so many routes."""
    rule = request.url_rule
    known = rule is not None and request.method in (rule.methods or ())
    answered.labels(request.method if known else "-", rule.rule if rule else "-", response.status_code).inc()
    seconds.labels(rule.rule if rule else "-").observe(time.perf_counter() - g.began)
    return response


def init_metrics(app: Flask) -> None:
    app.register_blueprint(blueprint)
    if app.config["METRICS_TOKEN"]:
        app.after_request(_count)
