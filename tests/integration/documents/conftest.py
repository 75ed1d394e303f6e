"""An adopted resolution whose appendix was issued, on a day that does not move; papers without the typesetting."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
import time_machine

from tests import factories


@pytest.fixture
def december() -> Iterator[None]:
    with time_machine.travel(datetime(2026, 12, 7, 3, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def quick_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    from app.core.pdf import RenderedPdf
    from app.core.storage import sha256_of

    def render(_template: str, document: object, *, title: str) -> RenderedPdf:
        content = f"{title}\n{document!r}".encode()
        return RenderedPdf(content, 1, sha256_of(content))

    monkeypatch.setattr("app.documents.printing.render_pdf", render)


@pytest.fixture
def adopt(council, quick_paper, december):
    """`adopt(number="95", …)` adopts a resolution of one pledge; the papers issued."""
    from app.documents.printing import print_papers
    from app.resolutions import commands
    from app.resolutions.domain import Confirmed, NewResolution, ResolutionText

    def make(number="95", *, text="", inside=False, day=date(2026, 7, 10), confirmed=None):
        pledge = factories.make_pledge(council.id, words="Trình kế hoạch sử dụng đất")
        new = NewResolution(
            number=number,
            title="Về chất vấn",
            adopted_on=day,
            signer_name="Thào Hồng Sơn",
            signer_title="Chủ tịch",
        )
        draft = commands.prepare_resolution(session=pledge.session, new=new, actor=None)
        said = ResolutionText(tasks=text, appendix_inside=inside)
        commands.change_text(resolution=draft, new=said, expected_version=None, actor=None)
        meant = confirmed or Confirmed(gaps="Thống nhất ban hành như đã hứa.")
        printed = print_papers(commands.gather_adoption(resolution=draft, confirmed=meant))
        return commands.adopt_resolution(
            resolution=draft, printed=printed, confirmed=meant, expected_version=None, actor=None
        )

    return make


@pytest.fixture
def numbers_later(council):
    """The council gives numbers after signature."""
    from app.documents.settings.commands import change_paper_style
    from app.documents.settings.domain import PaperStyle

    change_paper_style(new=PaperStyle(number_at_issue=False), expected_version=None, actor=None)
