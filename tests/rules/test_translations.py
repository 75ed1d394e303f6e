"""Every string of the screens has its Vietnamese; every label of every code too."""

import re
import unicodedata

from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from app.config import ROOT
from app.core.enums import Coded

METHODS = [("**.py", "python"), ("**.html", "jinja2")]
KEYWORDS = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "lazy_gettext": None,
    "_l": None,
    "N_": None,
    "pgettext": ((1, "c"), 2),
}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")


def catalogue():
    with (ROOT / "app" / "translations" / "vi" / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale="vi")


def strings_of_the_source():
    found = {}
    for folder, method in ((ROOT / "app", METHODS[:1]), (ROOT / "templates", METHODS[1:])):
        for path, line, message, _comments, context in extract_from_dir(
            str(folder), method, keywords=KEYWORDS
        ):
            for one in message if isinstance(message, tuple) else (message,):
                if one:
                    found[(context, one)] = f"{folder.name}/{path}:{line}"
    return found


def members_of(enum):
    for below in enum.__subclasses__():
        yield from below
        yield from members_of(below)


def test_every_string_is_translated():
    words = catalogue()
    missing = []
    for (context, message), place in strings_of_the_source().items():
        entry = words.get(message, context)
        if entry is None or not entry.string or "fuzzy" in entry.flags:
            missing.append(f"{place}: {message}")
    assert not missing, "\n".join(missing)


def test_every_code_has_its_vietnamese_label(app):
    words = catalogue()
    missing = [
        f"{type(member).__name__} {member.value}"
        for member in members_of(Coded)
        if type(member).__module__.startswith("app.")
        and not (
            words.get(member.value, type(member).__name__)
            and words.get(member.value, type(member).__name__).string
        )
    ]
    assert not missing, "\n".join(missing)


def test_placeholders_survive_translation():
    for entry in catalogue():
        if isinstance(entry.id, str) and entry.id:
            assert sorted(PLACEHOLDER.findall(entry.id)) == sorted(PLACEHOLDER.findall(entry.string)), (
                entry.id
            )


def test_the_catalogue_is_written_in_composed_letters():
    for entry in catalogue():
        for text in entry.string if isinstance(entry.string, tuple) else (entry.string,):
            assert unicodedata.is_normalized("NFC", text or ""), entry.id
