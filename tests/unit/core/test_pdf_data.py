"""The frozen data of a paper goes to JSON and comes back the same."""

import json
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

import pytest

from app.core.pdf import Plain
from app.documents.paper import Letterhead, Orientation, Signature
from app.resolutions.documents import AppendixDocument
from tests.documents import samples


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True, kw_only=True)
class Leaf(Plain):
    day: date
    price: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class Tree(Plain):
    name: str
    leaves: tuple[Leaf, ...] = ()
    first: Leaf | None = None
    colour: Colour = Colour.RED
    tags: tuple[str, ...] = ()
    high: bool = False
    rings: int = 0


TREE = Tree(
    name="Lim",
    leaves=(Leaf(day=date(2017, 7, 1), price=Decimal("9.40")),),
    first=Leaf(day=date(2018, 1, 2)),
    tags=("a", "b"),
    rings=3,
)


def test_every_kind_of_field_survives_json() -> None:
    back = Tree.from_data(json.loads(json.dumps(TREE.to_data())))
    assert back == TREE
    assert isinstance(back.colour, Colour)
    assert isinstance(back.leaves[0].price, Decimal)


def test_the_data_is_plain_json() -> None:
    assert TREE.to_data()["leaves"] == [{"day": "2017-07-01", "price": "9.40"}]


def test_a_key_that_is_missing_takes_the_default_so_that_old_papers_can_be_read() -> None:
    data = TREE.to_data()
    del data["rings"]
    assert Tree.from_data(data) == replace(TREE, rings=0)


def test_a_key_that_is_unknown_is_refused() -> None:
    with pytest.raises(TypeError, match="bark"):
        Tree.from_data({**TREE.to_data(), "bark": "x"})


def test_a_whole_appendix_survives_json() -> None:
    document = replace(
        samples.appendix(orientation=Orientation.PORTRAIT),
        letterhead=Letterhead(agency="HĐND", symbol="NQ-HĐND", place="Hà Giang", issued_on=date(2017, 7, 14)),
        signature=Signature(capacity=("TM. HĐND", "Chủ tịch"), name="A"),
        recipients=("Lưu: VT",),
    )
    assert AppendixDocument.from_data(json.loads(json.dumps(document.to_data()))) == document
