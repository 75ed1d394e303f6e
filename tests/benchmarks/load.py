"""Fifty people at once, for two minutes, on both databases. Run: python -m tests.benchmarks.load

Half are clerks, who write a session down, log the agencies' reports, look pledges up and take the register out to Excel;
half are delegates, who read. Each does something, looks at it for a moment (`--pause`, on average) and goes on, over a
connection of their own to a real server in another process. The register holds 1 500 pledges beforehand.

Printed are how many pages of each kind were answered and how long that took: the half, nineteen in twenty, and all were
at least as quick as told; and the processor time of the server, which hardly changes when the machine has other work.
Whatever is not the answer expected is an error; whatever was answered with success has to be
in the database afterwards, and the audit chain whole.
"""

import argparse
import os
import random
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path

import sqlalchemy as sa
from flask import Flask

from app.core.database import db
from app.core.tenancy import enter_council
from app.monitoring.domain import RoundStatus
from app.monitoring.models import AgencyReport, Assessment
from app.pledges.models import Pledge
from app.upkeep.verify import verify_all
from tests import factories
from tests.conftest import DATABASES, database_address, make_app
from tests.faults.browser import Answer, Browser
from tests.faults.scene import Scene, make_scene, pledge, sit_down
from tests.faults.servers import COMMANDS, Server

ANSWERS = 30
DRAFTS, ADOPTED = 1_200, 300
SEARCHES = ("kè", "so nong nghiep", "hoan thanh", "viec so 12", "T-0100")


@dataclass
class Register:
    """What is there beforehand."""

    scene: Scene
    pledge_ids: list[int]
    row_ids: list[int]


@dataclass
class Figures:
    """What happened, by kind of page."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: list[str] = field(default_factory=list)
    saved: list[str] = field(default_factory=list)


def fill(app: Flask) -> Register:
    """A session being written down, another of long ago, and a round in which reports come in."""
    scene = make_scene(app, answers=ANSWERS)
    with app.app_context():
        enter_council(scene.council_id)
        long_ago = factories.make_session(scene.council_id)
        answers = [
            factories.make_answer(
                scene.council_id,
                question=factories.make_question(
                    scene.council_id,
                    topic_group=factories.make_topic_group(scene.council_id, session=long_ago),
                ),
            )
            for _each in range(10)
        ]
        made = [
            factories.make_pledge(scene.council_id, answer=answers[number % 10])
            for number in range(DRAFTS + ADOPTED)
        ]
        factories.adopt(*made[:ADOPTED])
        round_ = factories.make_round(scene.council_id, status=RoundStatus.COLLECTING)
        rows = [
            Assessment(council_id=scene.council_id, round_id=round_.id, pledge_id=each.id)
            for each in made[:ADOPTED]
        ]
        db.session.add_all(rows)
        db.session.commit()
        register = Register(scene, [each.id for each in made], [each.id for each in rows])
        db.session.remove()
    return register


class Person:
    """Somebody at a browser, who does one thing after another until the time is over."""

    def __init__(self, number: int, browser: Browser, register: Register, figures: Figures) -> None:
        self.number, self.browser, self.register, self.figures = number, browser, register, figures
        self.chance = random.Random(number)
        self.count = 0

    def deeds(self) -> list[tuple[Callable[[], None], int]]:
        return [
            (self.look_up, 35), (self.read_a_pledge, 40), (self.first_page, 10), (self.statistics, 10),
            (self.export, 5),
        ]  # fmt: skip

    def act(self) -> None:
        deeds, weights = zip(*self.deeds(), strict=True)
        try:
            self.chance.choices(deeds, weights)[0]()
        except (OSError, HTTPException) as broken:
            self.figures.errors.append(f"{self.number}: {broken!r}")

    def note(self, kind: str, answer: Answer, expected: int = 200) -> bool:
        self.figures.seconds[kind].append(answer.seconds)
        if answer.status != expected:
            self.figures.errors.append(f"{kind}: {answer.status}, request {answer.request_id}")
        return answer.status == expected

    def path(self, rest: str) -> str:
        return self.register.scene.path(rest)

    def look_up(self) -> None:
        question = (
            f"?q={self.chance.choice(SEARCHES)}".replace(" ", "+") if self.chance.random() < 0.5 else ""
        )
        self.note(
            "register, searched" if question else "register",
            self.browser.get(self.path("register" + question.replace("kè", "k%C3%A8"))),
        )

    def read_a_pledge(self) -> None:
        number = self.chance.choice(self.register.pledge_ids)
        self.note("pledge page", self.browser.get(self.path(f"pledges/{number}")))

    def first_page(self) -> None:
        self.note("first page", self.browser.get(self.path("")))

    def statistics(self) -> None:
        self.note("statistics", self.browser.get(self.path("statistics")))

    def export(self) -> None:
        self.note("export to Excel", self.browser.get(self.path("register/export/xlsx")))


class Clerk(Person):
    def deeds(self) -> list[tuple[Callable[[], None], int]]:
        return [
            (self.record, 40), (self.log_report, 15), (self.session_page, 10), (self.look_up, 15),
            (self.read_a_pledge, 15), (self.export, 5),
        ]  # fmt: skip

    def words(self) -> str:
        self.count += 1
        return f"Việc thứ {self.count} do chuyên viên {self.number} ghi"

    def record(self) -> None:
        answer_id = self.register.scene.answer_ids[self.number % ANSWERS]
        path = self.path(f"answers/{answer_id}/pledges/new")
        self.note("form of a pledge", self.browser.get(path))
        words = self.words()
        if self.note("recording a pledge", self.browser.post(path, pledge(words)), 302):
            self.figures.saved.append(words)

    def log_report(self) -> None:
        path = self.path(f"rounds/rows/{self.chance.choice(self.register.row_ids)}")
        self.note("row of a round", self.browser.get(path))
        words = self.words()
        fields = {"report-state": "in_progress", "report-text": words, "report-reported_on": "01/10/2026"}
        if self.note("logging a report", self.browser.post(f"{path}/report", fields), 302):
            self.figures.saved.append(words)

    def session_page(self) -> None:
        self.note("session page", self.browser.get(self.path(f"sessions/{self.register.scene.session_id}")))


def work(person: Person, *, until: float, pause: float) -> None:
    time.sleep(person.chance.random() * pause)
    while time.monotonic() < until:
        person.act()
        time.sleep(person.chance.uniform(0.5, 1.5) * pause)
    person.browser.close()


def not_kept(app: Flask, register: Register, figures: Figures) -> Iterator[str]:
    """What was answered with success and is not there, or not once."""
    with app.app_context():
        db.session.remove()
        enter_council(register.scene.council_id)
        stored = [
            *db.session.scalars(sa.select(Pledge.words)),
            *db.session.scalars(sa.select(AgencyReport.text)),
        ]
        times = dict.fromkeys(figures.saved, 0)
        for words in stored:
            if words in times:
                times[words] += 1
        yield from (words for words, count in times.items() if count != 1)
        db.session.remove()


def faults_of(app: Flask) -> set[str]:
    with app.app_context():
        db.session.remove()
        found = set(verify_all().faults)
        db.session.remove()
    return found


def run(kind: str, server_kind: str, *, people: int, seconds: float, pause: float) -> None:
    with tempfile.TemporaryDirectory() as folder:
        address = database_address(kind, f"load_{server_kind}_{os.getpid()}")
        app = make_app(address)
        register, figures = fill(app), Figures()
        before = faults_of(app)
        server = Server(address, Path(folder), kind=server_kind)
        server.start()
        try:
            spent = server.processor_seconds()
            crowd = [
                (Clerk if number % 2 else Person)(
                    number,
                    sit_down(app, register.scene, "clerk" if number % 2 else "delegate", port=server.port),
                    register,
                    figures,
                )
                for number in range(people)
            ]
            until = time.monotonic() + seconds
            threads = [
                threading.Thread(target=work, args=(each,), kwargs={"until": until, "pause": pause})
                for each in crowd
            ]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            spent = server.processor_seconds() - spent
        finally:
            server.stop()
        title = f"{kind}, {server_kind}: {people} people, {seconds:.0f} s, pause {pause:g} s"
        print(f"\n{title}, load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
        pages = tell(figures)
        print(f"{spent / pages * 1000:.0f} ms of the server's processor time a page, all kinds together")
        lost, faults = list(not_kept(app, register, figures)), faults_of(app) - before
        print(
            f"{len(figures.saved)} writes acknowledged, {len(lost)} lost or doubled; {len(figures.errors)} errors; "
            f"{len(faults)} faults found by verify"
        )
        for line in [*figures.errors[:10], *lost[:10], *sorted(faults)[:10]]:
            print("  ", line)


def tell(figures: Figures) -> int:
    """The table; how many pages there were."""
    every = [second for seconds in figures.seconds.values() for second in seconds]
    print(f"{'':24}{'pages':>8}{'p50 ms':>10}{'p95 ms':>10}{'max ms':>10}")
    for kind, seconds in [*sorted(figures.seconds.items()), ("all", every)]:
        ordered = sorted(seconds)
        half, most = ordered[len(ordered) // 2], ordered[min(len(ordered) - 1, len(ordered) * 95 // 100)]
        print(
            f"{kind:24}{len(ordered):8}{half * 1000:10.0f}{most * 1000:10.0f}{ordered[-1] * 1000:10.0f}",
            flush=True,
        )
    return len(every)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--pause", type=float, default=5.0)
    parser.add_argument("--database", choices=DATABASES, action="append")
    parser.add_argument("--server", choices=COMMANDS, default="waitress")
    asked = parser.parse_args()
    for kind in asked.database or DATABASES:
        run(kind, asked.server, people=asked.people, seconds=asked.seconds, pause=asked.pause)


if __name__ == "__main__":
    main()
