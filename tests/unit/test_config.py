"""Settings from the environment."""

import pytest
from environs import EnvValidationError

from app.config import read_settings


@pytest.fixture(autouse=True)
def _own_folder(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    monkeypatch.setenv("INSTANCE_DIR", str(tmp_path / "instance"))
    for name in ("DATABASE_URL", "SECRET_KEY", "LOG_LEVEL", "TRUSTED_HOSTS", "HTTPS"):
        monkeypatch.delenv(name, raising=False)


def test_the_secret_is_made_once_and_only_its_owner_reads_it(tmp_path) -> None:
    first = read_settings().secret_key
    assert len(first) >= 40
    assert read_settings().secret_key == first
    assert (tmp_path / "instance" / "secret_key").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "instance").stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("given", ["postgres://u@h/d", "postgresql://u@h/d"])
def test_a_postgresql_address_gets_the_driver_that_is_installed(
    monkeypatch: pytest.MonkeyPatch, given: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", given)
    assert read_settings().database_url == "postgresql+psycopg://u@h/d"


def test_only_this_machine_is_served_unless_a_host_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_settings().trusted_hosts == ["127.0.0.1", "localhost", "[::1]"]
    monkeypatch.setenv("TRUSTED_HOSTS", "loihua.example.org")
    assert read_settings().trusted_hosts == ["loihua.example.org"]


def test_an_unknown_log_level_is_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOG_LEVEL", "LOUD")
    with pytest.raises(EnvValidationError, match="LOG_LEVEL"):
        read_settings()
