"""Constraints of recommendations across rows, enforced by triggers."""

from reports.triggers import CascadeTrigger, TriggerConstraint

TABLE = "recommendations_recommendation"

CONSTRAINTS = (
    TriggerConstraint(
        name="child_has_report_and_level_of_parent",
        table=TABLE,
        columns=("parent_id", "report_id", "level"),
        broken_when=(
            "EXISTS (SELECT 1 FROM recommendations_recommendation parent "
            "WHERE parent.id = NEW.parent_id "
            "AND (parent.report_id <> NEW.report_id OR parent.level <> NEW.level))"
        ),
    ),
    TriggerConstraint(
        name="child_follows_parent",
        table=TABLE,
        columns=("parent_id", "position"),
        # Checked from both sides: two concurrent moves could form a cycle.
        broken_when=(
            "EXISTS (SELECT 1 FROM recommendations_recommendation parent "
            "WHERE parent.id = NEW.parent_id AND parent.position >= NEW.position) "
            "OR EXISTS (SELECT 1 FROM recommendations_recommendation point "
            "WHERE point.parent_id = NEW.id AND point.position <= NEW.position)"
        ),
    ),
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
)
