"""What the database promises about reports beyond the models' own constraints."""

from reports.triggers import Promise

PROMISES = (
    Promise(
        name="only_a_named_voice_has_a_speaker",
        table="reports_contribution",
        columns=("paragraph_id",),
        broken_when=(
            "EXISTS (SELECT 1 FROM reports_paragraph p "
            "WHERE p.id = NEW.paragraph_id AND p.voice <> 'named')"
        ),
    ),
    Promise(
        name="a_paragraph_with_a_speaker_stays_a_named_voice",
        table="reports_paragraph",
        columns=("voice",),
        events=("UPDATE",),
        broken_when=(
            "NEW.voice <> 'named' AND EXISTS (SELECT 1 FROM reports_contribution c "
            "WHERE c.paragraph_id = NEW.id)"
        ),
    ),
    Promise(
        name="a_contribution_stays_within_one_report",
        table="reports_contribution",
        columns=("paragraph_id", "participation_id"),
        broken_when=(
            "(SELECT p.report_id FROM reports_paragraph p WHERE p.id = NEW.paragraph_id) "
            "<> (SELECT t.report_id FROM reports_participation t "
            "WHERE t.id = NEW.participation_id)"
        ),
    ),
    Promise(
        name="a_paragraph_is_of_its_session_s_report",
        table="reports_paragraph",
        columns=("report_id", "session_id"),
        broken_when=(
            "NEW.report_id <> (SELECT s.report_id FROM reports_session s "
            "WHERE s.id = NEW.session_id)"
        ),
    ),
    *(
        # What stands under it would stay behind.
        Promise(
            name=f"a_{record}_stays_with_its_report",
            table=f"reports_{record}",
            columns=("report_id",),
            events=("UPDATE",),
            broken_when="NEW.report_id <> OLD.report_id",
        )
        for record in ("session", "paragraph", "participation", "annex")
    ),
    Promise(
        name="an_annex_points_into_its_own_report",
        table="reports_annex",
        columns=("named_in_id", "session_id"),
        broken_when=(
            "EXISTS (SELECT 1 FROM reports_paragraph p "
            "WHERE p.id = NEW.named_in_id AND p.report_id <> NEW.report_id) "
            "OR EXISTS (SELECT 1 FROM reports_session s "
            "WHERE s.id = NEW.session_id AND s.report_id <> NEW.report_id)"
        ),
    ),
    Promise(
        name="a_source_document_never_changes",
        table="reports_sourcedocument",
        events=("UPDATE",),
        broken_when="1 = 1",
    ),
)
