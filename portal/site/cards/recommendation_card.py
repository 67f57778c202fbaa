"""The card of a recommendation."""

from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import get_language

from portal.exports.citations import coins
from portal.exports.citations.citation_builder import cite_recommendation, cited_report
from portal.site.cards.card import Card, organization_links, theme_list
from portal.templatetags.language_tags import attributes
from portal.web.slot_templates import NOTHING, SlotTemplate
from recommendations.models import Recommendation

CARD = SlotTemplate("site/slots/recommendation_card.html")
PARENT = SlotTemplate("site/slots/card_parent.html")
ADDRESSEES = SlotTemplate("site/slots/card_addressees.html")
# Of the text of the recommendation under which it is nested.
PARENT_WORDS = 30


def make_card(recommendation: Recommendation) -> Card:
    """Return the card of a recommendation, read by `for_listing` or `load_listed`."""
    report, addressees = recommendation.report, recommendation.addressees
    language = get_language()
    lang = attributes(report.language, language)
    html = CARD.in_language(language).fill_some(
        level=recommendation.level,
        link=recommendation.get_absolute_url(),
        number=recommendation.number,
        stated_level=recommendation.stated_level,
        report_link=report.get_absolute_url(),
        lang=lang,
        title=report.title,
        year=report.year,
        parent=parent_line(recommendation.parent, lang) if recommendation.parent else NOTHING,
        addressees=ADDRESSEES.in_language(language).fill(links=organization_links(addressees))
        if addressees
        else NOTHING,
        themes=theme_list(recommendation.listed_assignments, language),
        coins=coins.context_object(cite_recommendation(recommendation, cited_report(report))),
    )
    return Card(html, recommendation.text, report.language)


def parent_line(parent: Recommendation, lang: SafeString) -> SafeString:
    text = Truncator(parent.text).words(PARENT_WORDS, truncate=" …")
    return PARENT.fill(lang=lang, text=text)
