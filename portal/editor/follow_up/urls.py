"""URLs of follow-up, under /editing/follow-up/."""

from django.urls import include, path

from portal.editor.follow_up import (
    bulk_steps,
    round_form,
    round_list,
    round_page,
    step_buttons,
    submission_page,
    table_files,
    table_upload,
)

round_urls = [
    path("", round_page.round_page, name="round"),
    path("edit/", round_form.edit_round, name="round-edit"),
    path("step/", round_page.round_step, name="round-step"),
    path("ask/", round_page.ask_bodies, name="round-ask"),
    path("review/", bulk_steps.submissions_step, name="submissions-step"),
    path("table/", table_upload.round_table_upload, name="round-table-upload"),
    path("table.<slug:file_type>", table_files.round_table, name="round-table"),
]

submission_urls = [
    path("", submission_page.sheet, name="submission"),
    path("step/", step_buttons.submission_step, name="submission-step"),
    path("table/", table_upload.submission_table_upload, name="submission-table-upload"),
    path("table.<slug:file_type>", table_files.submission_table, name="submission-table"),
    path("answers/<int:recommendation>/", submission_page.answer, name="answer"),
]

urlpatterns = [
    path("", round_list.round_list, name="rounds"),
    path("new/", round_form.new_round, name="round-new"),
    path("overdue/", round_list.overdue, name="overdue"),
    path("files/<int:key>/", table_files.evidence_file, name="evidence-file"),
    path("rounds/<slug:round_slug>/", include(round_urls)),
    path("submissions/<int:key>/", include(submission_urls)),
]
