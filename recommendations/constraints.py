"""Constraints of recommendations across rows, enforced by triggers."""

from reports.invariants import LEVEL, ORDER
from reports.triggers import TRUNCATE, CascadeTrigger, TriggerConstraint

TABLE = "recommendations_recommendation"

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
        table="recommendations_followup",
        columns=(
            *("id", "submission_id", "recommendation_id", "response", "status", "due_on", "text"),
            *("evidence_url", "evidence_file_id", "evidence_paragraph_id"),
            *("recorded_at", "recorded_by"),
        ),
        events=("UPDATE",),
        broken_when="1 = 1",
    ),
    TriggerConstraint(
        name="follow_up_is_never_deleted",
        table="recommendations_followup",
        events=("DELETE", TRUNCATE),
        broken_when="1 = 1",
    ),
)
