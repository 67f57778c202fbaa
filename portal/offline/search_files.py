"""The index of the copy, in classic scripts: browsers let files load nothing else.

`index/filters.js` has the values of every document that filters need, `index/words-N.js` some of
the words, and `index/texts-N.js` what is shown of some documents. static/offline.js reads them.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from math import ceil

from django.urls import reverse

from portal.offline.lists import facet_values
from portal.offline.url_mapping import required_target
from portal.offline.word_index import WordIndex
from portal.search.index.documents import Document, index_documents
from recommendations.models import Recommendation
from reports.models import Report, Statement

DOCUMENTS_PER_FILE = 100
REPORTS_AT_ONCE = 20
KINDS = {"recommendation": "r", "statement": "s", "report": "t"}
LEVELS = {"national": "n", "bilateral": "b", "regional": "r", "all": "a", "none": "0"}


@dataclass
class Filters:
    """The values of every document that filters need, by its number."""

    kinds: list[str] = field(default_factory=list)
    levels: list[str] = field(default_factory=list)
    themes: list[str] = field(default_factory=list)
    organizations: list[str] = field(default_factory=list)
    # (file, title, year, language, number of the first document) of each report.
    reports: list[tuple[str, str, int, str, int]] = field(default_factory=list)


class SearchFiles:
    """Writes the documents of one report after another."""

    def __init__(self) -> None:
        self.words, self.filters = WordIndex(), Filters()
        self.choices = {
            facet: {value.value: value.label for value in all_values(facet)}
            for facet in ("theme", "organization")
        }
        self.numbers = {
            facet: {value: str(number) for number, value in enumerate(labels)}
            for facet, labels in self.choices.items()
        }
        self.waiting: list[list[str]] = []

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Yield (file, content) of all files of the index."""
        reports = iter(Report.objects.published().newest_first())
        while batch := list(islice(reports, REPORTS_AT_ONCE)):
            documents = defaultdict(list)
            for document in index_documents([report.pk for report in batch]):
                documents[document["report_key"][0]].append(document)
            for report in batch:
                yield from self.text_files(report, documents[report.pk])
        if self.waiting:
            yield self.text_file()
        first_words = []
        for number, words in enumerate(self.words.files()):
            first_words.append(next(iter(words)))
            yield script(f"words-{number}", "words", number, words)
        yield script("filters", "filters", self.filter_values(first_words))

    def text_files(self, report: Report, documents: list[Document]) -> Iterator[tuple[str, bytes]]:
        first = len(self.filters.kinds)
        self.filters.reports.append(
            (
                required_target(report.get_absolute_url()).file,
                report.title,
                report.year,
                report.language,
                first,
            )
        )
        shown = shown_texts(report)
        for document in documents:
            text = shown.get((document["record_type"][0], document["key"][0]))
            if text is None:
                continue
            self.add(document, text)
            if len(self.waiting) == DOCUMENTS_PER_FILE:
                yield self.text_file()

    def add(self, document: Document, shown: list[str]) -> None:
        texts = [*document["text"], *document.get("speakers", ())]
        self.words.add(len(self.filters.kinds), texts)
        self.filters.kinds.append(KINDS[document["record_type"][0]])
        self.filters.levels.append(
            "".join(LEVELS[level] for level in document.get("level", ())) or "-"
        )
        self.filters.themes.append(self.numbered("theme", document))
        self.filters.organizations.append(self.numbered("organization", document))
        self.waiting.append(shown)

    def numbered(self, facet: str, document: Document) -> str:
        """Return the numbers of the document's values among the choices of a filter."""
        numbers = self.numbers[facet]
        values = dict.fromkeys(document.get(facet, ()))
        return " ".join(numbers[value] for value in values if value in numbers)

    def text_file(self) -> tuple[str, bytes]:
        number = (len(self.filters.kinds) - 1) // DOCUMENTS_PER_FILE
        texts, self.waiting = self.waiting, []
        return script(f"texts-{number}", "texts", number, texts)

    def filter_values(self, first_words: list[str]) -> dict[str, object]:
        levels = {value.value: value.label for value in facet_values("recommendations", "level")}
        return {
            "size": len(self.filters.kinds),
            "textsPerFile": DOCUMENTS_PER_FILE,
            "firstWords": first_words,
            "reports": self.filters.reports,
            "levels": [(LEVELS[level], level, str(label)) for level, label in levels.items()],
            "kinds": "".join(self.filters.kinds),
            "levelsOf": "".join(self.filters.levels),
            "themesOf": ",".join(self.filters.themes),
            "organizationsOf": ",".join(self.filters.organizations),
            "themes": [(slug, str(label)) for slug, label in self.choices["theme"].items()],
            "organizations": [
                (slug, str(label)) for slug, label in self.choices["organization"].items()
            ],
        }


def count_text_files() -> int:
    """Return how many files with texts the index has."""
    models = (Report, Recommendation, Statement)
    return ceil(sum(model.objects.published().count() for model in models) / DOCUMENTS_PER_FILE)


def all_values(facet: str) -> list:
    # The records are the same for either list.
    return facet_values("statements", facet)


def shown_texts(report: Report) -> dict[tuple[str, int], list[str]]:
    """Return [link, heading, tag, text] by type and key of the report and of its records."""
    page = report.get_absolute_url()
    shown = {("report", report.pk): [link(page), report.title, "", report.summary]}
    for record in Recommendation.objects.published().filter(report=report).select_related("report"):
        address = reverse("site:recommendation", args=[report.slug, record.reference])
        shown["recommendation", record.pk] = [
            link(address),
            record.number,
            record.stated_level,
            record.text,
        ]
    statements = Statement.objects.published().filter(paragraph__report=report).for_listing()
    for statement in statements:
        paragraph = statement.paragraph
        shown["statement", statement.pk] = [
            link(paragraph.page_url),
            speaker_of(statement),
            paragraph.display_name,
            paragraph.text,
        ]
    return {key: [str(part) for part in parts] for key, parts in shown.items()}


def speaker_of(statement: Statement) -> str:
    if statement.person:
        return statement.person.name
    if statement.organization:
        return statement.organization.localized_name
    return statement.paragraph.get_voice_display()


def link(address: str) -> str:
    target = required_target(address)
    return f"{target.file}#{target.fragment}" if target.fragment else target.file


def script(name: str, function: str, *arguments: object) -> tuple[str, bytes]:
    """Return (file, content) of a script that hands values to static/offline.js."""
    values = ",".join(
        json.dumps(argument, ensure_ascii=False, separators=(",", ":"), default=str)
        for argument in arguments
    )
    return f"index/{name}.js", f"offlineCopy.{function}({values});\n".encode()
