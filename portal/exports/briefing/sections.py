"""The sections of briefings: recommendations by level, statements by report and session."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.html import strip_tags
from django.utils.translation import gettext

from portal.exports.briefing.briefing import Fact, Item, Section, Subsection, Text, grouped
from portal.exports.briefing.follow_up_facts import follow_up_facts, mark_overdue
from portal.lineage.lines import Line, find_lines
from portal.rationale.excerpts import shown_statements
from portal.templatetags.site_tags import days
from recommendations.models import Recommendation

# (record, its footnote)
Cited = tuple[Any, str]
# The footnotes of paragraphs by their keys.
Footnotes = Mapping[int, str]


def recommendation_sections(cited: list[Cited], footnotes: Footnotes) -> Iterator[Section]:
    """Yield a section for each level, with the recommendations of each report in their order."""
    records = [record for record, _ in cited]
    lines = find_lines([record.pk for record in records])
    mark_overdue(records)
    levels = {value: str(label) for value, label in Recommendation.Level.choices}
    # If no level is stated at all, “not stated” does not become a heading.
    has_levels = any(record.level for record in records)
    unstated = gettext("Level not stated") if has_levels else gettext("Recommendations")
    labels = {**levels, "": unstated}
    for level, group in grouped(cited, lambda pair: pair[0].level, order=labels):
        subsections = (
            subsection(report, recommendation_items(own, footnotes, lines))
            for report, own in by_report(group, lambda record: record.report)
        )
        yield Section(own_words(labels[level]), tuple(subsections))


def recommendation_items(
    cited: list[Cited], footnotes: Footnotes, lines: Mapping[int, Line]
) -> Iterator[Item]:
    depths: dict[int, int] = {}
    for record, footnote in sorted(cited, key=lambda pair: pair[0].position):
        is_below = record.parent_id in depths
        depths[record.pk] = depths[record.parent_id] + 1 if is_below else 0
        language = record.report.language
        stated_parent = record.parent if record.parent_id and not is_below else None
        yield Item(
            lead=record.number,
            text=Text(record.text, language),
            footnote=footnote,
            url=settings.BASE_URL + record.get_absolute_url(),
            facts=(*recommendation_facts(record), *line_facts(lines.get(record.pk))),
            under=Text(stated_parent.text, language) if stated_parent else None,
            depth=depths[record.pk],
            statements=rationale_items(record, footnotes),
            table=getattr(record, "follow_up_table", None),
        )


def rationale_items(record: Any, footnotes: Footnotes) -> tuple[Item, ...] | None:
    """Return excerpts of the statements that led to a recommendation."""
    statements = shown_statements(record)
    if statements is None:
        return None
    return tuple(
        Item(
            lead=" · ".join([one.paragraph.display_name, *speakers_of(one.paragraph)]),
            text=Text(one.excerpt, record.report.language),
            footnote=footnotes[one.paragraph.pk],
            url=settings.BASE_URL + one.paragraph.page_url,
        )
        for one in statements
    )


def speakers_of(paragraph: Any) -> list[str]:
    """Return who speaks in a paragraph, or its voice."""
    speakers = [", ".join(speaker_words(one)) for one in paragraph.contributions.all()]
    speakers += [str(one.localized_name) for one in paragraph.speaking_organizations.all()]
    return speakers or [str(paragraph.get_voice_display())]


def recommendation_facts(record: Any) -> Iterator[Fact]:
    lists = (
        (gettext("Recommended by"), record.issuers),
        (gettext("Addressed to"), record.addressees),
        (gettext("Themes"), confirmed_themes(record)),
    )
    yield from (Fact(label, names(records)) for label, records in lists if records)
    if getattr(record, "follow_up_table", None) is None:
        yield from follow_up_facts(record)


def line_facts(line: Line | None) -> Iterator[Fact]:
    if line and line.is_shown:
        yield Fact(gettext("In other meetings"), ". ".join(line.sentences))


def confirmed_themes(record: Any) -> list[Any]:
    assignments = record.listed_assignments
    return [assignment.theme for assignment in assignments if not assignment.is_suggested]


def statement_sections(cited: list[Cited], footnotes: Footnotes) -> Iterator[Section]:
    """Yield a section for each report, with the statements of each session."""
    for report, group in by_report(cited, lambda record: record.paragraph.report):
        sessions = {pair[0].paragraph.session_id: pair[0].paragraph.session for pair in group}
        subsections = (
            Subsection(Text(str(sessions[key]), report.language), "", tuple(statement_items(own)))
            for key, own in grouped(group, lambda pair: pair[0].paragraph.session_id)
        )
        yield Section(Text(report.title, report.language), tuple(subsections))


def statement_items(cited: list[Cited]) -> Iterator[Item]:
    for record, footnote in cited:
        paragraph = record.paragraph
        yield Item(
            lead=" · ".join([paragraph.display_name, *speaker_words(record)]),
            text=Text(paragraph.text, paragraph.report.language),
            footnote=footnote,
            url=settings.BASE_URL + paragraph.page_url,
            facts=tuple(
                Fact(gettext("Themes"), names(themes))
                for themes in [confirmed_themes(paragraph)]
                if themes
            ),
        )


def speaker_words(record: Any) -> list[str]:
    """Return who speaks: person, position and organizations at the meeting; else the voice."""
    participation = record.participation
    if participation is None:
        organization = getattr(record, "organization", None)
        voice = record.paragraph.get_voice_display()
        return [str(organization.localized_name) if organization else str(voice)]
    links = participation.listed_affiliations
    organizations = [str(link.organization.localized_name) for link in links]
    return list(filter(None, [participation.person.name, participation.position, *organizations]))


def by_report(cited: list[Cited], report_of: Callable[[Any], Any]) -> list[tuple[Any, list[Cited]]]:
    reports = {report_of(record).pk: report_of(record) for record, _ in cited}
    groups = grouped(cited, lambda pair: report_of(pair[0]).pk)
    return [(reports[key], own) for key, own in groups]


def subsection(report: Any, items: Iterable[Item]) -> Subsection:
    stated_days = strip_tags(days(report.starts_on, report.ends_on)) if report.starts_on else ""
    note = ", ".join(filter(None, [stated_days, report.place]))
    return Subsection(Text(report.title, report.language), note, tuple(items))


def names(records: Iterable[Any]) -> str:
    return "; ".join(str(record.localized_name) for record in records)


def own_words(words: str) -> Text:
    return Text(words, translation.get_language() or settings.LANGUAGE_CODE)
