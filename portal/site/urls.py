"""URLs of the pages for readers."""

import re

from django.contrib.sitemaps import views as sitemap_views
from django.urls import path, register_converter
from django.urls.converters import StringConverter
from django.views.generic import TemplateView

from portal.exports.briefing_export import WRITERS
from portal.exports.citations.file_formats import FILE_FORMATS
from portal.exports.follow_up_export import follow_up_csv, follow_up_xlsx
from portal.site import (
    attachments,
    citations,
    column_choice,
    compare,
    entities,
    facet_pages,
    follow,
    follow_up,
    home,
    language,
    lists,
    opensearch,
    paragraph,
    participants,
    public_data,
    recommendation,
    report_pages,
    round_files,
    rounds,
    search,
    site_pages,
    speakers,
    subscription_links,
    version_changes,
)
from portal.site.feeds import ContributionFeed, RecommendationFeed, ReportFeed, StatementFeed
from portal.site.recurring import page as recurring
from portal.site.sitemaps import SITEMAPS
from portal.site_pages.models import SitePageVersion
from portal.web.query_parameters import accept_parameters

app_name = "site"


class CitationEnding(StringConverter):
    """The file extension of one reference."""

    regex = "|".join((*map(re.escape, FILE_FORMATS), "jsonld", r"datacite\.json"))


class CitationListEnding(StringConverter):
    """The file extension of a list of references."""

    regex = "|".join(map(re.escape, FILE_FORMATS))


class BriefingEnding(StringConverter):
    """The file extension of a briefing."""

    regex = "|".join(WRITERS)


register_converter(CitationEnding, "citation")
register_converter(CitationListEnding, "citations")
register_converter(BriefingEnding, "briefing")


def cite_urls(page, view):
    """Return the citation URLs below a page: the page of styles, and the files."""
    name = view.__name__
    return [
        path(f"{page}cite/", view, name=f"{name}-cite"),
        path(f"{page}cite.<citation:ending>", view, name=f"{name}-citation"),
    ]


list_urls = [
    path("reports/", lists.ReportList.as_view(), name="report-list"),
    path("reports/feed.atom", ReportFeed(), name="report-feed"),
    path(
        "recommendations/",
        lists.RecommendationList.as_view(),
        name="recommendation-list",
    ),
    path("recommendations/feed.atom", RecommendationFeed(), name="recommendation-feed"),
    path(
        "recommendations/export.csv",
        lists.recommendations_csv,
        name="recommendation-csv",
    ),
    path(
        "recommendations/export.xlsx",
        lists.recommendations_xlsx,
        name="recommendation-xlsx",
    ),
    path(
        "recommendations/export.<citations:ending>",
        lists.recommendation_citations,
        name="recommendation-citations",
    ),
    path("recommendations/columns/", column_choice.recommendations, name="recommendation-columns"),
    path("contributions/columns/", column_choice.contributions, name="contribution-columns"),
    path("statements/columns/", column_choice.statements, name="statement-columns"),
    path(
        "recommendations/<slug:name>/",
        facet_pages.recommendation_facet,
        name="recommendation-facet",
    ),
    path("contributions/", lists.ContributionList.as_view(), name="contribution-list"),
    path("contributions/feed.atom", ContributionFeed(), name="contribution-feed"),
    path("contributions/export.csv", lists.contributions_csv, name="contribution-csv"),
    path(
        "contributions/export.xlsx",
        lists.contributions_xlsx,
        name="contribution-xlsx",
    ),
    path(
        "contributions/export.<citations:ending>",
        lists.contribution_citations,
        name="contribution-citations",
    ),
    path(
        "contributions/<slug:name>/",
        facet_pages.contribution_facet,
        name="contribution-facet",
    ),
    path("statements/", lists.StatementList.as_view(), name="statement-list"),
    path("statements/feed.atom", StatementFeed(), name="statement-feed"),
    path("statements/export.csv", lists.statements_csv, name="statement-csv"),
    path("statements/export.xlsx", lists.statements_xlsx, name="statement-xlsx"),
    path(
        "statements/export.<citations:ending>",
        lists.statement_citations,
        name="statement-citations",
    ),
    path("statements/<slug:name>/", facet_pages.statement_facet, name="statement-facet"),
    *(
        path(f"{record}s/<slug:name>/export.csv", view, name=f"{record}-facet-csv")
        for record, view in (
            ("recommendation", facet_pages.recommendation_facet_csv),
            ("contribution", facet_pages.contribution_facet_csv),
            ("statement", facet_pages.statement_facet_csv),
        )
    ),
    *(
        path(f"{record}s/briefing.<briefing:ending>", view, name=f"{record}-briefing")
        for record, view in (
            ("recommendation", lists.recommendation_briefing),
            ("contribution", lists.contribution_briefing),
            ("statement", lists.statement_briefing),
        )
    ),
]

report_urls = [
    path("reports/<slug:slug>/", report_pages.report, name="report"),
    path("reports/<slug:slug>/source", report_pages.source, name="source"),
    path(
        "reports/<slug:slug>/attachments/<int:key>",
        attachments.attachment,
        name="attachment",
    ),
    path(
        "reports/<slug:slug>/participants/",
        participants.participants,
        name="participants",
    ),
    path(
        "reports/<slug:slug>/v/<int:number>/",
        report_pages.version,
        name="report-version",
    ),
    path(
        "reports/<slug:slug>/v/<int:number>/changes/",
        version_changes.version_changes,
        name="version-changes",
    ),
    path(
        "reports/<slug:slug>/sessions/<slug:anchor>/",
        report_pages.session,
        name="session",
    ),
    path(
        "reports/<slug:slug>/paragraphs/<slug:anchor>/",
        paragraph.paragraph,
        name="paragraph",
    ),
    path(
        "recommendations/<slug:slug>/<str:reference>/",
        recommendation.recommendation,
        name="recommendation",
    ),
    *cite_urls("reports/<slug:slug>/", citations.report),
    *cite_urls("reports/<slug:slug>/v/<int:number>/", citations.version),
    *cite_urls("reports/<slug:slug>/paragraphs/<slug:anchor>/", citations.paragraph),
    *cite_urls("recommendations/<slug:slug>/<str:reference>/", citations.recommendation),
]

entity_urls = [
    path("speakers/", speakers.SpeakerList.as_view(), name="speaker-list"),
    path("speakers/<slug:slug>/", speakers.speaker, name="speaker"),
    path("organizations/", entities.organizations, name="organization-list"),
    path("organizations/<slug:slug>/", entities.organization, name="organization"),
    path("themes/", entities.themes, name="theme-list"),
    path("themes.ttl", entities.themes_as_skos, {"extension": "ttl"}, name="theme-turtle"),
    path("themes.jsonld", entities.themes_as_skos, {"extension": "jsonld"}, name="theme-jsonld"),
    path("themes/<slug:slug>/", entities.theme, name="theme"),
    path("instruments/", entities.instruments, name="instrument-list"),
    path("instruments/<slug:slug>/", entities.instrument, name="instrument"),
]

follow_up_urls = [
    path("follow-up/", follow_up.FollowUpList.as_view(), name="follow-up-list"),
    path("follow-up/export.csv", follow_up_csv, name="follow-up-csv"),
    path("follow-up/export.xlsx", follow_up_xlsx, name="follow-up-xlsx"),
    path("follow-up/<int:key>/evidence", follow_up.evidence, name="evidence"),
    path("rounds/", rounds.rounds, name="round-list"),
    path("rounds/<slug:slug>/", rounds.round_page, name="round"),
    path("rounds/<slug:slug>/matrix.csv", round_files.matrix_csv, name="round-csv"),
    path("rounds/<slug:slug>/matrix.xlsx", round_files.matrix_xlsx, name="round-xlsx"),
    path(
        "rounds/<slug:slug>/briefing.<briefing:ending>",
        round_files.round_briefing,
        name="round-briefing",
    ),
]

follow_urls = [
    path("follow/", follow.follow, name="follow"),
    path("follow/sent/", subscription_links.sent, name="follow-sent"),
    path("follow/confirm/<str:token>/", subscription_links.confirm, name="follow-confirm"),
    path("follow/stop/list/<str:token>/", subscription_links.stop_one, name="unfollow-list"),
    path("follow/stop/<str:token>/", subscription_links.stop_all, name="unfollow"),
]

data_urls = [
    path("data/", public_data.public_data, name="data"),
    path("data/<str:name>", public_data.archive, name="data-archive"),
]

# Pages that an administrator writes: each has an address while it has a text.
written_urls = [
    path(f"{page}/", site_pages.site_page, {"page": page}, name=page)
    for page in SitePageVersion.Page.values
]

crawler_urls = [
    path(".well-known/security.txt", site_pages.security_txt, name="security-txt"),
    path("opensearch.xml", opensearch.description, name="opensearch"),
    path(
        "sitemap.xml",
        sitemap_views.index,
        {"sitemaps": SITEMAPS, "sitemap_url_name": "site:sitemap-part"},
        name="sitemap",
    ),
    path(
        "sitemap/<slug:section>.xml",
        accept_parameters("p")(sitemap_views.sitemap),
        {"sitemaps": SITEMAPS},
        name="sitemap-part",
    ),
    path(
        "llms.txt",
        TemplateView.as_view(template_name="llms.txt", content_type="text/plain; charset=utf-8"),
        name="llms",
    ),
    path(
        "robots.txt",
        TemplateView.as_view(template_name="robots.txt", content_type="text/plain"),
        name="robots",
    ),
]

urlpatterns = [
    path("", home.home, name="home"),
    path("search/", search.search, name="search"),
    path("search/suggestions/", search.suggestions, name="suggestions"),
    path("compare/", compare.ComparisonPage.as_view(), name="compare"),
    path(
        "compare/statements/",
        compare.StatementComparison.as_view(),
        name="compare-statements",
    ),
    path("recurring/", recurring.recurring, name="recurring"),
    path("language/", language.set_language, name="language"),
    *list_urls,
    *report_urls,
    *entity_urls,
    *follow_up_urls,
    *follow_urls,
    *data_urls,
    *written_urls,
    *crawler_urls,
]
