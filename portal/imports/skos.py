"""Load themes and labels from a SKOS file; nothing that the portal has is overwritten."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify

from portal.imports.skos_file import Concept, read_concepts
from reports.models import Theme, ThemeLabel
from reports.models.labels import label_languages
from reports.references import affected_reports, notify_changed, stored_values
from reports.signals import record_saved
from reports.text import clean_line


@dataclass
class SkosReport:
    """What was added, what the portal already had and kept, and what was refused, with reasons."""

    added: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


@transaction.atomic
def load_skos(path: Path, *, is_confirmed: bool = False) -> SkosReport:
    """Add concepts that are not yet themes, and labels in languages in which a theme has none.

    A concept counts as an existing theme if it has that theme's address or preferred label.
    `is_confirmed` says that people have checked the labels.
    """
    concepts = read_concepts(path)
    report = SkosReport()
    loader = ThemeLoader(report, is_confirmed)
    for concept in concepts:
        loader.load(concept)
    for concept in concepts:
        loader.link(concept)
    loader.finish()
    return report


class ThemeLoader:
    def __init__(self, report: SkosReport, is_confirmed: bool) -> None:
        self.report = report
        self.is_confirmed = is_confirmed
        self.themes = list(Theme.objects.select_for_update().order_by("pk"))
        # {address of the concept: its theme}
        self.themes_by_uri: dict[str, Theme] = {}
        self.new_themes: set[Theme] = set()
        # {theme: its stored values before}
        self.before: dict[Theme, dict[str, object] | None] = {}

    def load(self, concept: Concept) -> None:
        label = clean_line(in_language(concept.labels, settings.VOCABULARY_LANGUAGE) or "").strip()
        if not label:
            language = settings.VOCABULARY_LANGUAGE
            self.report.refused.append(f"{concept.uri}: it has no preferred label in “{language}”.")
            return
        theme = self.find(concept, label)
        if theme:
            self.report.kept.append(f"{theme}: the theme")
        else:
            theme = self.add(concept, label)
        if theme:
            self.themes_by_uri[concept.uri] = theme
            self.add_labels(concept, theme)

    def find(self, concept: Concept, label: str) -> Theme | None:
        for theme in self.themes:
            address = settings.BASE_URL + theme.get_absolute_url()
            if concept.uri == address or theme.label.casefold() == label.casefold():
                return theme
        return None

    def add(self, concept: Concept, label: str) -> Theme | None:
        others = concept.other_labels.get(settings.VOCABULARY_LANGUAGE, ())
        theme = Theme(
            slug=slugify(label)[:80].strip("-"),
            label=label,
            other_labels=one_per_line(others),
            definition=in_language(concept.definitions, settings.VOCABULARY_LANGUAGE) or "",
        )
        if any(theme.slug == other.slug for other in self.themes):
            self.report.refused.append(f"{label}: another theme has the address {theme.slug}.")
            return None
        try:
            # A thesaurus need not define its concepts; an editor is asked to.
            theme.clean_fields(exclude=["broader", "definition"])
        except ValidationError as error:
            self.report.refused.append(f"{label}: {' '.join(error.messages)}")
            return None
        theme.save()
        self.before[theme] = None
        self.themes.append(theme)
        self.new_themes.add(theme)
        self.report.added.append(f"{label}: a theme")
        return theme

    def add_labels(self, concept: Concept, theme: Theme) -> None:
        stored = {row.language: row for row in theme.labels.all()}
        for language, _ in label_languages():
            text = clean_line(in_language(concept.labels, language) or "").strip()
            if not text:
                continue
            if row := stored.get(language):
                differs = "" if row.label == text else f", not “{text}”"
                self.report.kept.append(f"{theme}: “{row.label}” ({language}){differs}")
            else:
                self.add_label(concept, theme, language, text)

    def add_label(self, concept: Concept, theme: Theme, language: str, text: str) -> None:
        row = ThemeLabel(
            record=theme,
            language=language,
            label=text,
            other_labels=one_per_line(concept.other_labels.get(language, ())),
            is_confirmed=self.is_confirmed,
        )
        try:
            row.clean_fields()
        except ValidationError as error:
            self.report.refused.append(f"{theme} ({language}): {' '.join(error.messages)}")
            return
        self.begin_change(theme)
        row.save()
        self.report.added.append(f"{theme}: “{text}” ({language})")

    def begin_change(self, theme: Theme) -> None:
        if theme not in self.before:
            self.before[theme] = stored_values(theme)
            # A form that an editor still has open would remove the label again.
            theme.bump_version(theme.version)

    def link(self, concept: Concept) -> None:
        """Set the broader theme of a new theme; a theme has only one."""
        theme = self.themes_by_uri.get(concept.uri)
        if theme not in self.new_themes:
            return
        for uri in concept.broader:
            broader = self.themes_by_uri.get(uri)
            if broader is None:
                self.report.refused.append(f"{theme}: the broader concept {uri} is not a theme.")
            elif theme.broader:
                self.report.refused.append(f"{theme}: “{broader}” would be a second broader theme.")
            elif theme in with_broader(broader):
                self.report.refused.append(f"{theme}: “{broader}” is itself narrower.")
            else:
                theme.broader = broader
        theme.save(update_fields=["broader"])

    def finish(self) -> None:
        for theme, before in self.before.items():
            after = stored_values(theme)
            record_saved.send(Theme, record=theme, before=before, after=after, by=None)
        notify_changed({report for theme in self.before for report in affected_reports(theme)})


def with_broader(theme: Theme) -> list[Theme]:
    themes = [theme]
    # Editors may have made a circle.
    while (broader := themes[-1].broader) and broader not in themes:
        themes.append(broader)
    return themes


def in_language(texts: dict[str, str], language: str) -> str | None:
    """Return the text in the language, or else in one of its regions: en-GB for en."""
    regional = (tag for tag in sorted(texts) if tag.partition("-")[0] == language)
    return texts.get(language) or texts.get(next(regional, ""))


def one_per_line(labels: Iterable[str]) -> str:
    return "\n".join(dict.fromkeys(" ".join(clean_line(label).split()) for label in labels))
