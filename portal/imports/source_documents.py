"""Store the received file with its extracted text."""

from collections.abc import Sequence
from dataclasses import asdict, astuple

from django.utils import timezone

from portal.parsing.disagreement import Disagreement
from portal.parsing.source import Source
from portal.redaction.hashes import known_hashes
from reports.models import Report, SourceDocument


def get_or_create_document(report: Report, source: Source, content: bytes) -> SourceDocument:
    """Return the document with this content and all that was read from it, or create one."""
    plain, keyed = known_hashes(content)
    sha256 = keyed if source.is_withheld else plain
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
        content=b"" if source.is_withheld else content,
        sha256=sha256,
        reading=SourceDocument.objects.filter(sha256=sha256).count() + 1,
        text=source.text,
        pages=list(source.pages),
        formatting=formatting,
        disagreements=disagreements,
        withheld_at=timezone.now() if source.is_withheld else None,
    )


def as_json(disagreements: Sequence[Disagreement] | None) -> list[dict[str, str | int]] | None:
    return None if disagreements is None else [asdict(item) for item in disagreements]
