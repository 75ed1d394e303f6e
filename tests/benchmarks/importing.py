"""How long others must wait for their turn to write while a sheet of 5,000 rows is imported on SQLite.

.venv/bin/python -m tests.benchmarks.importing [rows]
"""

import sys
import time
from datetime import date, timedelta
from io import BytesIO

import sqlalchemy as sa
from flask.testing import FlaskClient

from app.core.database import db
from app.core.jobs.carrying import carry_out
from app.core.tenancy import scoped_to
from tests import factories
from tests.conftest import database_address, make_app
from tests.integration.imports.sheets import row, workbook

ROWS = 5000


def sheet(rows: int) -> bytes:
    """Ten years of sessions, forty agencies, two hundred delegates; three pledges an answer, half of them adopted."""
    lines = []
    for number in range(rows):
        day = date(2016, 7, 1) + timedelta(days=30 * (number % 120))
        agency = f"Sở Thử nghiệm {number % 40}"
        lines.append(
            row(
                sitting="",
                held_on=f"{day:%d/%m/%Y}",
                session_kind="Chất vấn tại phiên họp Thường trực",
                topic=f"Nhóm vấn đề {number % 7}",
                askers=f"Đại biểu Số {number % 200}",
                question=f"Vì sao việc {number // 3} chậm?",
                person=f"Giám đốc Số {number % 40}",
                office=f"Giám đốc {agency}",
                agency=agency,
                words=f"Hoàn thành việc số {number} trong khu vực được giao",
                deadline_words=f"trước ngày {day + timedelta(days=200 + number % 300):%d/%m/%Y}",
                resolution=f"{number % 120 + 1}/NQ-HĐND" if number % 2 else "",
                target="",
                measure="",
                unit="",
            )
        )
    return workbook(*lines)


class Turns:
    """How long each turn to write lasted, by SQLite's own beginning and end of it."""

    def __init__(self, engine: sa.Engine) -> None:
        self.held: list[tuple[float, float]] = []
        """By the clock and by the processor, which a busy machine hardly changes."""

        self._since: tuple[float, float] | None = None
        sa.event.listen(engine, "before_cursor_execute", self._begun)
        sa.event.listen(engine, "commit", self._ended)
        sa.event.listen(engine, "rollback", self._ended)

    def _begun(self, _connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement == "BEGIN IMMEDIATE":
            self._since = time.monotonic(), time.process_time()

    def _ended(self, _connection: object) -> None:
        if self._since is not None:
            clock, processor = self._since
            self.held.append((time.monotonic() - clock, time.process_time() - processor))
            self._since = None


def main() -> None:
    rows = int(sys.argv[1]) if sys.argv[1:] else ROWS
    app = make_app(database_address("sqlite", "importing"))
    content = sheet(rows)
    with app.app_context():
        council = factories.make_council()
        with scoped_to(council.id):
            clerk = factories.make_user("clerk", council_id=council.id)
            slug = council.slug
            browser = factories.browser_of(app, clerk)
            db.session.commit()
        job_id = ask(browser, slug, content, rows)
        db.session.rollback()
        turns = Turns(db.engine)
        began = time.monotonic()
        carry_out(job_id)
        whole = time.monotonic() - began
    clock, processor = max(turns.held)
    print(
        f"{rows} rows: {whole:.1f} s in all; the longest turn to write {clock:.1f} s, {processor:.1f} s of the processor"
    )


def ask(browser: FlaskClient, slug: str, content: bytes, rows: int) -> int:
    """Upload the sheet and ask for its import; the number of the work."""
    sent = browser.post(
        f"/{slug}/register/import",
        data={"file": (BytesIO(content), "so.xlsx")},
        content_type="multipart/form-data",
    )
    work = browser.post(sent.location, data={"rows": str(rows)}).location
    return int(work.rsplit("/", 1)[1])


if __name__ == "__main__":
    main()
