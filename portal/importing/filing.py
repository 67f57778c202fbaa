"""The file as received, kept with the text that was read from it, and the account of its parts."""

import hashlib

from portal.importing.parsed import Draft
from portal.importing.source import Source
from reports.models import Report, SourceDocument, SourcePart


def file(report: Report, draft: Draft, source: Source, content: bytes) -> None:
    """Let the report follow the file, and keep what of it is no part of the report's text."""
    report.source = document_of(report, source, content)
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


def document_of(report: Report, source: Source, content: bytes) -> SourceDocument:
    """Keep the file with the text read from it; one that gave the same text before is kept already."""
    sha256 = hashlib.sha256(content).hexdigest()
    earlier = SourceDocument.objects.filter(report=report.root, sha256=sha256)
    if known := earlier.filter(text=source.text).first():
        return known
    return SourceDocument.objects.create(
        report=report.root,
        name=source.name,
        media_type=source.media_type,
        content=content,
        sha256=sha256,
        reading=earlier.count() + 1,
        text=source.text,
        pages=list(source.pages),
    )
