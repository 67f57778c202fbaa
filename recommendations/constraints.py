"""Constraints of recommendations across rows, enforced by triggers."""

from reports.invariants import LEVEL, ORDER
from reports.triggers import TRUNCATE, CascadeTrigger, TriggerConstraint

TABLE = "recommendations_recommendation"
FOLLOW_UP = "recommendations_followup"
ROUND_REPORTS = "recommendations_round_reports"

CONSTRAINTS = (
    *LEVEL.triggers(),
    *ORDER.triggers(),
    # A corrected level applies to the nested points as well.
    CascadeTrigger(
        name="children_take_level_of_parent",
        table=TABLE,
        columns=("report_id", "level"),
        statement=(
            "UPDATE recommendations_recommendation SET report_id = NEW.report_id, level = NEW.level "
            "WHERE parent_id = NEW.id "
            "AND (report_id <> NEW.report_id OR level <> NEW.level)"
        ),
    ),
    TriggerConstraint(
        name="recommendation_has_report_of_paragraph",
        table=TABLE,
        columns=("paragraph_id", "report_id"),
        broken_when=(
            "NEW.report_id <> (SELECT p.report_id FROM reports_paragraph p "
            "WHERE p.id = NEW.paragraph_id)"
        ),
    ),
    TriggerConstraint(
        name="rationale_within_one_report",
        table="recommendations_rationalelink",
        columns=("recommendation_id", "paragraph_id", "report_id"),
        broken_when=(
            "NEW.report_id <> (SELECT r.report_id FROM recommendations_recommendation r "
            "WHERE r.id = NEW.recommendation_id) "
            "OR EXISTS (SELECT 1 FROM reports_paragraph p "
            "WHERE p.id = NEW.paragraph_id AND p.report_id <> NEW.report_id)"
        ),
    ),
    # Two bodies may turn out to be one: what was said stays, under the name of the remaining one.
    TriggerConstraint(
        name="follow_up_is_never_changed",
        table=FOLLOW_UP,
        columns=(
            *("id", "submission_id", "recommendation_id", "response", "status", "due_on", "text"),
            *("evidence_url", "evidence_file_id", "evidence_paragraph_id"),
            *("recorded_at", "recorded_by", "recorded_by_key"),
        ),
        events=("UPDATE",),
        yields_to_redaction=True,
        broken_when="1 = 1",
    ),
    TriggerConstraint(
        name="follow_up_is_never_deleted",
        table=FOLLOW_UP,
        events=("DELETE", TRUNCATE),
        broken_when="1 = 1",
    ),
    # What was reviewed stays as it was: a correction is a record of another submission.
    TriggerConstraint(
        name="follow_up_joins_a_draft",
        table=FOLLOW_UP,
        events=("INSERT",),
        broken_when=(
            "'draft' <> (SELECT s.status FROM recommendations_submission s "
            "WHERE s.id = NEW.submission_id)"
        ),
    ),
    TriggerConstraint(
        name="follow_up_is_about_a_report_of_the_round",
        table=FOLLOW_UP,
        events=("INSERT",),
        broken_when=(
            "NOT EXISTS (SELECT 1 FROM recommendations_round_reports rr "
            "JOIN recommendations_submission s ON s.round_id = rr.round_id "
            "JOIN recommendations_recommendation r ON r.report_id = rr.report_id "
            "WHERE s.id = NEW.submission_id AND r.id = NEW.recommendation_id)"
        ),
    ),
    # Only the body may change, if it turns out to be another one's record.
    TriggerConstraint(
        name="submission_stays_in_its_round",
        table="recommendations_submission",
        columns=("id", "round_id", "side", "created_at", "created_by"),
        events=("UPDATE",),
        yields_to_redaction=True,
        broken_when=(
            "NEW.id <> OLD.id OR NEW.round_id <> OLD.round_id OR NEW.side <> OLD.side "
            "OR NEW.created_at <> OLD.created_at OR NEW.created_by <> OLD.created_by"
        ),
    ),
    TriggerConstraint(
        name="evidence_file_is_never_changed",
        table="recommendations_evidencefile",
        events=("UPDATE", "DELETE", TRUNCATE),
        yields_to_redaction=True,
        broken_when="1 = 1",
    ),
    TriggerConstraint(
        name="round_asks_about_no_draft_version",
        table=ROUND_REPORTS,
        broken_when=(
            "(SELECT r.next_of_id FROM reports_report r WHERE r.id = NEW.report_id) IS NOT NULL"
        ),
    ),
    TriggerConstraint(
        name="round_keeps_reports_with_records",
        table=ROUND_REPORTS,
        events=("DELETE",),
        broken_when=(
            "EXISTS (SELECT 1 FROM recommendations_followup f "
            "JOIN recommendations_submission s ON s.id = f.submission_id "
            "JOIN recommendations_recommendation r ON r.id = f.recommendation_id "
            "WHERE s.round_id = OLD.round_id AND r.report_id = OLD.report_id)"
        ),
    ),
)
# Constraints that no deletion satisfies: tests lift them to empty the database.
APPEND_ONLY = tuple(
    constraint
    for constraint in CONSTRAINTS
    if isinstance(constraint, TriggerConstraint) and "DELETE" in constraint.events
)
