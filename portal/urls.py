"""The table of contents of the site."""

from django.contrib import admin
from django.contrib.sitemaps import views as sitemaps
from django.urls import include, path
from django.views.generic import RedirectView, TemplateView

from portal import health
from portal.feeds import ContributionFeed, RecommendationFeed, ReportFeed
from portal.parameters import takes
from portal.sitemaps import SITEMAPS
from portal.views import (
    design,
    documents,
    errors,
    home,
    language,
    lists,
    registers,
    search,
    speakers,
)
from portal.views.editing import (
    adding,
    bench,
    dashboard,
    imports,
    piece,
    renewal,
    report,
    revisions,
    trail,
    unit,
    uniting,
)

urlpatterns = [
    path("", home.home, name="home"),
    path("search/", search.search, name="search"),
    path("search/suggestions/", search.suggestions, name="suggestions"),
    path("reports/feed.atom", ReportFeed(), name="report-feed"),
    path("recommendations/feed.atom", RecommendationFeed(), name="recommendation-feed"),
    path("contributions/feed.atom", ContributionFeed(), name="contribution-feed"),
    path(
        "recommendations/",
        lists.RecommendationList.as_view(),
        name="recommendation-list",
    ),
    path("reports/", lists.ReportList.as_view(), name="report-list"),
    path("contributions/", lists.ContributionList.as_view(), name="contribution-list"),
    path(
        "recommendations/export.csv",
        lists.recommendations_csv,
        name="recommendation-csv",
    ),
    path("contributions/export.csv", lists.contributions_csv, name="contribution-csv"),
    path(
        "recommendations/<slug:name>/",
        lists.recommendation_facet,
        name="recommendation-facet",
    ),
    path(
        "contributions/<slug:name>/",
        lists.contribution_facet,
        name="contribution-facet",
    ),
    path("", include("reports.urls")),
    path("", include("recommendations.urls")),
    path("reports/<slug:slug>/", documents.report, name="report"),
    path("reports/<slug:slug>/source", documents.source, name="source"),
    path(
        "reports/<slug:slug>/v/<int:number>/", documents.version, name="report-version"
    ),
    path(
        "reports/<slug:slug>/sessions/<slug:anchor>/", documents.session, name="session"
    ),
    path("speakers/", speakers.SpeakerList.as_view(), name="speaker-list"),
    path("speakers/<slug:slug>/", speakers.speaker, name="speaker"),
    path("organizations/", registers.organizations, name="organization-list"),
    path("organizations/<slug:slug>/", registers.organization, name="organization"),
    path("themes/", registers.themes, name="theme-list"),
    path("themes/<slug:slug>/", registers.theme, name="theme"),
    path("instruments/", registers.instruments, name="instrument-list"),
    path("instruments/<slug:slug>/", registers.instrument, name="instrument"),
    path("api/", include("portal.api.urls")),
    path(
        "sitemap.xml",
        sitemaps.index,
        {"sitemaps": SITEMAPS, "sitemap_url_name": "sitemap-part"},
        name="sitemap",
    ),
    path(
        "sitemap/<slug:section>.xml",
        takes("p")(sitemaps.sitemap),
        {"sitemaps": SITEMAPS},
        name="sitemap-part",
    ),
    path(
        "robots.txt",
        TemplateView.as_view(template_name="robots.txt", content_type="text/plain"),
        name="robots",
    ),
    # Browsers ask for it where a page names no icon, as in the administration.
    path(
        "favicon.ico",
        RedirectView.as_view(url="/static/favicon.svg"),
        name="favicon",
    ),
    path("editing/", dashboard.dashboard, name="desk"),
    path("editing/trail/", trail.trail, name="trail"),
    path("editing/trail.csv", trail.trail_csv, name="trail-csv"),
    path("editing/alike/", uniting.alike, name="alike"),
    path(
        "editing/alike/<slug:register>/<slug:one>/<slug:other>/",
        uniting.pair,
        name="pair",
    ),
    path("editing/alike/undo/<int:key>/", uniting.undo, name="union-undo"),
    path("editing/new/", adding.new, name="desk-new"),
    path("editing/reports/<slug:slug>/", report.report, name="desk-report"),
    path("editing/reports/<slug:slug>/step/", report.step, name="desk-step"),
    path("editing/reports/<slug:slug>/begin/", report.begin, name="desk-begin"),
    path(
        "editing/reports/<slug:slug>/confirm-themes/",
        report.confirm_themes,
        name="desk-confirm-themes",
    ),
    path("editing/reports/<slug:slug>/discard/", report.discard, name="desk-discard"),
    path("editing/reports/<slug:slug>/add/<slug:place>/", adding.add, name="desk-add"),
    path(
        "editing/reports/<slug:slug>/revisions/",
        revisions.revisions,
        name="desk-revisions",
    ),
    path(
        "editing/reports/<slug:slug>/revisions/differences/",
        revisions.chosen,
        name="desk-chosen",
    ),
    path(
        "editing/reports/<slug:slug>/revisions/<int:before>/<int:after>/",
        revisions.differences,
        name="desk-differences",
    ),
    path(
        "editing/reports/<slug:slug>/revisions/<int:number>/",
        revisions.revision,
        name="desk-revision",
    ),
    path(
        "editing/reports/<slug:slug>/revisions/<int:number>.json",
        revisions.raw,
        name="desk-raw",
    ),
    path(
        "editing/reports/<slug:slug>/revisions/<int:number>/restore/",
        revisions.restore,
        name="desk-restore",
    ),
    path(
        "editing/reports/<slug:slug>/about/",
        piece.piece,
        {"place": "about"},
        name="desk-about",
    ),
    path(
        "editing/reports/<slug:slug>/<slug:place>/<str:address>/",
        piece.piece,
        name="desk-piece",
    ),
    path("editing/imports/", imports.imports, name="imports"),
    path("editing/imports/<slug:slug>/", bench.bench, name="bench"),
    path("editing/imports/<slug:slug>/levels/", bench.levels, name="bench-levels"),
    path("editing/imports/<slug:slug>/renew/", renewal.renew, name="renew"),
    path("editing/imports/<slug:slug>/notes/<int:number>/", bench.note, name="note"),
    path("editing/imports/<slug:slug>/pages/<int:number>.png", bench.page, name="page"),
    path("editing/imports/<slug:slug>/pieces/<slug:key>/", unit.unit, name="unit"),
    path("language/", language.choose, name="language"),
    path("design/", design.design, name="design"),
    path("healthz", health.alive, name="alive"),
    path("readyz", health.ready, name="ready"),
    path("accounts/", include("portal.accounts.urls")),
    path("admin/", admin.site.urls),
]

handler400 = errors.bad_request
handler403 = errors.not_allowed
handler404 = errors.not_found
handler500 = errors.server_error
