"""The published reports to which a text may refer: by title, or by series and year."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from portal.content.found_references import OtherPlace
from portal.content.schema import Key, ReportFields
from portal.parsing.cross_references import BEFORE_TITLE, Mention
from portal.parsing.source import Span
from reports.models import Paragraph, Report

# A shorter title may be the name of anything.
MIN_TITLE_WORDS = 4
MAX_TITLE_WORDS = 60
WORD = re.compile(r"\w+")
Words = tuple[str, ...]


@dataclass(frozen=True)
class KnownReport:
    key: Key
    slug: str
    title: str
    series: str
    year: str


@dataclass
class KnownReports:
    """Looks up reports, and their paragraphs by number."""

    reports: list[KnownReport]
    paragraphs: dict[tuple[Key, str], Key | None] = field(default_factory=dict)

    @classmethod
    def load(cls) -> "KnownReports":
        rows = Report.objects.published().values_list("pk", "slug", "title", "series", "starts_on")
        return cls([KnownReport(*names, str(day.year) if day else "") for *names, day in rows])

    @cached_property
    def by_first_words(self) -> dict[Words, dict[Words, list[KnownReport]]]:
        """Return {first words of a title: {all words: reports}}."""
        titles: dict[Words, dict[Words, list[KnownReport]]] = {}
        for report in self.reports:
            words = tuple(word for _, word in words_of(report.title))
            if len(words) >= MIN_TITLE_WORDS:
                alike = titles.setdefault(words[:MIN_TITLE_WORDS], {})
                alike.setdefault(words, []).append(report)
        return titles

    def places_in(
        self, text: str, report: ReportFields, mentions: list[Mention]
    ) -> Iterator[OtherPlace]:
        titled = list(self.titles_in(text, report))
        for mention in mentions:
            if mention.kind != "paragraph" or len(mention.numbers) > 1 or mention.numbers[0].last:
                continue
            other, end = self.report_of(text, report, mention, titled)
            number = mention.numbers[0].first
            paragraph = other and self.paragraph_key(other.key, number)
            if other and paragraph:
                yield OtherPlace((mention.span[0], end), "", other.key, paragraph)
                titled = [(span, one) for span, one in titled if span[1] != end]
        for span, other in titled:
            yield OtherPlace(span, "", other.key)

    def report_of(
        self,
        text: str,
        report: ReportFields,
        mention: Mention,
        titled: list[tuple[Span, KnownReport]],
    ) -> tuple[KnownReport | None, int]:
        """Return the other report that a mention names, and where its words end."""
        if mention.year:
            return self.of_year(report, mention.year), mention.span[1]
        if mention.of_another and (between := BEFORE_TITLE.match(text, mention.span[1])):
            for span, other in titled:
                if span[0] == between.end():
                    return other, span[1]
        return None, mention.span[1]

    def of_year(self, report: ReportFields, year: str) -> KnownReport | None:
        """Return the only other report of the series and year."""
        fitting = [
            other
            for other in self.reports
            if (other.series, other.year) == (report.series, year) and other.slug != report.slug
        ]
        return fitting[0] if len(fitting) == 1 and report.series else None

    def titles_in(self, text: str, report: ReportFields) -> Iterator[tuple[Span, KnownReport]]:
        """Yield the titles of other reports in a text; skip titles that several reports share."""
        words = list(words_of(text)) if self.by_first_words else []
        end = 0
        for index in range(len(words) - MIN_TITLE_WORDS + 1):
            (start, _), _ = words[index]
            title = self.title_at([word for _, word in words[index : index + MAX_TITLE_WORDS]])
            if title is None or start < end:
                continue
            (_, end), _ = words[index + len(title) - 1]
            reports = self.by_first_words[title[:MIN_TITLE_WORDS]][title]
            if len(reports) == 1 and reports[0].slug != report.slug:
                yield (start, end), reports[0]

    def title_at(self, words: list[str]) -> Words | None:
        """Return the longest title with which the words begin."""
        alike = self.by_first_words.get(tuple(words[:MIN_TITLE_WORDS]), {})
        fitting = [title for title in alike if tuple(words[: len(title)]) == title]
        return max(fitting, key=len, default=None)

    def paragraph_key(self, report: Key, number: str) -> Key | None:
        """Return the only paragraph of a report with that number."""
        if (report, number) not in self.paragraphs:
            found = Paragraph.objects.published().filter(report=report, number=number)
            keys = found.values_list("pk", flat=True)[:2]
            self.paragraphs[report, number] = keys[0] if len(keys) == 1 else None
        return self.paragraphs[report, number]


def words_of(text: str) -> Iterator[tuple[Span, str]]:
    for match in WORD.finditer(text):
        yield match.span(), match.group().casefold()
