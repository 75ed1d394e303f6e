"""Stable lower-case codes. Labels live in the catalogue alone, under the class name as context."""

from enum import StrEnum

from flask_babel import pgettext


class Coded(StrEnum):
    """An enum whose value is stored and whose label is looked up when it is shown."""

    @property
    def label(self) -> str:
        translated = pgettext(type(self).__name__, self.value)
        return self.value.replace("_", " ").capitalize() if translated == self.value else translated

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(member.value, member.label) for member in cls]
