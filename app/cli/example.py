"""The example at the console."""

import click

from app.core.transaction import transaction
from app.example.loader import load


@click.command("load-example")
def load_example() -> None:
    """Load the example councils and accounts; do nothing where they are. Passwords are made on the spot and shown once."""
    with transaction():
        accounts = load()
    if not accounts:
        return
    click.echo("Dữ liệu ví dụ đã sẵn sàng. Tài khoản (mật khẩu chỉ hiện một lần này):")
    for account in accounts:
        click.echo(f"  {account.email:<28} {account.password}   {account.full_name}")
