"""What may be handed in as evidence."""

import io
import zipfile

import pytest
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from app.core.errors import DomainError
from app.evidence.checks import check_file
from app.evidence.domain import FileKind, Upload, clean_name

MOST = 1024 * 1024
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


def pdf(*, script: str | None = None, password: str | None = None) -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    if script:
        action = {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject(script)}
        writer.root_object[NameObject("/OpenAction")] = DictionaryObject(action)
    if password:
        writer.encrypt(password)
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def image(form: str, **options: object) -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(written, form, **options)
    return written.getvalue()


def package(main: str, **parts: str) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", f'<Types><Override ContentType="{main}"/></Types>')
        archive.writestr("_rels/.rels", "<Relationships/>")
        for name, text in parts.items():
            archive.writestr(name, text)
    return written.getvalue()


GOOD = {
    "báo cáo.pdf": pdf(),
    "ảnh.jpg": image("JPEG"),
    "ảnh.JPEG": image("JPEG"),
    "sơ đồ.png": image("PNG"),
    "văn bản.docx": package(WORD),
    "bảng.xlsx": package(SHEET),
}
BAD = {
    "program.pdf": b"MZ\x90\x00" + b"\0" * 500,
    "html.jpg": b"<!doctype html><script>alert(1)</script>",
    "drawing.svg": b"<svg onload='alert(1)'/>",
    "gif.jpg": image("GIF"),
    "png.jpg": image("PNG"),
    "gif-with-script.png": image("GIF") + b"<script>alert(1)</script>",
    "html-first.pdf": b"<html>" + pdf(),
    "html-inside.pdf": pdf().replace(b"%PDF-1.3\n", b"%PDF-1.3\n<html><script>1</script>\n"),
    "html-after.pdf": pdf() + b"\n<html><script>alert(1)</script></html>",
    "cut.pdf": pdf()[:-200],
    "locked.pdf": pdf(password="mật khẩu"),
    "cut.jpg": image("JPEG")[:-200],
    "cut.docx": package(WORD)[:-20],
    "zip.docx": package("text/plain"),
    "sheet.docx": package(SHEET),
    "macros.docx": package(WORD, **{"word/vbaProject.bin": "x"}),
    "macros.xlsx": package("application/vnd.ms-excel.sheet.macroEnabled.main+xml"),
    "macros.docm": package(WORD),
    "climbing.docx": package(WORD, **{"../../etc/passwd": "x"}),
    "hidden-in-front.docx": b"#!/bin/sh\n" + package(WORD),
    "many.xlsx": package(SHEET, **{f"xl/{number}.xml": "" for number in range(2001)}),
    "bomb.xlsx": package(SHEET, **{"xl/huge.xml": "0" * (201 * 1024 * 1024)}),
    "empty.pdf": b"",
    "large.pdf": pdf() + b" " * MOST,
    "double.pdf\x00.exe": pdf(),
    "no ending": pdf(),
}


@pytest.mark.parametrize("name", GOOD)
def test_the_five_kinds_are_taken(name):
    checked = check_file(Upload(name, GOOD[name]), most_bytes=MOST)
    assert checked.kind in set(FileKind)
    assert not checked.has_active_content


@pytest.mark.parametrize("name", BAD)
def test_what_is_not_what_it_says_is_refused_with_a_sentence(name):
    with pytest.raises(DomainError) as refusal:
        check_file(Upload(name, BAD[name]), most_bytes=MOST)
    assert refusal.value.field == "evidence"
    assert "\x00" not in str(refusal.value)


def test_a_pdf_with_a_script_is_taken_and_marked():
    assert check_file(Upload("a.pdf", pdf(script="app.alert(1)")), most_bytes=MOST).has_active_content


def test_a_pdf_whose_script_hides_behind_another_spelling_is_marked_too():
    disguised = (
        pdf(script="app.alert(1)").replace(b"/JavaScript", b"/J#61vaScript").replace(b"/JS ", b"/J#53 ")
    )
    assert b"/JavaScript" not in disguised
    assert check_file(Upload("a.pdf", disguised), most_bytes=MOST).has_active_content


def test_an_image_is_written_anew_without_what_was_hidden_in_it():
    place = Image.Exif()
    place[0x010E] = "taken at home"
    sent = image("JPEG", exif=place) + b"<script>alert(1)</script>"
    kept = check_file(Upload("a.jpg", sent), most_bytes=MOST).content
    assert b"script" not in kept
    assert b"taken at home" not in kept
    assert Image.open(io.BytesIO(kept)).size == (8, 8)


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\An\\Báo cáo.pdf", "Báo cáo.pdf"),
        ("CON.pdf", "_CON.pdf"),
        ('"; filename="x.pdf', "; filename=x.pdf"),
        ("dòng\nhai.pdf", "dònghai.pdf"),
        ("Ba\u0301o cáo.PDF", "Báo cáo.pdf"),
        (".pdf", "tep.pdf"),
        ("\u202efdp.pdf", "fdp.pdf"),
    ],
)
def test_names_are_cleaned_and_stay_vietnamese(sent, kept):
    assert clean_name(sent) == kept


def test_a_name_of_three_hundred_letters_is_shortened_and_keeps_its_ending():
    kept = clean_name("ơ" * 300 + ".docx")
    assert len(kept) == 200
    assert kept.endswith(".docx")
