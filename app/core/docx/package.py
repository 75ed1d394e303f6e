"""The file around a Word document: nothing of the library's own template, the same bytes for the same data."""

import zipfile
from datetime import date, datetime, time
from io import BytesIO

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.parts.coreprops import CorePropertiesPart
from docx.oxml import parse_xml
from docx.oxml.coreprops import CT_CoreProperties
from docx.oxml.ns import nsdecls

from app.core.docx.text import clean

LANGUAGE = "vi-VN"
NEEDED = {RELATIONSHIP_TYPE.STYLES, RELATIONSHIP_TYPE.SETTINGS}
LONGEST = 255
"""Letters a property may have."""

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The day in every entry of the archive, the earliest there is."""

SETTINGS = f"""<w:settings {nsdecls("w")}>
<w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/>
<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>
<w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/>
</w:settings>"""


def strip(document: Document) -> None:
    """Leave the styles and plain settings; theme, picture, numbering and other parts of the template go."""
    for relations, needed in (
        (document.part.rels, NEEDED),
        (document.part.package.rels, {RELATIONSHIP_TYPE.OFFICE_DOCUMENT}),
    ):
        for key in [key for key, relation in relations.items() if relation.reltype not in needed]:
            del relations[key]
    settings = document.settings.element
    settings[:] = list(parse_xml(SETTINGS))


def pack(document: Document, *, title: str, author: str, made_on: date | None) -> bytes:
    """The bytes of the file; its day is that of the paper, a paper without a day has none."""
    _tell(document, title=title, author=author, made_on=made_on)
    written = BytesIO()
    document.save(written)
    packed = BytesIO()
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            target.writestr(entry, source.read(name))
    return packed.getvalue()


def _tell(document: Document, *, title: str, author: str, made_on: date | None) -> None:
    package = document.part.package
    part = CorePropertiesPart(
        PackURI("/docProps/core.xml"), CONTENT_TYPE.OPC_CORE_PROPERTIES, CT_CoreProperties.new(), package
    )
    package.relate_to(part, RELATIONSHIP_TYPE.CORE_PROPERTIES)
    properties = part.core_properties
    properties.title, properties.language, properties.revision = clean(title)[:LONGEST], LANGUAGE, 1
    properties.author = properties.last_modified_by = clean(author)[:LONGEST]
    if made_on is not None:
        properties.created = properties.modified = datetime.combine(made_on, time())
