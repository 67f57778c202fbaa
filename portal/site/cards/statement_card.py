"""The card of a statement or contribution."""

from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from portal.exports.citations import coins
from portal.exports.citations.citation_builder import cite_statement, cited_report
from portal.site.cards.card import Card, organization_links, theme_list
from portal.templatetags.language_tags import lang_attributes, name_lang, session_heading
from portal.web.slot_templates import NOTHING, SlotTemplate
from reports.models import Contribution, Participation, Statement

CARD = SlotTemplate("site/slots/statement_card.html")
PERSON = SlotTemplate("site/slots/speaking_person.html")
ORGANIZATION = SlotTemplate("site/slots/speaking_organization.html")


def make_card(statement: Statement | Contribution) -> Card:
    """Return the card of a row of `for_listing`."""
    paragraph = statement.paragraph
    report, session = paragraph.report, paragraph.session
    language = get_language()
    html = CARD.in_language(language).fill_some(
        voice=paragraph.voice,
        speaker=speaker_of(statement),
        lang=lang_attributes(report.language),
        link=paragraph.page_url,
        paragraph=paragraph.display_name,
        session_link=session.get_absolute_url(),
        session=session_heading(session, report.language),
        title=report.title,
        year=report.year,
        themes=theme_list(paragraph.listed_assignments, language),
        coins=coins.context_object(cite_statement(statement, cited_report(report))),
    )
    return Card(html, paragraph.text, report.language)


def speaker_of(statement: Any) -> SafeString | str:
    """Return the person, State or body that speaks, or else whose voice it is."""
    if statement.participation:
        return person(statement.participation, statement.paragraph.report.language)
    # A contribution has no organization.
    if organization := getattr(statement, "organization", None):
        name = organization.localized_name
        return ORGANIZATION.fill(
            link=organization.get_absolute_url(), lang=name_lang(name), name=name
        )
    return str(statement.paragraph.get_voice_display())


def person(participation: Participation, language: str) -> SafeString:
    """Return the speaker with position and organizations at the meeting."""
    position = participation.position
    organizations = organization_links(
        affiliation.organization for affiliation in participation.listed_affiliations
    )
    return PERSON.fill(
        link=participation.person.get_absolute_url(),
        name=participation.person.name,
        position=format_html("· <span{}>{}</span>", lang_attributes(language), position)
        if position
        else NOTHING,
        organizations=format_html("· {}", organizations) if organizations else NOTHING,
    )
