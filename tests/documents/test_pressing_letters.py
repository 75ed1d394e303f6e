"""Letters that press and the list of who did not report: their form by coordinates, their words in PDF and in Word."""

import re
from datetime import date
from functools import cache
from io import BytesIO

import docx
import pytest
from docx.oxml.ns import qn

from app.core.pdf import render_pdf
from app.documents.paper import TEMPLATE, Letterhead, Orientation, Paper, Signature
from app.documents.tables.word import write_tables
from app.documents.wording import ended, paragraphs_of
from app.pledges.domain import Verdict
from app.pressing.clock.paper import MissingReportsDocument, MissingRow
from app.pressing.letters.paper import PressedRow, PressingLetter
from app.pressing.letters.word import write_pressing_letter
from tests.documents import samples
from tests.documents.reading import MM, Typed
from tests.documents.reading import Paper as Read
from tests.documents.table_samples import signed

DAY = date(2018, 7, 2)
SUBJECT = "V/v đôn đốc việc thực hiện cam kết sau chất vấn"
WORDS = [row.pledge for group in samples.GROUPS for row in group.rows]


def letter(rows: int) -> PressingLetter:
    """To an agency with so many pledges; number, day, signer and what was found are made up."""
    return PressingLetter(
        council_name=samples.COUNCIL,
        title=SUBJECT,
        draft=False,
        letterhead=Letterhead(
            superior="Hội đồng nhân dân\ntỉnh Hà Giang",
            agency="Thường trực",
            number="05/HĐND-VP",
            symbol="HĐND-VP",
            place="Hà Giang",
            issued_on=DAY,
            subject=SUBJECT,
        ),
        addressees=("Sở Nông nghiệp và Phát triển nông thôn",),
        paragraphs=paragraphs_of(
            "Thực hiện Nghị quyết số 95/NQ-HĐND, đến nay còn các cam kết cần được đôn đốc:"
        ),
        rows=tuple(
            PressedRow(
                pledge=words,
                source=f"nội dung số {number}",
                deadline_words="trong quý IV năm 2017",
                original_due_on=date(2017, 12, 31),
                effective_due_on=date(2018, 3, 31) if number == 1 else date(2017, 12, 31),
                days_overdue=183,
                verdict=Verdict.IN_PROGRESS if number == 1 else Verdict.NOT_ASSESSED,
                verdict_on=date(2018, 6, 30) if number == 1 else None,
                request="Khẩn trương hoàn thành; báo cáo kết quả, kèm tài liệu chứng minh",
                reminders=1,
            )
            for number, words in enumerate((WORDS * 3)[:rows], start=1)
        ),
        ending=("Đề nghị Sở tập trung thực hiện, gửi báo cáo kết quả bằng văn bản.",),
        closing=ended("Báo cáo gửi chậm nhất ngày 15 tháng 7 năm 2018."),
        signature=Signature(capacity=("TM. Thường trực Hội đồng nhân dân", "Chủ tịch"), name="Người Ký Mẫu"),
        recipients=("Như trên", "Lưu: VT, VP"),
        issuer="Thường trực Hội đồng nhân dân tỉnh Hà Giang",
        address_line="Số 395 đường Nguyễn Trãi, thành phố Hà Giang",
    )


def missing() -> MissingReportsDocument:
    return signed(
        MissingReportsDocument(
            council_name=samples.COUNCIL,
            title="Người, cơ quan chưa gửi báo cáo việc thực hiện nghị quyết\nvà cam kết sau chất vấn phục vụ Kỳ họp thứ Bảy",
            orientation=Orientation.PORTRAIT,
            addressees=("Hội đồng nhân dân tỉnh Hà Giang",),
            paragraphs=paragraphs_of("Những người, cơ quan sau đây chưa gửi hoặc gửi chậm báo cáo:"),
            missing=(MissingRow(who="Giám đốc Công an tỉnh", pledges=2, overdue=1, days_late=3),),
            late=(
                MissingRow(
                    who="Trưởng Ban Dân tộc tỉnh",
                    pledges=2,
                    received_on=DAY,
                    document_number="598/BC-BDT",
                    days_late=1,
                ),
            ),
            must=7,
        )
    )


SHORT, LONG, LIST = letter(2), letter(9), missing()
ALL = pytest.mark.parametrize("paper", [SHORT, LONG, LIST], ids=["within", "appendix", "list"])
LETTERS = pytest.mark.parametrize("paper", [SHORT, LONG], ids=["within", "appendix"])


@cache
def read(paper: Paper) -> Read:
    return Read(render_pdf(TEMPLATE, paper, title="Thử").content)


def line(paper: Paper, begins: str, page: int = 0) -> list[Typed]:
    typed = read(paper).typed(page)
    start = next(word for word in typed if word.text == begins.partition(" ")[0])
    return [word for word in typed if abs(word.baseline - start.baseline) < 1 and word.left >= start.left]


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text).casefold()


@ALL
def test_no_word_stands_outside_the_margins(paper: Paper) -> None:
    for page in read(paper).pages:
        part = paper if page.width < page.height else paper.parts[-1]
        left, right = part.margins.left * MM, page.width - part.margins.right * MM
        body = [word for word in page.words if word.top > 20 * MM]
        assert all(word.left >= left - 1 and word.right <= right + 1 for word in body)


@LETTERS
def test_the_subject_stands_upright_in_12_points_under_the_number(paper: Paper) -> None:
    subject, number = line(paper, "V/v")[:3], line(paper, "Số:")[:2]
    assert {(word.size, word.style) for word in subject} == {(12.0, "")}
    assert subject[0].top > number[0].bottom
    assert subject[0].left < number[0].left
    assert " ".join(word.text for word in number) == "Số: 05/HĐND-VP"


@LETTERS
def test_the_one_agency_stands_on_the_line_of_the_salutation_and_is_the_first_of_the_recipients(
    paper: Paper,
) -> None:
    said = " ".join(word.text for word in line(paper, "Kính"))
    assert said == "Kính gửi: Sở Nông nghiệp và Phát triển nông thôn"
    text = " ".join(page.text for page in read(paper).pages)
    assert "Nơi nhận: - Như trên; - Lưu: VT, VP." in text.replace("  ", " ") or "- Như trên;" in text


@ALL
def test_the_text_ends_with_its_mark_before_the_name_of_the_signer(paper: Paper) -> None:
    text = " ".join(page.text for page in read(paper).pages)
    assert text.index("./.") < text.index("Người Ký Mẫu")


def test_a_short_table_stands_within_the_text() -> None:
    assert len(read(SHORT).pages) == 1
    text = read(SHORT).pages[0].text
    assert text.index("đôn đốc:") < text.index("Nội dung cam kết") < text.index("Đề nghị Sở")
    assert "Hiện hành: 31/03/2018" in text
    assert "183 ngày" in text
    assert "(Đã đôn đốc 1 lần)" in text
    assert "Đang thực hiện" in text


def test_a_long_table_is_an_appendix_that_lies_across_and_names_its_letter() -> None:
    pages = read(LONG).pages
    begins = next(number for number, page in enumerate(pages) if page.text.startswith("Phụ lục"))
    assert all(page.width < page.height for page in pages[:begins])
    assert all(page.width > page.height for page in pages[begins:])
    assert "(Kèm theo Công văn số 05/HĐND-VP ngày 02 tháng 7 năm 2018 của Thường trực" in pages[begins].text
    assert "Nội dung cam kết" not in " ".join(page.text for page in pages[:begins])
    assert "Tổng số: 9 cam kết./." in pages[-1].text


def test_the_list_for_the_chair_says_who_did_not_report_and_who_was_late() -> None:
    text = read(LIST).pages[0].text
    assert (
        text.index("Chưa gửi báo cáo") < text.index("Giám đốc Công an tỉnh") < text.index("Gửi báo cáo chậm")
    )
    assert "Chưa gửi, đã quá 3 ngày" in text
    assert "Gửi ngày 02/07/2018, chậm 1 ngày" in text
    assert "Tổng số phải gửi báo cáo: 7; chưa gửi: 1; gửi chậm: 1./." in text


@ALL
def test_the_word_file_says_every_word_that_is_printed(paper: Paper) -> None:
    written = write_pressing_letter(paper) if isinstance(paper, PressingLetter) else write_tables(LIST)
    document = docx.Document(BytesIO(written))
    said = squeezed("".join(part.text or "" for part in document.element.body.iter(qn("w:t"))))
    foot = squeezed(paper.address_line if isinstance(paper, PressingLetter) else "")
    printed = {squeezed(word.text) for page in read(paper).pages for word in page.words if word.top > 20 * MM}
    assert {word for word in printed if word not in said and word not in foot} <= {"./."}


@ALL
def test_a_paper_is_the_same_again_from_its_frozen_data(paper: Paper) -> None:
    assert type(paper).from_data(paper.to_data()) == paper
