"""The figures and the usual words of the report on a round come from the very rows of its appendix."""

import re
from dataclasses import replace

from app.monitoring.report.figures import figures_of
from app.monitoring.report.usual_words import usual_words
from app.pledges.domain import Verdict
from tests.documents import samples

APPENDIX = samples.follow_up()


def numbers_in(sentence: str) -> list[int]:
    return [int(number) for number in re.findall(r"(?<![\d/,])\d+(?![\d/,]*%)(?=$|[;.])", sentence)]


def sentence(begins: str) -> str:
    return next(each for each in figures_of(APPENDIX) if each.startswith(begins))


def test_the_counts_by_deadline_add_up_to_every_pledge_of_the_appendix():
    for named in ("Theo thời hạn hiện hành", "Theo thời hạn ban đầu"):
        assert sum(numbers_in(sentence(named))) == APPENDIX.total


def test_each_verdict_is_a_share_of_all_pledges_with_numerator_and_denominator():
    kept = sum(row.verdict is Verdict.KEPT for row in APPENDIX.rows)
    assert f"đã thực hiện {kept}/{APPENDIX.total} (" in sentence("Theo kết quả đánh giá")


def test_the_share_on_time_is_that_of_the_table_by_agency():
    printed = APPENDIX.agency_table.sections[0].rows[-1].cells["rate"][0]
    assert sentence("Tỷ lệ hoàn thành").endswith(f"{printed}.")


def test_pledges_without_a_report_are_counted():
    silent = sum(row.report is None for row in APPENDIX.rows)
    assert f"{silent} cam kết chưa có báo cáo của cơ quan chủ trì." in figures_of(APPENDIX)


def test_a_first_round_says_nothing_of_one_before():
    first = replace(APPENDIX, previous_as_of=None)
    assert not any(each.startswith("So với đợt trước") for each in figures_of(first))
    assert any(each.startswith("So với đợt trước") for each in figures_of(APPENDIX))


def test_the_usual_words_name_what_was_found_wanting_with_agency_number_and_reason():
    said = usual_words(APPENDIX)
    assert (
        "(nội dung số 11, thời hạn 29/08/2017): Báo cáo đã sửa xong nhưng kiểm tra thực tế hồ vẫn rò rỉ"
        in said.shortcomings
    )
    assert "Đề nghị tái chất vấn: 1 cam kết, gồm" in said.proposals
    assert "nội dung số 9" in said.proposals


def test_a_round_without_rows_makes_neither_figures_nor_words_that_say_something_false():
    empty = replace(APPENDIX, rows=())
    assert figures_of(empty) == ("Đến ngày 30 tháng 6 năm 2018, 0 cam kết được theo dõi.",)
    assert usual_words(empty) == type(usual_words(empty))()
