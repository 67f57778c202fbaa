"""Build briefings from public records."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from django.conf import settings
from django.utils import formats, timezone, translation
from django.utils.translation import gettext, ngettext

from portal.content.rationale_records import statements_behind
from portal.exports.briefing.briefing import Briefing, Section, Words
from portal.exports.briefing.sections import (
    Cited,
    Footnotes,
    recommendation_sections,
    statement_sections,
)
from portal.exports.citations.citation_builder import (
    cite_all,
    cite_paragraph,
    cite_recommendation,
    cite_statement,
)
from portal.exports.citations.text import FOOTNOTE, text_of
from portal.exports.stated_filters import stated_filters


class BriefingKind(NamedTuple):
    """How a briefing of one kind of records is built."""

    title: Callable[[], str]
    count_text: Callable[[int], str]
    cite: Callable[[Any, Any], Any]
    sections: Callable[[list[Cited], Footnotes], Iterator[Section]]
    # The paragraphs that the text of a record is based on.
    statements: Callable[[Any], list[Any] | None] = lambda record: None


def build_briefing(
    kind: BriefingKind, records: Iterable[Any], filterset: Any, url: str
) -> Briefing:
    """Return the briefing of the records of a list, in the active language."""
    return briefing_of(kind, records, stated_filters(filterset), url)


def briefing_of(
    kind: BriefingKind, records: Iterable[Any], filters: Iterable[tuple[str, str]], url: str
) -> Briefing:
    """Return the briefing of records that these filters select, in the active language."""
    records, today = list(records), timezone.localdate()
    paragraphs = {one.pk: one for record in records for one in kind.statements(record) or ()}
    cited = list(zip(records, footnotes_of(records, kind.cite, today), strict=True))
    statements = footnotes_of(paragraphs.values(), cite_paragraph, today)
    return Briefing(
        title=kind.title(),
        language=translation.get_language() or settings.LANGUAGE_CODE,
        summary=summary(kind.count_text(len(records)), today),
        day=today,
        filters=tuple(filters),
        url=settings.BASE_URL + url,
        site_name=gettext("Workshop outcomes"),
        sections=tuple(kind.sections(cited, dict(zip(paragraphs, statements, strict=True)))),
        words=words(),
    )


def footnotes_of(records: Iterable[Any], cite: Callable[[Any, Any], Any], today: date) -> list[str]:
    citations = cite_all(records, cite)
    return [text_of(replace(citation, accessed=today), FOOTNOTE) for citation in citations]


def words() -> Words:
    return Words(
        filters=gettext("Filters"),
        contents=gettext("Contents"),
        source=gettext("Source"),
        no_filters=gettext("None: the whole list"),
        page=gettext("Page"),
        rationale=gettext("Why it was recommended"),
        no_statement=gettext("The report gives no statement that led to it."),
    )


def summary(count_text: str, today: date) -> str:
    day = formats.date_format(today)
    text = gettext("%(count)s, data as of %(day)s") % {"count": count_text, "day": day}
    # Every page of a briefing states its summary.
    return f"{text} · {gettext('Demonstration with invented reports')}" if settings.DEMO else text


def count_recommendations(number: int) -> str:
    return ngettext("%(number)s recommendation", "%(number)s recommendations", number) % {
        "number": formats.number_format(number)
    }


def count_statements(number: int) -> str:
    return ngettext("%(number)s statement", "%(number)s statements", number) % {
        "number": formats.number_format(number)
    }


RECOMMENDATIONS = BriefingKind(
    lambda: gettext("Recommendations"),
    count_recommendations,
    cite_recommendation,
    recommendation_sections,
    statements_behind,
)
STATEMENTS = BriefingKind(
    lambda: gettext("Statements"), count_statements, cite_statement, statement_sections
)
