"""What every URL of the site shows, and to whom: a new URL fails the tests until it is listed.

URLs are listed by the names that Django reverses.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.urls import reverse

from portal.accounts.roles import Permission
from portal.site.sitemaps import LISTS
from recommendations.models import FollowUp, Round, Submission
from reports.models import Report
from tests.harness.readable_content import readable_content

LIST_URLS = {
    *LISTS,
    *("site:sitemap", "site:report-feed"),
    *("site:recommendation-feed", "site:statement-feed", "site:contribution-feed"),
    *("site:recommendation-csv", "site:statement-csv", "site:contribution-csv"),
    *("site:recommendation-xlsx", "site:statement-xlsx", "site:contribution-xlsx"),
    *("site:recommendation-columns", "site:statement-columns", "site:contribution-columns"),
    *("site:theme-turtle", "site:theme-jsonld"),
    *("site:compare", "site:compare-statements", "site:follow"),
    *("site:follow-up-list", "site:follow-up-csv", "site:follow-up-xlsx", "site:round-list"),
    *("api:follow_up", "api:rounds"),
    *("api", "api:recommendations", "api:statements", "api:contributions", "api:reports"),
    *("api:speakers", "api:organizations", "api:themes", "api:instruments"),
}
# With the argument that each is tested with.
FACET_URLS = {
    "site:recommendation-facet": "theme",
    "site:contribution-facet": "speaker",
    "site:statement-facet": "voice",
    "site:recommendation-facet-csv": "theme",
    "site:contribution-facet-csv": "speaker",
    "site:statement-facet-csv": "organization",
    "site:sitemap-part": "recommendations",
    "site:recommendation-citations": "bib",
    "site:contribution-citations": "ris",
    "site:statement-citations": "json",
    "site:recommendation-briefing": "docx",
    "site:contribution-briefing": "docx",
    "site:statement-briefing": "pdf",
}
SEARCH_URLS = {"site:search", "site:suggestions", "api:search"}
RECORD_URLS = {
    *("site:report-cite", "site:version-cite", "site:paragraph-cite", "site:recommendation-cite"),
    *("site:report-citation", "site:version-citation"),
    *("site:paragraph-citation", "site:recommendation-citation"),
    "site:attachment",
    *("site:round", "site:round-csv", "site:round-xlsx", "site:round-briefing"),
    "site:evidence",
    "site:instrument",
    "site:organization",
    "site:paragraph",
    "site:participants",
    "site:recommendation",
    "site:report",
    "site:report-version",
    "site:version-changes",
    "site:session",
    "site:source",
    "site:speaker",
    "site:theme",
}
# Files that hold public data of many reports; tests/portal/exports/public_data tests what is in them.
FILE_URLS = {"site:data-archive"}
# Also says of records that were public that they are gone; tests/portal/oai tests what is harvested.
HARVEST_URLS = {"oai"}
# By key; tests/portal/api/test_gate.py tests that each of them answers 404 as well.
API_RECORD_URLS = {
    "api:contribution",
    "api:follow_up_record",
    "api:instrument",
    "api:organization",
    "api:recommendation",
    "api:report",
    "api:round",
    "api:speaker",
    "api:statement",
    "api:theme",
}
# Of a report by its key; tests/portal/api/test_report_routes.py tests them likewise.
API_PART_URLS = {
    *("api:report_sessions", "api:report_paragraphs"),
    *("api:report_participants", "api:report_versions"),
}
URLS_WITHOUT_RECORDS = {
    "alive",
    "ready",
    "site:opensearch",
    "site:llms",
    "site:robots",
    "favicon",
    "site:language",
    "site:security-txt",
    # What an administrator has written.
    *("site:about", "site:terms", "site:imprint", "site:privacy", "site:security"),
    # Steps that name a list and its filters, but none of its records.
    *("site:follow-sent", "site:follow-confirm", "site:unfollow", "site:unfollow-list"),
    "api:openapi-json",
    "api:api-root",
}
# Pages of the user's own account: they show nothing else.
ACCOUNT_URLS = {
    *("account_login", "account_logout", "account_inactive", "account_reauthenticate"),
    *("account_change_password", "usersessions_list", "account_notices"),
    *("account_data", "account_data_export"),
    *("password_reset", "password_reset_sent", "password_reset_key"),
    *("oidc_begin", "oidc_return", "account_invitation", "second_factor_required"),
    *("mfa_index", "mfa_authenticate", "mfa_reauthenticate"),
    *("mfa_activate_totp", "mfa_deactivate_totp"),
    *("mfa_view_recovery_codes", "mfa_generate_recovery_codes"),
    "mfa_download_recovery_codes",
    *("mfa_list_webauthn", "mfa_add_webauthn", "mfa_reauthenticate_webauthn"),
    *("mfa_remove_webauthn", "mfa_edit_webauthn"),
}


@dataclass(frozen=True)
class EditorUrl:
    """The permissions to read and to write (None: not offered), and the URL's arguments."""

    read: Permission | None
    write: Permission | None
    arguments: Callable[[Report], list] = lambda report: []
    of_report: bool = True
    # Of the published report, even if it has a draft version.
    of_root: bool = False


def of_round(report):
    return [Round.objects.first().slug]


def of_submission(report):
    return [Submission.objects.first().pk]


def of_account(report):
    account = User.objects.order_by("pk").last()
    return [account.pk if account else 1]


# For editors alone.
EDITOR_URLS = {
    "editor:dashboard": EditorUrl(Permission.READ, None, of_report=False),
    "editor:report-new": EditorUrl(Permission.IMPORT, Permission.IMPORT, of_report=False),
    "editor:upload": EditorUrl(Permission.READ, Permission.IMPORT, of_report=False),
    "editor:report-list": EditorUrl(Permission.READ, None, of_report=False),
    "editor:merge-pick": EditorUrl(
        Permission.EDIT_ENTITIES, None, lambda report: ["person"], of_report=False
    ),
    "editor:duplicates": EditorUrl(Permission.EDIT_ENTITIES, None, of_report=False),
    "editor:merge-preview": EditorUrl(
        Permission.EDIT_ENTITIES,
        Permission.EDIT_ENTITIES,
        lambda report: ["person", "ana-cruz", "ben-otto"],
        of_report=False,
    ),
    "editor:unmerge": EditorUrl(
        None, Permission.EDIT_ENTITIES, lambda report: [1], of_report=False
    ),
    "editor:proposed-organizations": EditorUrl(Permission.EDIT_ENTITIES, None, of_report=False),
    "editor:proposed-instruments": EditorUrl(Permission.EDIT_ENTITIES, None, of_report=False),
    "editor:rounds": EditorUrl(Permission.READ, None, of_report=False),
    "editor:overdue": EditorUrl(Permission.READ, None, of_report=False),
    "editor:round-new": EditorUrl(Permission.ROUNDS, Permission.ROUNDS, of_report=False),
    "editor:round": EditorUrl(Permission.READ, None, of_round, of_report=False),
    "editor:round-edit": EditorUrl(Permission.ROUNDS, Permission.ROUNDS, of_round, of_report=False),
    "editor:round-step": EditorUrl(None, Permission.ROUNDS, of_round, of_report=False),
    "editor:round-ask": EditorUrl(None, Permission.RECORD, of_round, of_report=False),
    "editor:submissions-step": EditorUrl(None, Permission.SUBMIT, of_round, of_report=False),
    "editor:round-table": EditorUrl(
        Permission.READ, None, lambda report: [*of_round(report), "csv"], of_report=False
    ),
    "editor:round-table-upload": EditorUrl(None, Permission.RECORD, of_round, of_report=False),
    "editor:submission": EditorUrl(
        Permission.READ, Permission.RECORD, of_submission, of_report=False
    ),
    "editor:answer": EditorUrl(
        Permission.READ,
        Permission.RECORD,
        lambda report: [*of_submission(report), FollowUp.objects.first().recommendation_id],
        of_report=False,
    ),
    "editor:submission-step": EditorUrl(None, Permission.READ, of_submission, of_report=False),
    "editor:submission-table": EditorUrl(
        Permission.READ, None, lambda report: [*of_submission(report), "xlsx"], of_report=False
    ),
    "editor:submission-table-upload": EditorUrl(
        None, Permission.RECORD, of_submission, of_report=False
    ),
    "editor:evidence-file": EditorUrl(
        Permission.READ,
        None,
        lambda report: [FollowUp.objects.first().evidence_file_id],
        of_report=False,
    ),
    "editor:invitations": EditorUrl(Permission.ACCOUNTS, Permission.ACCOUNTS, of_report=False),
    "editor:account-access": EditorUrl(
        Permission.ACCOUNTS,
        Permission.ACCOUNTS,
        of_account,
        of_report=False,
    ),
    "editor:site-pages": EditorUrl(Permission.SITE_PAGES, None, of_report=False),
    "editor:site-page": EditorUrl(
        Permission.SITE_PAGES,
        Permission.SITE_PAGES,
        lambda report: ["about", "en"],
        of_report=False,
    ),
    "editor:account-data": EditorUrl(
        Permission.ACCOUNTS, Permission.ACCOUNTS, of_account, of_report=False
    ),
    "editor:account-export": EditorUrl(Permission.ACCOUNTS, None, of_account, of_report=False),
    "editor:redactions": EditorUrl(Permission.REDACT, Permission.REDACT, of_report=False),
    "editor:redaction": EditorUrl(
        Permission.REDACT, Permission.CONFIRM_REDACTION, lambda report: [1], of_report=False
    ),
    "editor:alerts": EditorUrl(Permission.ACCOUNTS, None, of_report=False),
    "editor:status": EditorUrl(Permission.ACCOUNTS, None, of_report=False),
    "editor:audit-log": EditorUrl(Permission.READ_AUDIT_LOG, None, of_report=False),
    "editor:audit-log-csv": EditorUrl(Permission.READ_AUDIT_LOG, None, of_report=False),
    "editor:report": EditorUrl(Permission.READ, None),
    "editor:review": EditorUrl(Permission.READ, None),
    "editor:rationale": EditorUrl(Permission.READ, Permission.CORRECT),
    "editor:slug": EditorUrl(Permission.CHANGE_SLUG, Permission.CHANGE_SLUG),
    "editor:transition": EditorUrl(None, Permission.READ),
    "editor:draft-begin": EditorUrl(None, Permission.BEGIN),
    "editor:draft-discard": EditorUrl(None, Permission.DISCARD),
    "editor:confirm-themes": EditorUrl(None, Permission.CORRECT),
    "editor:attachments": EditorUrl(Permission.READ, Permission.ATTACH, of_root=True),
    "editor:attachment": EditorUrl(
        Permission.ATTACH,
        Permission.ATTACH,
        lambda report: [report.root.attachments.first().pk],
        of_root=True,
    ),
    "editor:attached-file": EditorUrl(
        Permission.READ,
        None,
        lambda report: [report.root.attachments.first().pk],
        of_root=True,
    ),
    "editor:report-edit": EditorUrl(Permission.CORRECT, Permission.CORRECT),
    "editor:item": EditorUrl(
        Permission.CORRECT, Permission.CORRECT, lambda report: ["paragraphs", "p3"]
    ),
    "editor:item-add": EditorUrl(
        Permission.CORRECT, Permission.CORRECT, lambda report: ["paragraphs"]
    ),
    "editor:table": EditorUrl(
        Permission.READ, Permission.CORRECT, lambda report: ["recommendations"]
    ),
    "editor:table-file": EditorUrl(Permission.READ, None, lambda report: ["paragraphs", "csv"]),
    "editor:table-upload": EditorUrl(None, Permission.CORRECT, lambda report: ["people"]),
    "editor:revisions": EditorUrl(Permission.READ, None),
    "editor:revisions-compare": EditorUrl(Permission.READ, None),
    "editor:revision": EditorUrl(Permission.READ, None, lambda report: [1]),
    "editor:revision-json": EditorUrl(Permission.READ, None, lambda report: [1]),
    "editor:revision-diff": EditorUrl(Permission.READ, None, lambda report: [1, 1]),
    "editor:revision-restore": EditorUrl(None, Permission.CORRECT, lambda report: [1]),
    "editor:lineage": EditorUrl(Permission.LINK, None, of_report=False),
    "editor:report-lineage": EditorUrl(Permission.LINK, None, of_root=True),
    "editor:recommendation-lineage": EditorUrl(
        Permission.LINK,
        Permission.LINK,
        lambda report: [report.root.recommendations.first().pk],
        of_root=True,
    ),
    "editor:workbench": EditorUrl(Permission.READ, None),
    "editor:workbench-levels": EditorUrl(None, Permission.CORRECT),
    "editor:notes-resolve": EditorUrl(None, Permission.RESOLVE_NOTES),
    "editor:note": EditorUrl(None, Permission.RESOLVE_NOTES, lambda report: [1]),
    "editor:page-image": EditorUrl(Permission.READ, None, lambda report: [1]),
    "editor:reimport": EditorUrl(Permission.READ, Permission.IMPORT),
    "editor:workbench-item": EditorUrl(
        Permission.READ,
        None,
        lambda report: [f"paragraph-{report.paragraphs.first().pk}"],
    ),
}


def read_lists(client, words):
    """Return the content of every list, facet and search for the words, by its URL."""
    addresses = [reverse(name) for name in LIST_URLS]
    addresses += [f"{reverse(name)}?q={words}" for name in SEARCH_URLS]
    addresses += [reverse(name, args=[facet]) for name, facet in FACET_URLS.items()]
    return {address: readable_content(client.get(address)) for address in addresses}
