"""What of a pledge is counted and divided, as the pledge page shows it on a day: its measure, its steps, shares and occurrences."""

from dataclasses import dataclass
from datetime import date

from app.dossier.chart import Chart, draw
from app.dossier.story import Dossier
from app.monitoring.figures import Progress, progress_of
from app.monitoring.parts import Counted, FoundPart, counts, owing, parts_on


@dataclass(frozen=True)
class Following:
    """The measure with its drawing, the parts with their verdicts, and which agencies still owe."""

    progress: Progress | None
    chart: Chart | None
    parts: list[FoundPart]
    counted: list[Counted]
    owing: list[str]


def following_of(dossier: Dossier, day: date) -> Following:
    """Of a dossier, which is already as it stood on the day."""
    progress = progress_of(dossier.pledge, reports=dossier.reports, assessments=dossier.assessments)
    found = parts_on([dossier.pledge.id], day).get(dossier.pledge.id, [])
    return Following(
        progress=progress,
        chart=draw(progress) if progress else None,
        parts=found,
        counted=counts(found, day),
        owing=owing(found),
    )
