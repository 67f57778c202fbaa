"""The columns that keep names of accounts as text, because their rows outlive the accounts."""

from dataclasses import dataclass

from django.apps import apps
from django.db import models
from django.db.models import Q


@dataclass(frozen=True)
class AuthorColumn:
    """A column with names of accounts, and the column with their keys, if the table has one."""

    path: str
    name: str
    key: str = ""

    @property
    def model(self) -> type[models.Model]:
        return apps.get_model(self.path)

    def rows_of(self, key: int, names: set[str]) -> models.QuerySet:
        """Return the rows of an account; by its names where its key is not stored."""
        own = Q(**{self.key: key}) if self.key else Q(**{f"{self.name}__in": names})
        return self.model._base_manager.filter(own)


AUTHOR_COLUMNS = (
    AuthorColumn("audit.AuditEntry", "by_name", "by_key"),
    AuthorColumn("content.Revision", "by_name", "by_id"),
    AuthorColumn("redaction.Redaction", "proposed_by", "proposed_by_key"),
    AuthorColumn("redaction.Redaction", "decided_by", "decided_by_key"),
    AuthorColumn("recommendations.FollowUp", "recorded_by", "recorded_by_key"),
    AuthorColumn("recommendations.Submission", "created_by"),
    AuthorColumn("recommendations.EvidenceFile", "added_by"),
    AuthorColumn("recommendations.LineageLink", "decided_by"),
    AuthorColumn("reports.Attachment", "added_by"),
    AuthorColumn("reports.MergeRecord", "by_name"),
    AuthorColumn("notifications.Notice", "by_name"),
    AuthorColumn("accounts.Invitation", "by_name"),
    AuthorColumn("site_pages.SitePageVersion", "by_name"),
)
