"""Constraints of reports across rows, enforced by triggers."""

from reports.invariants import SPEAKERS
from reports.triggers import TriggerConstraint

CONSTRAINTS = (
    *SPEAKERS.triggers(),
    TriggerConstraint(
        name="contribution_within_one_report",
        table="reports_contribution",
        columns=("paragraph_id", "participation_id"),
        broken_when=(
            "(SELECT p.report_id FROM reports_paragraph p WHERE p.id = NEW.paragraph_id) "
            "<> (SELECT t.report_id FROM reports_participation t "
            "WHERE t.id = NEW.participation_id)"
        ),
    ),
    TriggerConstraint(
        name="paragraph_has_report_of_session",
        table="reports_paragraph",
        columns=("report_id", "session_id"),
        broken_when=(
            "NEW.report_id <> (SELECT s.report_id FROM reports_session s "
            "WHERE s.id = NEW.session_id)"
        ),
    ),
    *(
        # Its child rows would stay in the old report.
        TriggerConstraint(
            name=f"a_{record}_stays_with_its_report",
            table=f"reports_{record}",
            columns=("report_id",),
            events=("UPDATE",),
            broken_when="NEW.report_id <> OLD.report_id",
        )
        for record in ("session", "paragraph", "participation", "annex")
    ),
    TriggerConstraint(
        name="annex_within_one_report",
        table="reports_annex",
        columns=("named_in_id", "session_id"),
        broken_when=(
            "EXISTS (SELECT 1 FROM reports_paragraph p "
            "WHERE p.id = NEW.named_in_id AND p.report_id <> NEW.report_id) "
            "OR EXISTS (SELECT 1 FROM reports_session s "
            "WHERE s.id = NEW.session_id AND s.report_id <> NEW.report_id)"
        ),
    ),
    # A slug leads to one report: the one that has it, or the one that had it.
    TriggerConstraint(
        name="slug_is_no_former_slug",
        table="reports_report",
        columns=("slug",),
        broken_when="EXISTS (SELECT 1 FROM reports_formerslug f WHERE f.slug = NEW.slug)",
    ),
    TriggerConstraint(
        name="former_slug_is_no_slug",
        table="reports_formerslug",
        columns=("slug",),
        broken_when="EXISTS (SELECT 1 FROM reports_report r WHERE r.slug = NEW.slug)",
    ),
    # Lists would not loop over a circle, but an organization cannot belong to itself.
    TriggerConstraint(
        name="membership_in_no_circle",
        table="reports_membership",
        columns=("group_id", "member_id"),
        broken_when=(
            "EXISTS (WITH RECURSIVE above (id) AS (SELECT NEW.group_id "
            "UNION SELECT m.group_id FROM reports_membership m "
            "JOIN above ON m.member_id = above.id) "
            "SELECT 1 FROM above WHERE above.id = NEW.member_id)"
        ),
    ),
    TriggerConstraint(
        name="source_document_is_immutable",
        table="reports_sourcedocument",
        events=("UPDATE",),
        yields_to_redaction=True,
        broken_when="1 = 1",
    ),
    TriggerConstraint(
        name="attached_file_is_immutable",
        table="reports_attachment",
        columns=("report_id", "content", "media_type", "size", "sha256"),
        events=("UPDATE",),
        yields_to_redaction=True,
        broken_when="1 = 1",
    ),
    TriggerConstraint(
        name="attachment_belongs_to_no_draft_version",
        table="reports_attachment",
        columns=("report_id",),
        events=("INSERT",),
        broken_when=(
            "EXISTS (SELECT 1 FROM reports_report r "
            "WHERE r.id = NEW.report_id AND r.next_of_id IS NOT NULL)"
        ),
    ),
)
