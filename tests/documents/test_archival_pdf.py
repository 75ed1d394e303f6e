"""PDF/A-2a and its tags, by the markers and the structure of the file.

Checked: identification, title and day in XMP and in the information dictionary, output intent, identifier, language, bookmarks,
embedded fonts with their Unicode maps and widths, the tree of tags down to marked content, headings of tables with their scope,
the text as it is extracted, and that nothing forbidden is there (scripts, files, encryption, transparency, outside references).

Not checked, because it takes a validator such as veraPDF: the syntax of every object, the colour profile byte by byte, glyph
outlines, the schema of XMP. WeasyPrint tags a table that runs over several pages as one table a page.
"""

import unicodedata
import xml.etree.ElementTree as ET
from functools import cache
from typing import Any

import pytest

from app.documents.paper import Paper as PaperData
from app.monitoring.documents import print_follow_up
from app.resolutions.documents import print_appendix
from tests.documents import samples
from tests.documents.reading import Paper

SPACES = {
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xmp": "http://ns.adobe.com/xap/1.0/",
}


@cache
def printed(sample: str) -> Paper:
    made = {
        "appendix": lambda: print_appendix(samples.appendix()),
        "follow-up": lambda: print_follow_up(samples.follow_up()),
    }
    return Paper(made[sample]().content)


@pytest.fixture(params=["appendix", "follow-up"])
def paper(request: pytest.FixtureRequest) -> Paper:
    return printed(request.param)


def elements(paper: Paper) -> list[Any]:
    """All structure elements in reading order."""
    found: list[Any] = []

    def walk(node: Any) -> None:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for part in node:
                walk(part)
        elif isinstance(node, dict):
            found.append(node)
            walk(node.get("/K", []))

    walk(paper.catalog["/StructTreeRoot"]["/K"])
    return found


def xmp(paper: Paper) -> ET.Element:
    text = paper.metadata_xml
    return ET.fromstring(text[text.index("<x:xmpmeta") : text.index("<?xpacket end")])


def test_the_file_says_that_it_is_pdf_a_2a(paper: Paper) -> None:
    (told,) = [each.attrib for each in xmp(paper).iter() if f"{{{SPACES['pdfaid']}}}part" in each.attrib]
    assert (told[f"{{{SPACES['pdfaid']}}}part"], told[f"{{{SPACES['pdfaid']}}}conformance"]) == ("2", "A")
    assert paper.content.startswith(b"%PDF-1.7\n%")
    assert len(paper.reader.trailer["/ID"]) == 2


def test_title_and_day_are_the_same_in_both_places_they_are_told(paper: Paper) -> None:
    title = xmp(paper).find(".//dc:title/rdf:Alt/rdf:li", SPACES)
    created = xmp(paper).find(".//xmp:CreateDate", SPACES)
    assert paper.reader.metadata is not None
    assert title is not None
    assert title.text == paper.reader.metadata.title
    assert created is not None
    assert str(created.text).replace("-", "") == str(paper.reader.metadata["/CreationDate"])[2:10]
    assert paper.catalog["/ViewerPreferences"]["/DisplayDocTitle"].value


def test_colours_are_those_of_an_embedded_profile(paper: Paper) -> None:
    (intent,) = [each.get_object() for each in paper.catalog["/OutputIntents"]]
    assert intent["/S"] == "/GTS_PDFA1"
    profile = intent["/DestOutputProfile"]
    assert profile["/N"] == 3
    assert profile.get_data()[36:40] == b"acsp"


def test_the_language_is_vietnamese_and_the_bookmarks_name_the_parts(paper: Paper) -> None:
    assert paper.catalog["/Lang"] == "vi"
    first, *tables = _flat(paper.reader.outline)
    assert first == "Phụ lục"
    assert [each[:6] for each in tables] in ([], ["Biểu 1", "Biểu 2", "Biểu 3", "Biểu 4"])


def _flat(outline: Any) -> list[str]:
    return [
        title
        for each in outline
        for title in (_flat(each) if isinstance(each, list) else [str(each["/Title"])])
    ]


def test_every_font_is_embedded_with_a_map_for_every_letter_it_prints(paper: Paper) -> None:
    for font in paper.fonts:
        (descendant,) = [part.get_object() for part in font["/DescendantFonts"]]
        descriptor = descendant["/FontDescriptor"]
        assert "/FontFile2" in descriptor or "/FontFile3" in descriptor
        assert descendant["/CIDToGIDMap"] == "/Identity"
        assert font["/Encoding"] == "/Identity-H"
        told = font["/ToUnicode"].get_object().get_data().decode("latin-1")
        mapped = {
            line.split()[0].strip("<>").lower()
            for line in told.splitlines()
            if line.startswith("<") and len(line.split()) == 2
        }
        widths = _widths(descendant["/W"])
        assert mapped
        assert {int(code, 16) for code in mapped if code != "0000"} <= widths | {0}


def _widths(told: Any) -> set[int]:
    codes: set[int] = set()
    for start, widths in zip(told[::2], told[1::2], strict=True):
        codes |= set(range(int(start), int(start) + len(widths)))
    return codes


def test_every_piece_of_text_belongs_to_a_tag(paper: Paper) -> None:
    tree = paper.catalog["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    parents = dict(zip(map(int, tree[::2]), tree[1::2], strict=True))
    for page in paper.reader.pages:
        content = page.get_contents().get_data()
        marked = content.count(b"BDC") + content.count(b"BMC")
        assert marked == content.count(b"EMC")
        assert content.count(b"BDC") == len(parents[int(page["/StructParents"])])
        inside = 0
        for line in content.split(b"\n"):
            inside += line.endswith((b"BDC", b"BMC")) - line.endswith(b"EMC")
            assert inside or not line.endswith((b"Tj", b"TJ"))


def test_tables_are_made_of_rows_with_headings_that_head_their_column(paper: Paper) -> None:
    found = elements(paper)
    kinds = [str(each["/S"]) for each in found if "/S" in each]
    assert {"/Document", "/H1", "/P", "/Table", "/TR", "/TH", "/TD"} <= set(kinds)
    headings = [each for each in found if each.get("/S") == "/TH"]
    assert {each["/A"]["/Scope"] for each in headings} == {"/Column"}
    assert not [each for each in found if "/ID" in each or "/Headers" in each.get("/A", {})]
    for row in (each for each in found if each.get("/S") == "/TR"):
        assert {part.get_object()["/S"] for part in row["/K"]} <= {"/TH", "/TD"}


def test_nothing_is_there_that_an_archive_could_not_keep(paper: Paper) -> None:
    assert not paper.reader.is_encrypted
    assert not {"/AcroForm", "/OpenAction", "/AA", "/Names", "/OCProperties"} & set(paper.catalog)
    for number in range(1, int(paper.reader.trailer["/Size"])):
        made = paper.reader.get_object(number)
        if isinstance(made, dict):
            assert not {"/JS", "/URI", "/Launch", "/EmbeddedFile", "/SMask"} & set(made)
            assert made.get("/S") not in {"/JavaScript", "/Transparency", "/Launch", "/URI"}


def test_the_text_extracted_is_the_text_printed(paper: Paper) -> None:
    text = paper.flowing_text
    assert text == unicodedata.normalize("NFC", text)
    assert not [letter for letter in text if unicodedata.category(letter) in {"Co", "Cn", "Cc", "Cf"}]


def test_every_word_of_every_pledge_can_be_found_in_the_file() -> None:
    words = "".join(printed("appendix").flowing_text.split())
    for group in samples.GROUPS:
        for row in group.rows:
            assert "".join(row.pledge.split()) in words
            assert "".join(row.deadline_words.split()) in words


def test_printed_again_from_the_frozen_data_it_is_the_same_file() -> None:
    frozen: dict[str, Any] = samples.follow_up().to_data()
    again: PaperData = type(samples.follow_up()).from_data(frozen)
    assert print_follow_up(again).content == printed("follow-up").content
