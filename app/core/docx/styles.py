"""The named styles of a paper in Word; sizes and distances are those of templates/print/paper.css."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import cast

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle

FACE = "Times New Roman"
NATURAL_LINE = 1.15
"""Height of a line of the face that Word calls "single", in ems."""

KEPT = {"Normal", "Default Paragraph Font", "Normal Table", "No List"}
TABLE_STYLE = "Register"


class Style(StrEnum):
    """Styles of paragraphs, by their id in the file."""

    BODY = "Normal"
    HEADER = "Header"
    HEADING = "Heading1"
    TITLE = "Title"
    ENCLOSURE = "Enclosure"
    RULE = "Rule"
    AS_OF = "AsOf"
    TABLE_TITLE = "Heading2"
    NOTE = "Note"
    CLOSING = "Closing"
    CELL = "Cell"
    CENTRED_CELL = "CentredCell"
    STATE = "State"
    MOTTO = "Motto"
    SUPERIOR = "Superior"
    AGENCY = "Agency"
    HEAD_RULE = "HeadRule"
    NUMBER = "DocumentNumber"
    DATE_LINE = "DateLine"
    SUBJECT = "Subject"
    KIND = "Kind"
    ABSTRACT = "Abstract"
    COLLECTIVE = "Collective"
    BASIS = "LegalBasis"
    DECISION = "Decision"
    PARAGRAPH = "Paragraph"
    LAST = "LastParagraph"
    ADDRESSED = "Addressed"
    ONE_ADDRESSEE = "OneAddressee"
    ADDRESSEE = "Addressee"
    RECIPIENTS = "Recipients"
    RECIPIENT = "Recipient"
    CAPACITY = "Capacity"
    SIGNER = "Signer"
    ADDRESS = "Address"
    GAP = "Gap"
    PART_END = "PartEnd"
    COLUMN_HEAD = "ColumnHead"
    GROUP_HEAD = "GroupHead"


class Mark(StrEnum):
    """Styles of letters, by their id in the file."""

    STRONG = "Strong"
    DRAFT = "DraftMark"


@dataclass(frozen=True, kw_only=True)
class Look:
    """How a paragraph looks; `name` is what Word shows. Distances in millimetres, line height in ems."""

    name: str
    points: float = 14
    bold: bool = False
    italic: bool = False
    capitals: bool = False
    align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.LEFT
    before: float = 0
    after: float = 0
    indent: float = 0
    left: float = 0
    line: float = 1.25
    with_next: bool = False
    level: int = 0
    """Rank in the outline of the document; 0 stands outside it."""


CENTRE, RIGHT, BOTH = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.JUSTIFY
SIX_POINTS = 6 * 25.4 / 72
CELLS = {
    Style.CELL: Look(name="Ô bảng", line=1.2),
    Style.CENTRED_CELL: Look(name="Ô bảng, căn giữa", line=1.2, align=CENTRE),
    Style.COLUMN_HEAD: Look(name="Đầu cột", line=1.2, align=CENTRE, bold=True, with_next=True),
    Style.GROUP_HEAD: Look(name="Dòng nhóm", line=1.2, bold=True, with_next=True),
}
LOOKS = {
    Style.BODY: Look(name="Normal"),
    Style.HEADER: Look(name="Header", points=13),
    Style.HEADING: Look(name="Heading 1", bold=True, align=CENTRE, with_next=True, level=1),
    Style.TITLE: Look(name="Title", bold=True, capitals=True, align=CENTRE, before=1, with_next=True),
    Style.ENCLOSURE: Look(name="Kèm theo văn bản", italic=True, align=CENTRE, before=1, with_next=True),
    Style.RULE: Look(name="Đường kẻ", points=2, before=2, after=5, with_next=True),
    Style.AS_OF: Look(
        name="Thời điểm số liệu", points=13, italic=True, align=RIGHT, after=1.5, with_next=True
    ),
    Style.TABLE_TITLE: Look(name="Heading 2", bold=True, before=6, after=2.5, with_next=True, level=2),
    Style.NOTE: Look(name="Ghi chú", points=13, italic=True, before=2),
    Style.CLOSING: Look(name="Dòng kết thúc", before=4, indent=12.7),
    Style.STATE: Look(name="Quốc hiệu", points=12, bold=True, capitals=True, align=CENTRE, line=1.2),
    Style.MOTTO: Look(name="Tiêu ngữ", points=13, bold=True, align=CENTRE, line=1.2),
    Style.SUPERIOR: Look(name="Cơ quan cấp trên", points=12, capitals=True, align=CENTRE, line=1.2),
    Style.AGENCY: Look(name="Cơ quan ban hành", points=12, bold=True, capitals=True, align=CENTRE, line=1.2),
    Style.HEAD_RULE: Look(name="Đường kẻ đầu văn bản", points=2, before=0.7),
    Style.NUMBER: Look(name="Số, ký hiệu", points=13, align=CENTRE, before=3, line=1.2),
    Style.DATE_LINE: Look(
        name="Địa danh, thời gian", points=13, italic=True, align=CENTRE, before=3, line=1.2
    ),
    Style.SUBJECT: Look(name="Trích yếu công văn", points=12, align=CENTRE, before=SIX_POINTS, line=1.2),
    Style.KIND: Look(
        name="Tên loại văn bản", bold=True, capitals=True, align=CENTRE, before=6, with_next=True, level=1
    ),
    Style.ABSTRACT: Look(name="Trích yếu", bold=True, align=CENTRE, with_next=True),
    Style.COLLECTIVE: Look(name="Chủ thể ban hành", bold=True, capitals=True, align=CENTRE, with_next=True),
    Style.BASIS: Look(name="Căn cứ", italic=True, align=BOTH, before=SIX_POINTS, indent=12.7),
    Style.DECISION: Look(
        name="Quyết nghị", bold=True, capitals=True, align=CENTRE, before=4, after=2, with_next=True
    ),
    Style.PARAGRAPH: Look(name="Đoạn văn", align=BOTH, before=SIX_POINTS, indent=12.7),
    Style.LAST: Look(name="Đoạn cuối", align=BOTH, before=SIX_POINTS, after=6, indent=12.7, with_next=True),
    Style.ADDRESSED: Look(name="Kính gửi", before=6, left=25.4),
    Style.ONE_ADDRESSEE: Look(name="Kính gửi một nơi", align=CENTRE, before=6, after=4),
    Style.ADDRESSEE: Look(name="Nơi kính gửi", left=42.9),
    Style.RECIPIENTS: Look(name="Nơi nhận", points=12, bold=True, italic=True, line=1.2),
    Style.RECIPIENT: Look(name="Dòng nơi nhận", points=11, line=1.2),
    Style.CAPACITY: Look(
        name="Quyền hạn, chức vụ", points=13, bold=True, capitals=True, align=CENTRE, line=1.2
    ),
    Style.SIGNER: Look(name="Họ tên người ký", bold=True, align=CENTRE, before=24),
    Style.ADDRESS: Look(name="Dòng địa chỉ", points=11, align=CENTRE, line=1.2),
    Style.GAP: Look(name="Khoảng cách", points=2, before=1.5, with_next=True),
    Style.PART_END: Look(name="Hết phần", points=1),
}


def set_styles(document: Document, *, cell_points: float) -> None:
    """Only the styles of a paper, all in one face and in Vietnamese."""
    for style in list(document.styles):
        if style.name not in KEPT:
            style.delete()
    _set_defaults(document)
    sized = {style: replace(look, points=cell_points) for style, look in CELLS.items()}
    for style, look in {**LOOKS, **sized}.items():
        _shape(_paragraph_style(document, style, look.name), look)
    _add_marks(document)
    document.styles.element.append(_table_style())


def _set_defaults(document: Document) -> None:
    [defaults] = document.styles.element.xpath("w:docDefaults")
    defaults.getparent().replace(
        defaults,
        parse_xml(
            f"<w:docDefaults {nsdecls('w')}><w:rPrDefault><w:rPr>"
            f'<w:rFonts w:ascii="{FACE}" w:hAnsi="{FACE}" w:eastAsia="{FACE}" w:cs="{FACE}"/>'
            '<w:sz w:val="28"/><w:szCs w:val="28"/>'
            '<w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/>'
            "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
        ),
    )


def _paragraph_style(document: Document, style: Style, name: str) -> ParagraphStyle:
    if name in KEPT:
        return cast("ParagraphStyle", document.styles[name])
    own = name in {"Header", "Title"} or name.startswith("Heading")
    made = cast("ParagraphStyle", document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=own))
    made.element.styleId = style.value
    made.base_style = document.styles["Normal"]
    made.quick_style = True
    return made


def _shape(style: ParagraphStyle, look: Look) -> None:
    font, form = style.font, style.paragraph_format
    font.size = Pt(look.points)
    font.bold, font.italic, font.all_caps = look.bold or None, look.italic or None, look.capitals or None
    form.alignment = look.align
    form.space_before, form.space_after = Mm(look.before), Mm(look.after)
    form.first_line_indent = Mm(look.indent) if look.indent else None
    form.left_indent = Mm(look.left) if look.left else None
    form.line_spacing = look.line / NATURAL_LINE
    form.keep_with_next = look.with_next or None
    if look.level:
        style.element.get_or_add_pPr().append(
            parse_xml(f'<w:outlineLvl {nsdecls("w")} w:val="{look.level - 1}"/>')
        )


def _add_marks(document: Document) -> None:
    strong = document.styles.add_style("Strong", WD_STYLE_TYPE.CHARACTER, builtin=True)
    strong.font.bold = True
    draft = document.styles.add_style("Dấu dự thảo", WD_STYLE_TYPE.CHARACTER)
    draft.element.styleId = Mark.DRAFT.value
    draft.font.bold, draft.font.size = True, Pt(14)


def _table_style() -> object:
    """Rules of half a point, 1 mm above and below the text, 1.4 mm beside it."""
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    return parse_xml(
        f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="{TABLE_STYLE}">'
        '<w:name w:val="Biểu"/><w:basedOn w:val="TableNormal"/><w:qFormat/>'
        f"<w:tblPr><w:tblBorders>{sides}</w:tblBorders><w:tblCellMar>"
        '<w:top w:w="57" w:type="dxa"/><w:left w:w="79" w:type="dxa"/>'
        '<w:bottom w:w="57" w:type="dxa"/><w:right w:w="79" w:type="dxa"/>'
        "</w:tblCellMar></w:tblPr></w:style>"
    )
