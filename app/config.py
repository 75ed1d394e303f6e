"""Settings from the environment; every default is safe in production."""

import os
import secrets
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from environs import Env, validate

LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
LOG_FORMATS = ("auto", "json", "console")
WORKERS = ("embedded", "separate")
LOOPBACK_HOSTS = ("127.0.0.1", "localhost", "[::1]")
ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Settings:
    """What README lists under "Settings", read once at start."""

    instance: Path
    database_url: str
    secret_key: str
    files_dir: Path
    trusted_hosts: list[str] | None
    https: bool
    log_level: str
    log_format: str = "auto"
    metrics_token: str = ""
    proxies: int = 0
    public_url: str = ""
    second_factor_required: bool = False
    worker: str = "embedded"
    mail_url: str = ""
    mail_from: str = ""
    max_upload_bytes: int = 20 * 1024 * 1024

    def to_flask(self) -> dict[str, Any]:
        return {
            "SECRET_KEY": self.secret_key,
            "SQLALCHEMY_DATABASE_URI": self.database_url,
            "INSTANCE_DIR": self.instance,
            "FILES_DIR": self.files_dir,
            "TRUSTED_HOSTS": self.trusted_hosts,
            "PUBLIC_URL": self.public_url,
            "SECOND_FACTOR_REQUIRED": self.second_factor_required,
            "LOG_LEVEL": self.log_level,
            "LOG_FORMAT": self.log_format,
            "METRICS_TOKEN": self.metrics_token,
            "PROXIES": self.proxies,
            "WORKER": self.worker,
            "MAIL_URL": self.mail_url,
            "MAIL_FROM": self.mail_from,
            "MAX_CONTENT_LENGTH": self.max_upload_bytes + 1024 * 1024,
            "MAX_UPLOAD_BYTES": self.max_upload_bytes,
            "MAX_FORM_MEMORY_SIZE": 2 * 1024 * 1024,
            "SESSION_COOKIE_NAME": "__Host-soloihua" if self.https else "soloihua",
            "SESSION_COOKIE_SECURE": self.https,
            "SESSION_COOKIE_HTTPONLY": True,
            "SESSION_COOKIE_SAMESITE": "Lax",
            "PERMANENT_SESSION_LIFETIME": timedelta(hours=12),
            "WTF_CSRF_TIME_LIMIT": 12 * 3600,
            "BOOTSTRAP_SERVE_LOCAL": True,
            "BABEL_DEFAULT_LOCALE": "vi",
            "BABEL_TRANSLATION_DIRECTORIES": str(ROOT / "app" / "translations"),
        }


def read_settings() -> Settings:
    """Read the environment. A missing secret is made once and kept in `instance/secret_key`, readable by its owner alone."""
    env = Env()
    instance = Path(env.str("INSTANCE_DIR", str(ROOT / "instance")))
    instance.mkdir(mode=0o700, parents=True, exist_ok=True)
    url = env.str("DATABASE_URL", "") or f"sqlite:///{instance / 'so-loi-hua.db'}"
    hosts = env.list("TRUSTED_HOSTS", [], subcast=str) or list(LOOPBACK_HOSTS)
    return Settings(
        instance=instance,
        database_url=_with_psycopg(url),
        secret_key=env.str("SECRET_KEY", "") or _kept_secret(instance / "secret_key"),
        files_dir=Path(env.str("FILES_URL", "").removeprefix("file://") or instance),
        trusted_hosts=hosts,
        https=env.bool("HTTPS", False),
        public_url=env.str("PUBLIC_URL", "").rstrip("/"),
        second_factor_required=env.str("SECOND_FACTOR", "", validate=validate.OneOf(("", "required")))
        == "required",
        log_level=env.str("LOG_LEVEL", "INFO", validate=validate.OneOf(LOG_LEVELS)),
        log_format=env.str("LOG_FORMAT", "auto", validate=validate.OneOf(LOG_FORMATS)),
        metrics_token=env.str("METRICS_TOKEN", ""),
        worker=env.str("WORKER", "embedded", validate=validate.OneOf(WORKERS)),
        mail_url=env.str("MAIL_URL", ""),
        mail_from=env.str("MAIL_FROM", ""),
        proxies=env.int("PROXIES", 0, validate=validate.Range(min=0, max=9)),
    )


def _with_psycopg(url: str) -> str:
    for prefix in ("postgres://", "postgresql://"):
        if url.startswith(prefix):
            return "postgresql+psycopg://" + url.removeprefix(prefix)
    return url


def _kept_secret(path: Path) -> str:
    if not path.exists():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(48))
    return path.read_text().strip()
