"""A server that is killed loses nothing it has answered for, and leaves nothing half done."""

from tests.faults.kill import kill_while_writing
from tests.faults.servers import Server


def test_what_was_answered_with_success_survives_a_kill_and_nothing_is_half_there(own_app, tmp_path):
    server = Server(own_app.config["SQLALCHEMY_DATABASE_URI"], tmp_path)
    tally = kill_while_writing(own_app, server, writes=40, kills=1, clients=6)
    assert len(tally.acknowledged) > 20, tally
    assert tally.unanswered, "the kills met nobody: this shows nothing"
    assert not tally.lost
    assert not tally.half
    assert not tally.doubled
    assert not tally.refused
    assert not tally.faults
