"""The example at the console."""

import click

from app.core.transaction import transaction
from app.council.queries import count_councils
from app.example.loader import load


@click.command("load-example")
@click.option("--only-if-empty", is_flag=True, help="Leave an installation alone that has a council already.")
def load_example(only_if_empty: bool) -> None:
    """Load the example councils and accounts; do nothing where they are. Passwords are made on the spot and shown once."""
    if only_if_empty and count_councils():
        return
    with transaction():
        accounts = load()
    if not accounts:
        return
    click.echo("Dữ liệu ví dụ đã sẵn sàng. Tài khoản (mật khẩu chỉ hiện một lần này):")
    for account in accounts:
        click.echo(f"  {account.email:<28} {account.password}   {account.full_name}")
