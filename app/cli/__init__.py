"""The operator's commands: results on standard output, problems on standard error; 0 done, 1 refused, 2 wrong usage."""

from flask import Flask

from app.cli.archives import backup, restore
from app.cli.checks import verify
from app.cli.deadlines import deadline
from app.cli.deployment import check_deploy
from app.cli.example import load_example
from app.cli.papers import print_appendix, print_follow_up
from app.cli.people import create_admin, create_council, first_admin_link, reset_second_factor
from app.cli.register import export_register, import_register
from app.cli.reminding import send_reminders
from app.cli.searching import reindex_search
from app.cli.working import work

COMMANDS = (
    deadline,
    import_register,
    export_register,
    print_appendix,
    print_follow_up,
    create_council,
    create_admin,
    first_admin_link,
    reset_second_factor,
    load_example,
    verify,
    check_deploy,
    backup,
    restore,
    reindex_search,
    send_reminders,
    work,
)


def register(app: Flask) -> None:
    """Add every command to `flask --app app`."""
    for command in COMMANDS:
        app.cli.add_command(command)
