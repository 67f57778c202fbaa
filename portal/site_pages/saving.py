"""Save a page of the site as its next version."""

import hashlib

from django.contrib.auth.models import User
from django.db import transaction

from portal.audit import log
from portal.audit.log import AuditTarget, account_name
from portal.content.redacted_texts import refuse_redacted_texts
from portal.redaction.table_locks import wait_for_redaction
from portal.search.index.log import log_site_change
from portal.site_pages.models import SitePageVersion
from reports.markdown import to_html
from reports.text import clean_text


class OvertakenError(Exception):
    """Somebody else has saved a version since the page was opened."""


def save_page(page: str, language: str, markdown: str, *, seen: int, by: User) -> SitePageVersion:
    """Store the next version after the one `seen`, and tell the caches of public pages.

    Raise OvertakenError if that is not the newest, MarkupError if the text cannot be rendered,
    SaveRefusedError if it has a redacted passage.
    """
    markdown = clean_text(markdown).strip()
    # Before the transaction: it starts a process.
    html = to_html(markdown)
    with transaction.atomic():
        wait_for_redaction()
        refuse_redacted_texts([markdown, html])
        before = current_version(page, language)
        if (before.number if before else 0) != seen:
            raise OvertakenError
        SitePageVersion.objects.filter(page=page, language=language).update(is_current=False)
        version = SitePageVersion.objects.create(
            page=page,
            language=language,
            number=seen + 1,
            markdown=markdown,
            html=html,
            by_name=account_name(by),
        )
        fingerprints = fingerprint(before), fingerprint(version)
        log.log(by, action_of(before, version), target_of(version), fingerprints)
        log_site_change()
    return version


def current_version(page: str, language: str) -> SitePageVersion | None:
    return SitePageVersion.objects.filter(page=page, language=language, is_current=True).first()


def action_of(before: SitePageVersion | None, after: SitePageVersion) -> str:
    if not after.markdown:
        return "Page of the site taken down"
    return (
        "Page of the site changed" if before and before.markdown else "Page of the site published"
    )


def target_of(version: SitePageVersion) -> AuditTarget:
    return AuditTarget("site page", f"{version.page}/{version.language}", str(version))


def fingerprint(version: SitePageVersion | None) -> str:
    return hashlib.sha256(version.markdown.encode()).hexdigest() if version else ""
