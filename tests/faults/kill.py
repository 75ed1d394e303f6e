"""`kill -9` in the middle of writing: what was answered with success is there, and nothing is half there.

    python -m tests.faults.kill [WRITES] [KILLS]

runs it on both databases and both servers and prints what became of every write.
"""

import argparse
import itertools
import os
import random
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path

import sqlalchemy as sa
from flask import Flask

from app.audit.models import AuditEntry
from app.core.database import db
from app.core.tenancy import enter_council
from app.pledges.models import Pledge, PledgeCoordinator, PledgePart
from app.upkeep.verify import verify_all
from tests.conftest import DATABASES, database_address, make_app
from tests.faults.browser import Browser
from tests.faults.scene import Scene, make_scene, pledge, sit_down
from tests.faults.servers import Server

LINES_OF_A_PLEDGE = Counter({"PledgeRecorded": 1, "PartAdded": 1})


@dataclass
class Tally:
    """What the clients were told, and what the database holds after all of it."""

    acknowledged: set[str] = field(default_factory=set)
    unanswered: set[str] = field(default_factory=set)
    refused: list[str] = field(default_factory=list)
    stored: Counter[str] = field(default_factory=Counter)
    half: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    @property
    def lost(self) -> set[str]:
        return self.acknowledged - set(self.stored)

    @property
    def doubled(self) -> list[str]:
        return [words for words, times in self.stored.items() if times > 1]

    def __str__(self) -> str:
        late = len(self.unanswered & set(self.stored))
        return (
            f"{len(self.acknowledged)} acknowledged, {len(self.lost)} of them lost; {len(self.unanswered)} unanswered "
            f"({late} of them whole in the database); {len(self.refused)} refused; {len(self.half)} half there; "
            f"{len(self.doubled)} doubled; {len(self.faults)} faults found by verify"
        )


def kill_while_writing(
    app: Flask, server: Server, *, writes: int, kills: int, clients: int = 8, seed: int = 1
) -> Tally:
    """So many writes from so many clients, with the server killed and started again so many times meanwhile."""
    tally, chance = Tally(), random.Random(seed)
    scene = make_scene(app, answers=clients)
    server.start()
    up, begun = threading.Event(), itertools.count()
    up.set()
    progress = [0] * clients

    def write(client: int, browser: Browser) -> None:
        path = scene.path(f"answers/{scene.answer_ids[client]}/pledges/new")
        while (number := next(begun)) < writes:
            _write_one(browser, path, f"Hoàn thành việc số {number:04d}", tally, up)
            progress[client] += 1
        browser.close()

    people = [sit_down(app, scene, "clerk", port=server.port) for _each in range(clients)]
    threads = [threading.Thread(target=write, args=pair) for pair in enumerate(people)]
    for thread in threads:
        thread.start()
    for kill in range(1, kills + 1):
        while sum(progress) < writes * kill // (kills + 1) and any(each.is_alive() for each in threads):
            time.sleep(0.005)
        time.sleep(chance.random() * 0.2)
        up.clear()
        server.kill()
        server.start()
        up.set()
    for thread in threads:
        thread.join()
    server.kill()
    look_back(app, scene, tally)
    return tally


def _write_one(browser: Browser, path: str, words: str, tally: Tally, up: threading.Event) -> None:
    up.wait()
    try:
        answer = browser.post(path, pledge(words))
    except (OSError, HTTPException):
        tally.unanswered.add(words)
        return
    if answer.status == 302:
        tally.acknowledged.add(words)
    else:
        tally.refused.append(f"{words}: {answer.status}")


def look_back(app: Flask, scene: Scene, tally: Tally) -> None:
    """Read everything from the database, as it lies there."""
    with app.app_context():
        db.session.remove()
        enter_council(scene.council_id)
        lines: dict[str, Counter[str]] = {}
        for entry in db.session.scalars(sa.select(AuditEntry)):
            code = entry.details.get("code") or entry.details.get("pledge")
            if entry.event in LINES_OF_A_PLEDGE:
                lines.setdefault(str(code), Counter())[entry.event] += 1
        steps = Counter(db.session.scalars(sa.select(PledgePart.pledge_id)))
        agencies = Counter(db.session.scalars(sa.select(PledgeCoordinator.pledge_id)))
        codes = set()
        for pledge_id, code, words in db.session.execute(sa.select(Pledge.id, Pledge.code, Pledge.words)):
            tally.stored[words] += 1
            codes.add(code)
            whole = (
                steps[pledge_id] == 1 and agencies[pledge_id] == 2 and lines.get(code) == LINES_OF_A_PLEDGE
            )
            if not whole:
                tally.half.append(words)
        tally.half += [f"a line in the log of {code}, which is not there" for code in set(lines) - codes]
        db.session.rollback()
        tally.faults += verify_all().faults
        db.session.remove()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("writes", type=int, nargs="?", default=500)
    parser.add_argument("kills", type=int, nargs="?", default=10)
    asked = parser.parse_args()
    for kind, server_kind in itertools.product(DATABASES, ("waitress", "gunicorn")):
        with tempfile.TemporaryDirectory() as folder:
            address = database_address(kind, f"kill_{server_kind}_{os.getpid()}")
            server = Server(address, Path(folder), kind=server_kind)
            began = time.monotonic()
            tally = kill_while_writing(make_app(address), server, writes=asked.writes, kills=asked.kills)
            took = time.monotonic() - began
            print(
                f"{kind}, {server_kind}, {asked.kills} kills, {took:.0f} s, load {os.getloadavg()[0]:.1f}: {tally}",
                flush=True,
            )


if __name__ == "__main__":
    main()
