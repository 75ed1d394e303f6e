"""What `./run` asks for on every start: examples for a new installation, never for one that has begun."""

from app.council.queries import find_council


def test_an_installation_with_a_council_is_left_alone(app, council):
    answer = app.test_cli_runner().invoke(args=["load-example", "--only-if-empty"])
    assert answer.exit_code == 0
    assert answer.output == ""
    assert find_council("ha-noi") is None
