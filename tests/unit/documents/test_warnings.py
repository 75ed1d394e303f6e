"""What would be wrong on paper is told before, each with the place where it is mended."""

from dataclasses import dataclass, replace
from datetime import date

import pytest

from app.documents.settings.domain import USUAL_BASES
from app.documents.warnings import (
    Mend,
    about_bases,
    about_head,
    about_number,
    about_row,
    about_signer,
    about_texts,
)
from tests.documents import samples

JULY, AUGUST = date(2026, 7, 10), date(2026, 8, 3)
GIVEN = {95: JULY}


@dataclass(frozen=True)
class Someone:
    name: str
    starts_on: date | None = None
    ends_on: date | None = None


def told(warnings):
    return [(str(warning.told), warning.mend) for warning in warnings]


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("96/NQ-HĐND", ""),
        ("", "no number"),
        ("/NQ-HĐND", "no number"),
        ("95/NQ-HĐND", "already given in 2026"),
        ("98/NQ-HĐND", "gap: the next one would be 96/NQ-HĐND"),
        ("94/NQ-HĐND", "order of the days"),
    ],
)
def test_a_number_that_is_missing_taken_or_out_of_order_is_told(number, said):
    warnings = about_number(number, AUGUST, GIVEN, at_issue=True, mend=Mend.RESOLUTION, record_id=7)
    assert len(warnings) == bool(said)
    assert all(said in words for words, _ in told(warnings))
    assert all((each.mend, each.record_id) == (Mend.RESOLUTION, 7) for each in warnings)


def test_a_number_given_after_signature_is_not_missed():
    assert about_number("", AUGUST, GIVEN, at_issue=False, mend=Mend.HERE) == []


@pytest.mark.parametrize(
    ("name", "signers", "said", "mend"),
    [
        ("", [], "missing", Mend.HERE),
        ("Thào Hồng Sơn", [], "", None),
        ("Thào Hồng Sơn", [Someone("Thào Hồng Sơn")], "", None),
        ("thào hồng sơn ", [Someone("Thào Hồng Sơn", date(2021, 7, 1), date(2026, 8, 3))], "", None),
        ("Thào Hồng Sơn", [Someone("Người khác")], "not on the list", Mend.SIGNERS),
        ("Thào Hồng Sơn", [Someone("Thào Hồng Sơn", None, JULY)], "may not sign", Mend.SIGNERS),
        ("Thào Hồng Sơn", [Someone("Thào Hồng Sơn", None, JULY), Someone("Thào Hồng Sơn", AUGUST)], "", None),
    ],
)
def test_a_signer_who_is_missing_unknown_or_out_of_office_on_the_day_is_told(name, signers, said, mend):
    warnings = told(about_signer(name, AUGUST, signers, mend=Mend.HERE))
    assert len(warnings) == bool(said)
    assert all(said in words and where is mend for words, where in warnings)


def test_a_legal_basis_that_was_or_is_not_yet_in_force_is_told():
    old_law = next(words for words, _starts, ends in USUAL_BASES if ends is not None)
    lines = [f"{old_law};", "Căn cứ Quy chế hoạt động của Hội đồng nhân dân"]
    assert about_bases(lines, date(2026, 2, 28), []) == []
    ((words, mend),) = told(about_bases(lines, date(2026, 3, 1), []))
    assert old_law in words
    assert mend is Mend.TEXT


def test_the_councils_own_list_says_when_a_basis_is_in_force():
    own = [("Căn cứ Quy chế", date(2026, 8, 1), None)]
    assert len(about_bases(["Căn cứ Quy chế."], JULY, own)) == 1
    assert about_bases(["Căn cứ Quy chế."], AUGUST, own) == []


def test_a_head_without_place_or_issuing_body_is_told():
    paper = samples.resolution()
    assert about_head(paper) == []
    bare = replace(paper, letterhead=replace(paper.letterhead, agency=" ", place=""))
    assert [each.mend for each in about_head(bare)] == [Mend.COUNCIL] * 2
    assert about_head(replace(paper, letterhead=None)) == []


def test_an_empty_part_of_the_text_is_told_by_its_name():
    warnings = told(about_texts({"Điều 1": "Đồng ý.", "Điều 2": " "}, mend=Mend.TEXT))
    assert warnings == [("“Điều 2” is empty and will not be printed.", Mend.TEXT)]


def test_a_row_is_told_once_with_all_it_lacks():
    (warning,) = about_row(12, Mend.PLEDGE, 3, "Trình kế hoạch", ["Chưa có thời hạn.", "Chưa rõ người."])
    assert str(warning.told) == "Row 3, “Trình kế hoạch”: Chưa có thời hạn; Chưa rõ người"
    assert warning.record_id == 12
    assert about_row(12, Mend.PLEDGE, 3, "Trình kế hoạch", []) == []
