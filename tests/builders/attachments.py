"""Files that can be attached to a report, one of each type."""

import io

import docx
from PIL import Image

from portal.documents.attachments.media_types import CSV, ENDINGS, JPEG, PDF, PNG, TEXT
from portal.documents.office_files import DOCX, ODP, ODS, ODT, PPTX, XLSX
from tests.builders.hostile_files.common import zipped
from tests.builders.pdf_files import paragraphs, printed
from tests.builders.workbooks import PACKAGE, workbook

PRESENTATION = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"


def pptx(others=None):
    types = f'<Types xmlns="{PACKAGE}/content-types"><Override PartName="/ppt/presentation.xml" ContentType="{PRESENTATION}"/></Types>'
    return zipped({"[Content_Types].xml": types, "ppt/presentation.xml": "<p/>", **(others or {})})


def open_document(media_type, others=None):
    return zipped({"mimetype": media_type, "content.xml": "<office/>", **(others or {})})


def picture(file_format, size=(3, 2)):
    buffer = io.BytesIO()
    Image.new("RGB", size, "teal").save(buffer, file_format)
    return buffer.getvalue()


def word():
    buffer = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("Slides of the second day.")
    document.save(buffer)
    return buffer.getvalue()


FILES = {
    PDF: lambda: printed(paragraphs("Slides of the second day.")),
    DOCX: word,
    PPTX: pptx,
    XLSX: lambda: workbook([["a"], [("=1+1", 2)]]),
    ODT: lambda: open_document(ODT),
    ODP: lambda: open_document(ODP),
    ODS: lambda: open_document(ODS),
    PNG: lambda: picture("PNG"),
    JPEG: lambda: picture("JPEG"),
    TEXT: lambda: b"Fees < 5 %; see <the annex>.\r\n",
    CSV: lambda: b'name;fee\nPort;-5\nMarwick;+3,5\n"a=b";- \n',
}


def file_name(media_type):
    return f"annex{ENDINGS[media_type][0]}"
