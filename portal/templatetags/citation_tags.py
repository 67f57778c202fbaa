"""Template tags for references: meta elements of a page, COinS of the rows of a list."""

from django import template

from portal.exports.citations import coins, dublin_core, records

register = template.Library()


@register.filter
def meta_elements(citation):
    """Return (name, content) of each meta element."""
    return dublin_core.meta_elements(citation)


@register.filter
def statement_coins(statement):
    """Return the COinS of a row of for_listing(), without a query."""
    report = records.cited_report(statement.paragraph.report)
    return coins.context_object(records.of_statement(statement, report))


@register.filter
def recommendation_coins(recommendation):
    """Return the COinS of a row of for_listing(), without a query."""
    report = records.cited_report(recommendation.report)
    return coins.context_object(records.of_recommendation(recommendation, report))
