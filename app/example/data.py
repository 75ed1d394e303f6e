"""The example's data as it stands in `pledges.jsonl`, and what of it can be loaded.

Every line is a pledge reported by a public source. A line is loaded when that source tells the day of the session; where it
tells only the month or the year, or none, the line stays in the file and out of the register, since a day would have to be
invented. The resolution of Hà Giang names no day of questioning; its own day, 14 July 2017, stands for it.
"""

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from app.dossier.domain import RegisterRow
from app.sittings.domain import SessionKind

FILE = Path(__file__).with_name("pledges.jsonl")


@dataclass(frozen=True, slots=True, kw_only=True)
class ExampleCouncil:
    """A council of the example, with the terms its pledges fall in: (number, years)."""

    slug: str
    name: str
    place: str
    terms: tuple[tuple[str, str], ...]


COUNCILS = (
    ExampleCouncil(
        slug="ha-giang",
        name="Hội đồng nhân dân tỉnh Hà Giang",
        place="Hà Giang",
        terms=(("XVII", "2016-2021"),),
    ),
    ExampleCouncil(
        slug="ha-noi",
        name="Hội đồng nhân dân thành phố Hà Nội",
        place="Hà Nội",
        terms=(("XV", "2016-2021"), ("XVI", "2021-2026")),
    ),
    ExampleCouncil(
        slug="ho-chi-minh",
        name="Hội đồng nhân dân Thành phố Hồ Chí Minh",
        place="Thành phố Hồ Chí Minh",
        terms=(("IX", "2016-2021"), ("X", "2021-2026")),
    ),
    ExampleCouncil(
        slug="hai-duong",
        name="Hội đồng nhân dân tỉnh Hải Dương",
        place="Hải Dương",
        terms=(("XVII", "2021-2026"),),
    ),
    ExampleCouncil(
        slug="thanh-hoa",
        name="Hội đồng nhân dân tỉnh Thanh Hóa",
        place="Thanh Hóa",
        terms=(("XVIII", "2021-2026"),),
    ),
    ExampleCouncil(
        slug="cao-bang",
        name="Hội đồng nhân dân tỉnh Cao Bằng",
        place="Cao Bằng",
        terms=(("XVI", "2016-2021"),),
    ),
)


def example_rows() -> dict[str, list[RegisterRow]]:
    """The rows that can be loaded, by the slug of their council, in the order of the file."""
    rows: defaultdict[str, list[RegisterRow]] = defaultdict(list)
    for line in FILE.read_text(encoding="utf-8").splitlines():
        pledge = json.loads(line)
        if pledge["held_on"]:
            rows[pledge["council"]].append(_row(pledge))
    return rows


def _row(pledge: dict[str, Any]) -> RegisterRow:
    target = pledge["target"]
    return RegisterRow(
        sitting=pledge["sitting"],
        held_on=date.fromisoformat(pledge["held_on"]),
        session_kind=SessionKind(pledge["session_kind"]),
        topic=pledge["topic"],
        askers=tuple(pledge["askers"]),
        question=pledge["question"],
        person=pledge["person"],
        office=pledge["office"],
        agency=pledge["agency"],
        words=pledge["words"],
        measure=pledge["measure"],
        target=Decimal(str(target)) if target is not None else None,
        unit=pledge["unit"],
        deadline_words=pledge["deadline_words"],
        due_on=date.fromisoformat(pledge["due_on"]) if pledge["due_on"] else None,
        coordinators=tuple(pledge["coordinators"]),
        followers=tuple(pledge["followers"]),
        source=pledge["source"],
    )
