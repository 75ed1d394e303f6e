"""How words are compared and which of them are marked."""

import unicodedata

import pytest

from app.search.domain import SNIPPET, USUAL, Forms, Wanted, marked, snippet

FORMS = Forms.of((each.short, each.full) for each in USUAL)


def marks(text: str, query: str) -> list[str]:
    return [piece.text for piece in marked(text, Wanted.of(query, FORMS)) if piece.marked]


def test_behind_a_text_stands_the_other_form_of_each_abbreviation_in_it() -> None:
    assert FORMS.both("ubnd tp giao").endswith("ubnd tp giao uy ban nhan dan thanh pho")
    assert FORMS.both("uy ban nhan dan thanh pho") == "uy ban nhan dan thanh pho ubnd tp"
    assert FORMS.both("so nn mt") == "so nn mt nong nghiep va moi truong"
    assert FORMS.both("so nong nghiep va ptnt") == "so nong nghiep va ptnt phat trien nong thon"


def test_a_text_with_both_forms_or_with_none_stays_as_it_is() -> None:
    assert FORMS.both("ubnd uy ban nhan dan") == "ubnd uy ban nhan dan"
    assert FORMS.both("cau voi phuc") == "cau voi phuc"


def test_a_short_form_within_another_word_is_none() -> None:
    assert FORMS.both("tphcm http") == "tphcm http"


def test_a_number_right_behind_a_short_form_stands_for_itself() -> None:
    assert FORMS.both("ql18 di") == "ql 18 di quoc lo"
    assert Wanted.of("QL18 abc12", FORMS).tokens == ("ql", "18", "abc12")


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        ("Đường Hoàng Cầu – Voi Phục", "voi phuc hoang", ["Hoàng", "Voi", "Phục"]),
        ("Cấp nước cho xã vùng cao", "nuo", ["nước"]),
        ("Năm 2017 và 20170 hộ", "2017", ["2017"]),
        ("Ủy ban nhân dân thành phố", "ubnd", ["Ủy", "ban", "nhân", "dân"]),
        ("UBND TP và nhân dân", "ủy ban nhân dân", ["UBND", "nhân", "dân"]),
        ("Không có gì", "cầu", []),
    ],
)
def test_the_words_searched_for_are_marked_in_the_text(text, query, expected) -> None:
    assert marks(text, query) == expected


def test_marking_changes_no_letter_of_the_text() -> None:
    for text in ("", "Đường", unicodedata.normalize("NFD", "Đường Hoàng Cầu & <b>"), "a" * 5000, "–—\n ấ"):
        assert "".join(piece.text for piece in marked(text, Wanted.of("duong hoang a", FORMS))) == text


def test_of_a_long_text_the_part_is_shown_in_which_the_words_stand_together() -> None:
    text = "cầu " + "đường sá " * 200 + "hoàn thành cầu Hoàng Cầu trong năm " + "việc khác " * 200
    shown = snippet(text, Wanted.of("hoang cau", FORMS))
    assert "Hoàng Cầu" in shown
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert len(shown) < SNIPPET + 10
    assert snippet(text, Wanted.of("bệnh viện", FORMS)) == ""


def test_a_search_without_a_letter_or_a_digit_wants_nothing() -> None:
    assert not Wanted.of("\"*() - '", FORMS)
    assert len(Wanted.of("a" * 10_000, FORMS).tokens) == 1
    assert Wanted.of("cầu cau CẦU", FORMS).tokens == ("cau",)
