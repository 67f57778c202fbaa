"""Files attached to published reports."""

from portal.web.file_response import stored_file_response
from reports import removed_urls
from reports.models import Attachment


def attachment(request, slug, key):
    """Send the file; a removed one answers 410."""
    published = Attachment.objects.published().defer(None)
    stored = published.filter(report__slug=slug, pk=key).first()
    if stored is None:
        return removed_urls.gone_response(request, slug, f"attachments/{key}")
    return stored_file_response(request, stored)


def with_attached_files(annexes, attachments):
    """Return the annexes; `attachment` of each is the file that holds it, or None."""
    by_label = {file.annex_label: file for file in reversed(attachments) if file.annex_label}
    for annex in annexes:
        annex.attachment = by_label.get(annex.label)
    return annexes
