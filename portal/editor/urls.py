"""URLs of the pages for editors, under /editing/."""

from django.urls import include, path

from portal.editor import (
    account_access,
    account_data,
    add_item,
    alerts,
    attachments,
    audit_log,
    dashboard,
    edit_item,
    invitations,
    lineage,
    merge_duplicates,
    merge_pick,
    proposed_names,
    publication_review,
    rationale_list,
    redactions,
    reimport,
    report,
    report_list,
    report_slug,
    revisions,
    site_pages,
    status,
    upload,
    workbench,
)
from portal.editor.item_table import table_file, table_page, table_upload

app_name = "editor"

revision_urls = [
    path("", revisions.revisions, name="revisions"),
    path("differences/", revisions.compare_chosen, name="revisions-compare"),
    path("<int:before>/<int:after>/", revisions.differences, name="revision-diff"),
    path("<int:number>/", revisions.revision, name="revision"),
    path("<int:number>.json", revisions.revision_json, name="revision-json"),
    path("<int:number>/restore/", revisions.restore, name="revision-restore"),
]

attachment_urls = [
    path("", attachments.attachment_list, name="attachments"),
    path("<int:key>/", attachments.attachment, name="attachment"),
    path("<int:key>/file", attachments.attached_file, name="attached-file"),
]

report_urls = [
    path("", report.report, name="report"),
    path("address/", report_slug.report_slug, name="slug"),
    path("review/", publication_review.publication_review, name="review"),
    path("rationale/", rationale_list.rationale_list, name="rationale"),
    path("step/", report.step, name="transition"),
    path("begin/", report.begin, name="draft-begin"),
    path("confirm-themes/", report.confirm_themes, name="confirm-themes"),
    path("discard/", report.discard, name="draft-discard"),
    path("add/<slug:type_slug>/", add_item.add, name="item-add"),
    path("revisions/", include(revision_urls)),
    path("attachments/", include(attachment_urls)),
    path("lineage/", lineage.report_lineage, name="report-lineage"),
    path(
        "lineage/<int:key>/",
        lineage.recommendation_lineage,
        name="recommendation-lineage",
    ),
    path("about/", edit_item.edit_item, {"type_slug": "about"}, name="report-edit"),
    path("table/<slug:table_slug>/changes/", table_upload.table_upload, name="table-upload"),
    path("table/<slug:table_slug>/", table_page.item_table, name="table"),
    path("table/<slug:table_slug>.<slug:file_type>", table_file.table_file, name="table-file"),
    path("<slug:type_slug>/<str:locator>/", edit_item.edit_item, name="item"),
]

import_urls = [
    path("", workbench.workbench, name="workbench"),
    path("levels/", workbench.set_levels, name="workbench-levels"),
    path("renew/", reimport.reimport, name="reimport"),
    path("notes/", workbench.resolve_notes, name="notes-resolve"),
    path("notes/<int:number>/", workbench.toggle_note, name="note"),
    path("items/<slug:key>/", workbench.open_item, name="workbench-item"),
    path("pages/<int:number>.png", workbench.page_image, name="page-image"),
]

duplicate_urls = [
    path("", merge_duplicates.duplicates_page, name="duplicates"),
    path("<slug:entity_type>/", merge_pick.merge_pick, name="merge-pick"),
    path(
        "<slug:entity_type>/<slug:duplicate_slug>/<slug:canonical_slug>/",
        merge_duplicates.merge_preview,
        name="merge-preview",
    ),
    path("undo/<int:key>/", merge_duplicates.unmerge_view, name="unmerge"),
]

proposed_urls = [
    path(
        f"{kind}s/",
        proposed_names.proposed_names,
        {"kind": kind},
        name=f"proposed-{kind}s",
    )
    for kind in proposed_names.KINDS
]

account_urls = [
    path("invitations/", invitations.invitations, name="invitations"),
    path("<int:key>/", account_access.account_access, name="account-access"),
    path("<int:key>/data/", account_data.account_data, name="account-data"),
    path("<int:key>/data/export.zip", account_data.account_export, name="account-export"),
]

urlpatterns = [
    path("accounts/", include(account_urls)),
    path("pages/", site_pages.site_pages, name="site-pages"),
    path("pages/<slug:page>/<slug:language>/", site_pages.site_page, name="site-page"),
    path("", dashboard.dashboard, name="dashboard"),
    path("trail/", audit_log.audit_log, name="audit-log"),
    path("trail.csv", audit_log.audit_log_csv, name="audit-log-csv"),
    path("alerts/", alerts.alerts, name="alerts"),
    path("redactions/", redactions.redactions, name="redactions"),
    path("redactions/<int:key>/", redactions.redaction, name="redaction"),
    path("status/", status.status, name="status"),
    path("follow-up/", include("portal.editor.follow_up.urls")),
    path("lineage/", lineage.lineage_list, name="lineage"),
    path("alike/", include(duplicate_urls)),
    path("unregistered/", include(proposed_urls)),
    path("new/", add_item.new, name="report-new"),
    path("imports/", upload.upload, name="upload"),
    path("imports/<slug:slug>/", include(import_urls)),
    path("reports/", report_list.report_list, name="report-list"),
    path("reports/<slug:slug>/", include(report_urls)),
]
