"""Real servers in processes of their own, to be killed and to run out of room."""

import os
import resource
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

from app.config import ROOT

STARTS_WITHIN = 90.0
COMMANDS = {
    "waitress": ["-m", "app.serve"],
    "gunicorn": ["-m", "gunicorn", "-c", "deploy/gunicorn.conf.py", "app.serve:production()"],
}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Server:
    """An installation at a database that is there already. What it says is kept in `said`."""

    address: str
    folder: Path
    kind: str = "waitress"
    settings: dict[str, str] = field(default_factory=dict)
    port: int = field(default_factory=free_port)
    said: list[str] = field(default_factory=list)
    process: subprocess.Popen[str] | None = None

    def environment(self) -> dict[str, str]:
        kept = {
            name: os.environ[name]
            for name in ("PATH", "HOME", "TMPDIR", "LANG", "SECRET_KEY")
            if name in os.environ
        }
        return {
            **kept,
            "DATABASE_URL": self.address,
            "INSTANCE_DIR": str(self.folder),
            "PORT": str(self.port),
            "PYTHONPATH": str(ROOT),
            **self.settings,
        }

    def start(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, *COMMANDS[self.kind]],
            cwd=ROOT,
            env=self.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        threading.Thread(target=self._listen, args=(self.process,), daemon=True).start()
        deadline = time.monotonic() + STARTS_WITHIN
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=10).close()
            except OSError:
                time.sleep(0.05)
            else:
                return
        raise RuntimeError("the server did not start:\n" + "".join(self.said[-30:]))

    def _listen(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None
        with process.stdout as lines:
            self.said.extend(lines)

    def lines_about(self, request_id: str) -> list[str]:
        """What it said of a request, up to the line that every request ends with."""
        for _wait in range(100):
            found = [line for line in self.said if request_id in line]
            if any('"event": "request"' in line for line in found):
                return found
            time.sleep(0.05)
        return []

    def processor_seconds(self) -> float:
        """What it and all it has started have spent so far."""
        assert self.process is not None
        ticks = 0
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                fields = stat.read_text().rpartition(")")[2].split()
            except OSError:  # it ended meanwhile
                continue
            if int(fields[2]) == self.process.pid:
                ticks += int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK")

    def kill(self) -> None:
        """`kill -9` of the server with all it has started: nothing is put in order."""
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        """As an operator stops it."""
        assert self.process is not None
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(30)

    def may_write(self, most: int) -> None:
        """From now on no file may become longer, as on a full disk; `resource.RLIM_INFINITY` makes room again."""
        assert self.process is not None
        hard = resource.prlimit(self.process.pid, resource.RLIMIT_FSIZE)[1]
        resource.prlimit(self.process.pid, resource.RLIMIT_FSIZE, (most, hard))
