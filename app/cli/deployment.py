"""Looking over an installation before an office works with it."""

import click
from flask import current_app
from flask_babel import gettext

from app.cli.console import refuse
from app.core.deployment import shortcomings
from app.core.health import state_of_database


@click.command("check-deploy")
def check_deploy() -> None:
    """Tell what is not safe or not ready for people beyond this machine; status 1 where there is anything."""
    reasons = shortcomings(current_app)
    _name, migrations = state_of_database()
    if migrations != "current":
        reasons.append(
            gettext(
                "The database is not ready: run python -m scripts.migrate, and see that DATABASE_URL is right."
            )
        )
    if reasons:
        refuse(*reasons)
    click.echo(gettext("This installation is ready to serve."))
