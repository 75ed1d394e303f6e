"""Addresses of councils and the sharing of days."""

from datetime import date

import pytest

from app.council.domain import is_usable_slug, overlap, slug_of


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Hội đồng nhân dân tỉnh Hà Giang", "tinh-ha-giang"),
        ("Hội đồng nhân dân thành phố Đà Nẵng", "thanh-pho-da-nang"),
        ("HĐND xã Ea Kar", "hdnd-xa-ea-kar"),
        ("Hội đồng nhân dân", "hoi-dong-nhan-dan"),
    ],
)
def test_the_address_is_made_from_the_name_without_accents(name: str, slug: str) -> None:
    assert slug_of(name) == slug
    assert is_usable_slug(slug)


def test_a_very_long_name_gives_an_address_that_can_still_be_used() -> None:
    assert is_usable_slug(slug_of("Hội đồng nhân dân " + "xã Tân Lập " * 40))


@pytest.mark.parametrize(
    "slug", ["", "Ha-Giang", "hà-giang", "a--b", "-a", "a-", "a/b", "a b", "static", "sign-in", "x" * 61]
)
def test_an_address_that_breaks_others_is_refused(slug: str) -> None:
    assert not is_usable_slug(slug)


DAY = [date(2021, 7, 1), date(2022, 7, 1), date(2023, 7, 1), date(2024, 7, 1)]


@pytest.mark.parametrize(
    ("first", "second", "shared"),
    [
        ((DAY[0], DAY[1]), (DAY[2], DAY[3]), False),
        ((DAY[0], DAY[2]), (DAY[1], DAY[3]), True),
        ((DAY[0], DAY[1]), (DAY[1], DAY[2]), True),
        ((None, DAY[0]), (DAY[1], None), False),
        ((None, DAY[1]), (DAY[1], None), True),
        ((None, None), (DAY[1], DAY[1]), True),
        ((DAY[0], None), (DAY[3], None), True),
        ((None, DAY[1]), (None, DAY[0]), True),
    ],
)
def test_two_periods_share_a_day_whichever_is_named_first(first: tuple, second: tuple, shared: bool) -> None:
    assert overlap(first, second) is shared
    assert overlap(second, first) is shared
