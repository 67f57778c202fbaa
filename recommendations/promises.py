"""What the database promises about recommendations beyond the models' own constraints."""

from reports.triggers import Consequence, Promise

TABLE = "recommendations_recommendation"

PROMISES = (
    Promise(
        name="a_nested_point_shares_its_parent_s_report_and_level",
        table=TABLE,
        columns=("parent_id", "report_id", "level"),
        broken_when=(
            "EXISTS (SELECT 1 FROM recommendations_recommendation parent "
            "WHERE parent.id = NEW.parent_id "
            "AND (parent.report_id <> NEW.report_id OR parent.level <> NEW.level))"
        ),
    ),
    Promise(
        name="a_nested_point_stands_behind_its_parent",
        table=TABLE,
        columns=("parent_id", "position"),
        # From either side, or two moves could make each the other's parent.
        broken_when=(
            "EXISTS (SELECT 1 FROM recommendations_recommendation parent "
            "WHERE parent.id = NEW.parent_id AND parent.position >= NEW.position) "
            "OR EXISTS (SELECT 1 FROM recommendations_recommendation point "
            "WHERE point.parent_id = NEW.id AND point.position <= NEW.position)"
        ),
    ),
    # An editor who corrects a level corrects it for the points below as well.
    Consequence(
        name="nested_points_follow_their_parent",
        table=TABLE,
        columns=("report_id", "level"),
        statement=(
            "UPDATE recommendations_recommendation SET report_id = NEW.report_id, level = NEW.level "
            "WHERE parent_id = NEW.id "
            "AND (report_id <> NEW.report_id OR level <> NEW.level)"
        ),
    ),
    Promise(
        name="a_recommendation_stands_in_a_paragraph_of_its_report",
        table=TABLE,
        columns=("paragraph_id", "report_id"),
        broken_when=(
            "NEW.report_id <> (SELECT p.report_id FROM reports_paragraph p "
            "WHERE p.id = NEW.paragraph_id)"
        ),
    ),
)
