"""Search stored files for passages to redact: attachments, evidence, and files of reports."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from portal.documents import sandbox
from portal.documents.readers import FORMATS
from portal.parsing.source import UnreadableError
from portal.redaction.passages import Matcher
from recommendations.models import EvidenceFile
from reports.models import Attachment, SourceDocument

# Each is read in the sandbox, which takes a second or more.
MAX_READ = 20


@dataclass(frozen=True)
class SearchedFile:
    """A file beside the texts of a report. `has_passage` is None if it could not be read."""

    label: str
    key: int
    kind: str
    name: str
    has_passage: bool | None

    @property
    def value(self) -> str:
        """Return what a form sends for the file."""
        return f"{self.label}:{self.key}"

    @property
    def verdict(self) -> str:
        if self.has_passage is None:
            return "could not be searched: open it and decide"
        return "contains the passage" if self.has_passage else "does not contain the passage"


def search_files(report_keys: Iterable[int], matcher: Matcher) -> list[SearchedFile]:
    """Return the files of these reports to decide about; those with a passage come first.

    Call it outside a transaction. Source files whose extracted text has a passage are left out:
    they are withheld anyway.
    """
    found = [
        SearchedFile(
            type(file)._meta.label,
            file.pk,
            str(file._meta.verbose_name),
            file.name,
            search(file, matcher) if number < MAX_READ else None,
        )
        for number, file in enumerate(files_of(list(report_keys), matcher))
    ]
    order = {True: 0, None: 1, False: 2}
    return sorted(found, key=lambda file: (order[file.has_passage], file.name))


def files_of(report_keys: list[int], matcher: Matcher) -> Iterator[Any]:
    documents = SourceDocument.objects.filter(report__in=report_keys, withheld_at=None)
    for document in documents:
        if not matcher.matches(document.text):
            yield document
    yield from Attachment.objects.filter(report__in=report_keys, size__gt=0)
    concerned = Q(records__recommendation__report__in=report_keys)
    yield from EvidenceFile.objects.filter(concerned, size__gt=0).defer("content").distinct()


def search(file: Any, matcher: Matcher) -> bool | None:
    """Return whether a file contains a passage; None if nothing can read it."""
    if matcher.matches(file.name):
        return True
    if isinstance(file, SourceDocument):
        return False
    if not file.name.lower().endswith(tuple(FORMATS)):
        return None
    try:
        return matcher.matches(sandbox.read_document(file.name, bytes(file.content)).text)
    except UnreadableError:
        return None
