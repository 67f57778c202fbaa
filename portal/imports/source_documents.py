"""Store the received file with its extracted text, and the parts of it that are not content."""

import hashlib
from dataclasses import astuple

from portal.parsing.parsed_report import ParsedReport
from portal.parsing.source import Source
from reports.models import Report, SourceDocument, SourcePart


def attach_source(report: Report, draft: ParsedReport, source: Source, content: bytes) -> None:
    """Set the report's source document; store titles, footnotes and discards as source parts."""
    report.source = get_or_create_document(report, source, content)
    report.save(update_fields=["source"])
    SourcePart.objects.bulk_create(
        SourcePart(
            report=report,
            kind=part.kind,
            text=part.text,
            reason=part.reason,
            spans=part.spans,
        )
        for part in draft.parts
    )


def get_or_create_document(report: Report, source: Source, content: bytes) -> SourceDocument:
    """Return the document with this content, text and formatting; create it if these are new."""
    sha256 = hashlib.sha256(content).hexdigest()
    formatting = [list(astuple(span)) for span in source.formatting]
    documents = SourceDocument.objects.filter(report=report.root, sha256=sha256)
    for document in documents.filter(text=source.text):
        if document.formatting == formatting:
            return document
    return SourceDocument.objects.create(
        report=report.root,
        name=source.name,
        media_type=source.media_type,
        content=content,
        sha256=sha256,
        reading=SourceDocument.objects.filter(sha256=sha256).count() + 1,
        text=source.text,
        pages=list(source.pages),
        formatting=formatting,
    )
