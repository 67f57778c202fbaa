"""Template tags for references: meta elements of a page, COinS of the rows of a list."""

from django import template

from portal.exports.citations import citation_builder, coins, dublin_core

register = template.Library()


@register.filter
def meta_elements(citation):
    """Return (name, content) of each meta element."""
    return dublin_core.meta_elements(citation)


@register.filter
def statement_coins(statement):
    """Return the COinS of a row of for_listing(), without a query."""
    report = citation_builder.cited_report(statement.paragraph.report)
    return coins.context_object(citation_builder.cite_statement(statement, report))


@register.filter
def recommendation_coins(recommendation):
    """Return the COinS of a row of for_listing(), without a query."""
    report = citation_builder.cited_report(recommendation.report)
    return coins.context_object(citation_builder.cite_recommendation(recommendation, report))
