"""A card without the words found, which differ by query, and what cards of all kinds have."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from portal.search import snippets
from portal.search.query.ast import Node
from portal.search.templatetags.search_tags import to_html
from portal.templatetags.language_tags import name_lang
from portal.web.slot_templates import NOTHING, SlottedText, SlotTemplate, join_lines

ORGANIZATION = SlotTemplate("site/slots/card_organization.html")
THEMES = SlotTemplate("site/slots/card_themes.html")
THEME = SlotTemplate("site/slots/card_theme.html")
SUGGESTED_THEME = SlotTemplate("site/slots/card_suggested_theme.html")
# Objects around the characters of a card.
OVERHEAD = 500


@dataclass(frozen=True)
class Card:
    """The HTML of a record with the slots `text` and `fragment`, which depend on the query."""

    html: SlottedText
    text: str
    # Of the text.
    language: str

    def show(self, root: Node | None) -> SafeString:
        """Return the HTML with the words of the query marked."""
        if root is None:
            return self.html.fill(fragment=NOTHING, text=self.text)
        found = snippets.find_words(self.text, root, self.language)
        return self.html.fill(fragment=found.fragment, text=to_html(found.segments))

    @property
    def size(self) -> int:
        """About how many bytes it takes, if none of its characters needs more than two."""
        return 2 * (len(self.html.text) + len(self.text)) + OVERHEAD


def organization_links(organizations: Iterable[Any]) -> SafeString:
    links = [shared_link(record, ORGANIZATION) for record in organizations]
    # nosemgrep: unescaped-html -- filled slots
    return SafeString("\n· ".join(links))


def theme_list(assignments: Iterable[Any], language: str | None) -> SafeString:
    """Return the themes as links; unconfirmed ones are marked. `language` is that of the page."""
    items = [
        shared_link(assignment.theme, SUGGESTED_THEME if assignment.is_suggested else THEME)
        for assignment in assignments
    ]
    return THEMES.in_language(language).fill(items=join_lines(items)) if items else NOTHING


def shared_link(record: Any, template: SlotTemplate) -> SafeString:
    """Return the link to a theme or organization.

    The link is kept on the record, which was read in one language and appears on many cards.
    """
    links = record.__dict__.setdefault("links_of_cards", {})
    if template.name not in links:
        name = record.localized_name
        links[template.name] = template.fill(
            link=record.get_absolute_url(), lang=name_lang(name), name=name
        )
    return links[template.name]
