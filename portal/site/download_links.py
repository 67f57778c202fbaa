"""The links to the files and the feed of a list as HTML."""

from collections.abc import Sequence
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from portal.web.slot_templates import NOTHING, SlotTemplate
from reports.url_cache import fixed_url

DOWNLOADS = SlotTemplate("site/slots/downloads.html")
BRIEFINGS = SlotTemplate("site/slots/download_briefings.html")
COMPARISON = SlotTemplate("site/slots/download_comparison.html")
FOLLOW = SlotTemplate("site/slots/follow_link.html")
FILES = {"csv": "csv", "xlsx": "xlsx", "columns": "columns"}
CITATIONS = {"bib": "bib", "ris": "ris", "csl": "json"}
BRIEFING_NAMES = {"pdf": "PDF", "docx": "Word"}


def downloads(
    kind: str, filters: Any, briefings: Sequence[str], compare_url: str | None = None
) -> SafeString:
    """Return the links of a list of one kind (recommendation, statement or contribution)."""
    name, query = f"site:{kind}", filters.query_string
    files = {slot: fixed_url(f"{name}-{file}") + query for slot, file in FILES.items()}
    citations = {
        slot: fixed_url(f"{name}-citations", ending) + query for slot, ending in CITATIONS.items()
    }
    return DOWNLOADS.fill(
        **files,
        **citations,
        briefings=briefing_links(name, query, briefings) if briefings else NOTHING,
        feed=fixed_url(f"{name}-feed") + filters.feed_query,
        follow=follow_link(f"{kind}s", filters.follow_query),
        comparison=COMPARISON.fill(link=compare_url) if compare_url else NOTHING,
    )


def briefing_links(name: str, query: str, briefings: Sequence[str]) -> SafeString:
    links = [
        format_html(
            '<a href="{}" translate="no">{}</a>',
            fixed_url(f"{name}-briefing", ending) + query,
            BRIEFING_NAMES[ending],
        )
        for ending in briefings
    ]
    # nosemgrep: unescaped-html -- links of format_html
    return BRIEFINGS.fill(links=SafeString("\n·\n".join(links)))


def follow_link(list_name: str, query: str = "") -> SafeString:
    """Return the link to the page for following a list; `query` has no question mark."""
    own = f"&{query}" if query else ""
    return FOLLOW.fill(link=f"{fixed_url('site:follow')}?list={list_name}{own}")
