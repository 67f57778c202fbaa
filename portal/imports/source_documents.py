"""Store the received file with its extracted text."""

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, astuple

from portal.parsing.disagreement import Disagreement
from portal.parsing.source import Source
from reports.models import Report, SourceDocument


def get_or_create_document(report: Report, source: Source, content: bytes) -> SourceDocument:
    """Return the document with this content and all that was read from it, or create one."""
    sha256 = hashlib.sha256(content).hexdigest()
    formatting = [list(astuple(span)) for span in source.formatting]
    disagreements = as_json(source.disagreements)
    documents = SourceDocument.objects.filter(report=report.root, sha256=sha256, text=source.text)
    for document in documents:
        if (document.formatting, document.disagreements) == (formatting, disagreements):
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
        disagreements=disagreements,
    )


def as_json(disagreements: Sequence[Disagreement] | None) -> list[dict[str, str | int]] | None:
    return None if disagreements is None else [asdict(item) for item in disagreements]
