"""The parent's side of the file reader: bytes of an uploaded file → plain cells or days, or a `DomainError` that says why not."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.core.errors import N_, DomainError

WORKER = Path(__file__).with_name("worker.py")
LARGEST_FILE = 10 * 1024 * 1024
WALL_SECONDS = 45
KEPT_VARIABLES = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "LD_LIBRARY_PATH")

REFUSALS = {
    "not_a_workbook": N_(
        "This file is not an Excel workbook (.xlsx) that can be read. Please save it as .xlsx and try again."
    ),
    "not_a_calendar": N_("This file is not a calendar (.ics) that can be read."),
    "too_many_events": N_(
        "The calendar has more than 2,000 events. Please export the days of one year only."
    ),
    "macros": N_("This workbook holds macros. Please save it as a plain .xlsx file and try again."),
    "too_big_unpacked": N_(
        "This workbook is too big when unpacked: at most 100 MB and 200 parts can be read."
    ),
    "entities": N_("This workbook holds XML that Excel never writes; it was not read."),
    "too_many_rows": N_(
        "The sheet has more than 5,000 rows. Please split it and import the parts one after another."
    ),
    "too_many_columns": N_(
        "The sheet has more than 60 columns. Please take away the columns that are not of the register."
    ),
}


@dataclass(frozen=True, slots=True)
class RawSheet:
    """The first sheet of a workbook: (row number, cells) of each row that holds anything, and where its serial days begin."""

    rows: tuple[tuple[int, list[Any]], ...]
    counts_from_1904: bool = False


def read_workbook(content: bytes) -> RawSheet:
    """Read the first sheet in a process of its own, within bounds of memory and time."""
    if len(content) > LARGEST_FILE:
        raise DomainError(N_("The file is larger than 10 MB."), field="file")
    answer = ask_worker("workbook", content)
    return RawSheet(
        tuple((number, cells) for number, cells in answer["rows"]), counts_from_1904=answer["epoch"] == "1904"
    )


def ask_worker(reader: str, content: bytes) -> dict[str, Any]:
    """What a reader of the worker made of the bytes. Raises `DomainError` on the file where it refused or gave up."""
    environment = {name: value for name, value in os.environ.items() if name in KEPT_VARIABLES}
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and our own file
            [sys.executable, "-I", str(WORKER), reader],
            input=content,
            capture_output=True,
            timeout=WALL_SECONDS,
            check=True,
            env=environment,
        )
        answer: dict[str, Any] = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError) as failed:
        raise DomainError(REFUSALS[f"not_a_{reader}"], field="file") from failed
    if "refused" in answer:
        raise DomainError(REFUSALS[answer["refused"]], field="file")
    return answer
