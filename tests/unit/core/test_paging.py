"""Pages of a list in hand, by place."""

from app.core.paging import encode_cursor, in_hand

NAMES = ["An", "Bình", "Châu", "Dũng", "Đạt"]


def test_the_pages_of_a_list_follow_each_other_to_its_end_and_back():
    first = in_hand(NAMES, cursor=None, size=2)
    second = in_hand(NAMES, cursor=first.next_cursor, size=2)
    last = in_hand(NAMES, cursor=second.next_cursor, size=2)
    assert [first.rows, second.rows, last.rows] == [["An", "Bình"], ["Châu", "Dũng"], ["Đạt"]]
    assert first.previous_cursor is None
    assert last.next_cursor is None
    assert in_hand(NAMES, cursor=last.previous_cursor, size=2) == second
    assert in_hand(NAMES, cursor=second.previous_cursor, size=2) == first


def test_a_list_of_exactly_one_page_has_no_other():
    page = in_hand(NAMES, cursor=None, size=5)
    assert (page.previous_cursor, page.next_cursor) == (None, None)


def test_a_place_behind_the_end_shows_the_last_page():
    assert in_hand(NAMES, cursor=encode_cursor([99]), size=2).rows == ["Đạt"]
    assert in_hand(NAMES[:2], cursor=encode_cursor([4]), size=2).rows == ["An", "Bình"]


def test_a_cursor_that_cannot_be_read_begins_at_the_first_page():
    for cursor in ("x", encode_cursor(["An"]), encode_cursor([-3]), encode_cursor([1, 2])):
        assert in_hand(NAMES, cursor=cursor, size=2).rows == ["An", "Bình"]


def test_an_empty_list_is_one_empty_page():
    page = in_hand([], cursor=encode_cursor([50]))
    assert (list(page.rows), page.previous_cursor, page.next_cursor) == ([], None, None)
