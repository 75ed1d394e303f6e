"""Every string of the screens has its Vietnamese; every label of every code and event too."""

import re
import unicodedata

from babel.messages.pofile import read_po

from scripts.messages import CATALOGUE, strings_in_the_source

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")
WORDS_IN_AN_F_STRING = re.compile(r"""\bf(["']).*\{_l?\(""")


def catalogue():
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="vi")


def test_every_string_code_and_event_is_translated():
    words = catalogue()
    assert not words.fuzzy
    missing = []
    for message in strings_in_the_source():
        entry = words.get(message.id, message.context)
        if message.id and (entry is None or not entry.string or "fuzzy" in entry.flags):
            missing.append(f"{message.locations[0]}: {message.context or ''} {message.id}")
    assert not missing, "\n".join(missing)


def test_no_string_hides_in_an_f_string_where_its_translation_would_be_forgotten():
    hidden = [
        f"{path}: {line.strip()}"
        for path in (CATALOGUE.parents[3]).rglob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if WORDS_IN_AN_F_STRING.search(line)
    ]
    assert not hidden, "\n".join(hidden)


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


NAMES_OF_PAPERS = re.compile(
    r"Phụ lục (theo dõi thực hiện )?cam kết|Phiếu theo dõi cam kết|Trích sổ theo dõi cam kết|Biểu thống kê cam kết"
    r"|Hồ sơ cam kết|Phiếu kết quả thực hiện cam kết|[“\[][^”\]]*cam kết[^”\]]*[”\]]"
)

MODULES_OF_PAPERS = {
    "assembling.py", "chapters.py", "columns.py", "figures.py", "history.py", "paper.py", "paper_words.py", "usual_words.py",
}  # fmt: skip


def test_the_screens_say_promise_and_only_the_names_of_papers_commitment():
    mixed = [
        f"{entry.id}: {entry.string}"
        for entry in catalogue()
        if entry.id and "cam kết" in NAMES_OF_PAPERS.sub("", str(entry.string)).lower()
    ]
    assert not mixed, "\n".join(mixed)


def test_the_papers_say_commitment():
    app = CATALOGUE.parents[3]
    printed = (app.parent / "templates" / "print").rglob("*.html")
    papers = [*printed, *(path for path in app.rglob("*.py") if path.name in MODULES_OF_PAPERS)]
    assert len(papers) > 40
    mixed = [
        f"{path}: {line.strip()}"
        for path in papers
        for line in path.read_text(encoding="utf-8").splitlines()
        if "lời hứa" in line.lower()
    ]
    assert not mixed, "\n".join(mixed)
