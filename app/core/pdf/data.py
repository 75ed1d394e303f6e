"""The frozen data of a paper, to JSON and back, so that what was printed is kept beside the print."""

import types
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, Self, Union, get_args, get_origin, get_type_hints


class Plain:
    """Base of frozen dataclasses made of text, numbers, days, codes, tuples and each other."""

    def to_data(self) -> dict[str, Any]:
        """JSON-ready: days in ISO form, decimals as text, codes as their value."""
        return {part.name: _to_json(getattr(self, part.name)) for part in fields(self)}  # type: ignore[arg-type] # every subclass is a dataclass

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Self:
        """The same object again; a missing key takes the field's default, an unknown one raises `TypeError`."""
        hints = get_type_hints(cls)
        return cls(**{name: _from_json(hints.get(name, Any), value) for name, value in data.items()})


def _to_json(value: Any) -> Any:
    if isinstance(value, Plain):
        return value.to_data()
    if isinstance(value, tuple):
        return [_to_json(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, StrEnum):
        return value.value
    return format(value, "f") if isinstance(value, Decimal) else value


def _from_json(kind: Any, value: Any) -> Any:
    if value is None:
        return None
    if get_origin(kind) in {Union, types.UnionType}:
        kind = next(option for option in get_args(kind) if option is not types.NoneType)
    if get_origin(kind) is tuple:
        return tuple(_from_json(get_args(kind)[0], item) for item in value)
    if is_dataclass(kind):
        return kind.from_data(value)  # type: ignore[union-attr] # parts of plain data are plain
    if kind is date:
        return date.fromisoformat(value)
    return kind(value) if kind is Decimal or (isinstance(kind, type) and issubclass(kind, StrEnum)) else value
