"""Read the strings of the screens and the codes of the enums out of the source, into the Vietnamese catalogue.

Translations of strings that are still there stay; strings that are gone leave; what waits for a translation is printed.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from app import create_app
from app.core.enums import Coded
from app.core.events import Event

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "app" / "translations" / "vi" / "LC_MESSAGES" / "messages.po"
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "_l": None,
    "lazy_gettext": None,
    "lazy_ngettext": (1, 2),
    "lazy_pgettext": ((1, "c"), 2),
}


def strings_in_the_source() -> Catalog:
    """Every string shown on a screen, with the places it is found at and without translations."""
    found = Catalog(project="so-loi-hua", charset="utf-8")
    for folder, methods in (("app", [("**.py", "python")]), ("templates", [("**.html", "jinja2")])):
        for file, line, message, _comments, context in extract_from_dir(
            ROOT / folder, methods, keywords=KEYWORDS
        ):
            found.add(message, context=context, locations=[(f"{folder}/{file}", line)])
    create_app()  # brings in every feature, and its codes and events with it
    for enum in below(Coded):
        for member in enum:
            found.add(member.value, context=enum.__name__, locations=[(enum.__module__, 0)])
    for event in below(Event):
        found.add(event.__name__, context="Event", locations=[(event.__module__, 0)])
    return found


def below(base: type) -> Iterator[Any]:
    """The application's own classes that inherit from `base`."""
    for each in base.__subclasses__():
        if each.__module__.startswith("app."):
            yield each
            yield from below(each)


def renew_catalogue() -> list[str]:
    """Write the catalogue anew; the strings that still lack a translation."""
    with CATALOGUE.open("rb") as file:
        catalogue = read_po(file, locale="vi")
    catalogue.update(strings_in_the_source(), no_fuzzy_matching=True)
    catalogue.fuzzy = False  # of a catalogue marked so as a whole, nothing would be shown
    catalogue.header_comment = "# The Vietnamese words of the screens, under the licence of the project."
    with CATALOGUE.open("wb") as file:
        write_po(file, catalogue, sort_output=True, width=120, no_location=True, ignore_obsolete=True)
    with CATALOGUE.with_suffix(".mo").open("wb") as file:
        write_mo(file, catalogue)
    return [str(message.id) for message in catalogue if message.id and not message.string]


if __name__ == "__main__":
    for string in renew_catalogue():
        print(f"not translated: {string}")
