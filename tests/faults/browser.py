"""A lean browser for many people at once: one connection, its cookies, the token of its forms."""

import http.client
import re
import time
from dataclasses import dataclass, field
from html import unescape
from http.cookies import SimpleCookie
from urllib.parse import urlencode

_TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
PATIENCE = 120.0


@dataclass(frozen=True)
class Answer:
    status: int
    location: str
    content: bytes
    seconds: float
    request_id: str

    @property
    def text(self) -> str:
        return self.content.decode()


@dataclass
class Browser:
    """`cookie` is the session of somebody who is signed in."""

    port: int
    cookie: str
    jar: dict[str, str] = field(default_factory=dict)
    token: str = ""
    connection: http.client.HTTPConnection | None = None

    def __post_init__(self) -> None:
        self.jar.setdefault("soloihua", self.cookie)

    def get(self, path: str) -> Answer:
        return self._ask("GET", path, b"")

    def post(self, path: str, fields: dict[str, str] | list[tuple[str, str]]) -> Answer:
        """Send a form; the token is the one of the last page that had one, which is fetched where there was none."""
        if not self.token:
            self.get(path)
        pairs = list(fields.items()) if isinstance(fields, dict) else fields
        return self._ask("POST", path, urlencode([("csrf_token", self.token), *pairs]).encode())

    def close(self) -> None:
        if self.connection is not None:
            self.connection.close()
            self.connection = None

    def _ask(self, method: str, path: str, body: bytes) -> Answer:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.jar.items())}
        if method == "POST":
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection = self.connection or http.client.HTTPConnection(
            "127.0.0.1", self.port, timeout=PATIENCE
        )
        began = time.perf_counter()
        try:
            self.connection.request(method, path, body, headers)
            response = self.connection.getresponse()
            content = response.read()
        except (OSError, http.client.HTTPException):
            self.close()
            raise
        for line in response.headers.get_all("Set-Cookie", []):
            self.jar.update({name: morsel.value for name, morsel in SimpleCookie(line).items()})
        found = _TOKEN.search(content.decode("utf-8", "replace")) if content[:1] in b"<\n" else None
        self.token = unescape(found[1]) if found else self.token
        return Answer(
            response.status,
            response.headers.get("Location", ""),
            content,
            time.perf_counter() - began,
            response.headers.get("X-Request-Id", ""),
        )
