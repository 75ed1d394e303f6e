"""A council with a session that is being written down, and people at their browsers."""

from dataclasses import dataclass
from datetime import date

from flask import Flask

from app.core.database import db
from app.core.tenancy import enter_council
from tests import factories
from tests.faults.browser import Browser

DAY = date(2026, 7, 8)


@dataclass(frozen=True)
class Scene:
    council_id: int
    slug: str
    answer_ids: tuple[int, ...]
    session_id: int

    def path(self, rest: str = "") -> str:
        return f"/{self.slug}/{rest}"


def make_scene(app: Flask, *, answers: int = 1) -> Scene:
    """Committed: a session of one topic group in which so many people answered."""
    with app.app_context():
        council = factories.make_council()
        enter_council(council.id)
        session = factories.make_session(council.id, held_on=DAY)
        group = factories.make_topic_group(council.id, session=session)
        for name in ("UBND huyện Vị Xuyên", "UBND huyện Mèo Vạc"):
            factories.make_agency(council.id, name=name)
        given = [
            factories.make_answer(
                council.id, question=factories.make_question(council.id, topic_group=group), answered_on=DAY
            )
            for _each in range(answers)
        ]
        db.session.commit()
        scene = Scene(council.id, council.slug, tuple(each.id for each in given), session.id)
        db.session.remove()
    return scene


def sit_down(app: Flask, scene: Scene, role: str, *, port: int) -> Browser:
    """Somebody new with that role, signed in."""
    with app.app_context():
        enter_council(scene.council_id)
        user = factories.make_user(role, council_id=scene.council_id)
        client = factories.browser_of(app, user)
        db.session.commit()
        db.session.remove()
        cookie = client.get_cookie(app.config["SESSION_COOKIE_NAME"])
        assert cookie is not None
        return Browser(port, cookie.value)


def pledge(words: str) -> dict[str, str]:
    """A pledge of many rows: itself, a step, two co-ordinating agencies, and their lines in the log."""
    return {
        "words": words,
        "expected_result": "Được đưa vào sử dụng",
        "deadline_words": "trong năm 2026",
        "coordinators": "UBND huyện Vị Xuyên; UBND huyện Mèo Vạc",
        "steps-0-words": f"Bước đầu của {words}",
        "steps-0-due_on": "30/09/2026",
        "steps-0-required": "y",
    }
