"""The way of a selection, its tally, and the words of a question that asks again."""

from datetime import date
from itertools import product
from types import SimpleNamespace

import pytest

from app.core.errors import DomainError
from app.selection import opinion_table
from app.selection.asking_again.domain import Recall, question_text
from app.selection.domain import MOVES, CallStatus, Stated, check_move, must_be, tally


@pytest.mark.parametrize(("current", "wanted"), list(product(CallStatus, CallStatus)))
def test_only_the_listed_ways_lead_on(current, wanted):
    if (current, wanted) in MOVES:
        check_move(current, wanted, opinions=0)
    else:
        with pytest.raises(DomainError):
            check_move(current, wanted, opinions=0)


def test_nothing_leads_away_from_a_decision():
    assert not [wanted for current, wanted in MOVES if current is CallStatus.DECIDED]


def test_the_shortlist_is_not_reopened_once_an_opinion_was_given():
    with pytest.raises(DomainError, match="given already"):
        check_move(CallStatus.OPINIONS, CallStatus.COLLECTING, opinions=1)


@pytest.mark.parametrize("status", list(CallStatus))
def test_each_state_takes_what_is_its_own(status):
    must_be(status, status)
    others = set(CallStatus) - {status}
    with pytest.raises(DomainError):
        must_be(status, *others)


def test_a_majority_is_more_than_half_of_the_delegates_in_office():
    in_office = {1, 2, 3, 4}
    half = tally([(1, True), (2, True)], in_office)
    more = tally([(1, True), (2, True), (3, True), (9, True)], in_office)
    assert (half.has_majority, more.has_majority) == (False, True)
    assert (half.silent, more.agreed, more.silent) == (2, 3, 1)
    assert not tally([], set()).has_majority


PROMISE = Recall(
    words="Xây xong kè",
    occasion="phiên chất vấn và trả lời chất vấn Kỳ họp thứ Năm",
    said_on=date(2017, 7, 14),
    answerer="Trần Văn A, Giám đốc Sở Xây dựng",
    addressee="Giám đốc Sở Xây dựng",
    deadline_words="trước 30/10/2017",
    original_due_on=date(2017, 10, 29),
    due_on=date(2018, 6, 30),
    extensions=1,
    reasons=("Quá hạn 40 ngày (thời hạn 30/06/2018)", "Đã gia hạn 1 lần"),
)


def test_the_question_names_who_promised_what_until_when_and_how_it_stands():
    assert question_text([PROMISE]) == (
        "Trần Văn A, Giám đốc Sở Xây dựng đã hứa tại phiên chất vấn và trả lời chất vấn Kỳ họp thứ Năm "
        "(ngày 14/07/2017): “Xây xong kè”; thời hạn: trước 30/10/2017 (29/10/2017), gia hạn đến ngày 30/06/2018. "
        "Đến nay: quá hạn 40 ngày (thời hạn 30/06/2018); đã gia hạn 1 lần. Đề nghị Giám đốc Sở Xây dựng cho biết kết quả "
        "thực hiện, nguyên nhân, trách nhiệm và thời hạn hoàn thành."
    )


def test_a_promise_without_a_name_or_a_deadline_makes_a_question_too():
    bare = Recall(words="Xây xong kè", occasion="phiên giải trình ngày 14/07/2017", said_on=date(2017, 7, 14))
    text = question_text([bare])
    assert text.startswith("Đã hứa tại phiên giải trình")
    assert "không nêu thời hạn" in text
    assert "Đề nghị người bị chất vấn" in text


def test_several_promises_of_one_agency_are_listed():
    lines = question_text([PROMISE, PROMISE]).splitlines()
    assert lines[0].endswith("đối với 2 cam kết sau đây:")
    assert [line[:2] for line in lines[1:]] == ["1.", "2."]


def test_only_answers_other_than_the_page_was_opened_with_are_written():
    shortlist = [SimpleNamespace(id=7), SimpleNamespace(id=8)]
    sent = {
        "opinion-1-7": "yes", "was-1-7": "",
        "opinion-1-8": "no", "was-1-8": "no",
        "opinion-2-7": "", "was-2-7": "yes",
        "opinion-2-8": "perhaps", "was-2-8": "",
        "note-1-7": " Rất  cần\x00",
    }  # fmt: skip
    typed = opinion_table.read(sent, [1, 2], shortlist)
    assert opinion_table.changed(typed, sent) == {(1, 7): Stated(agrees=True), (2, 7): None}
