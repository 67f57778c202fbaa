"""Controlled vocabulary: themes and instruments."""

from django.db import models

from reports.fields import CleanCharField, CleanTextField
from reports.models.optimistic_locking import Versioned
from reports.models.querysets import SharedQuerySet
from reports.text import split_lines
from reports.url_cache import cached_url


class ThemeQuerySet(SharedQuerySet):
    # A theme counts with its narrower ones.
    report_paths = tuple(
        f"{below}{records}__report"
        for below in ("", "narrower__", "narrower__narrower__")
        for records in ("paragraphs", "recommendations")
    )


class Theme(Versioned):
    """A concept under one preferred label."""

    slug = models.SlugField(max_length=80, unique=True)
    label = CleanCharField(max_length=120, unique=True)
    other_labels = CleanTextField(
        is_name_list=True,
        blank=True,
        help_text="One per line. An import suggests the theme where the text contains one of them.",
    )
    synonyms = CleanTextField(
        is_name_list=True,
        blank=True,
        help_text="Wordings with one meaning per line: human trafficking = trafficking in "
        "persons. A search for one finds the others.",
    )
    broader = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="narrower"
    )
    definition = CleanTextField(help_text="One sentence.")

    # Columns of the search by name.
    name_columns = ("label", "other_labels")

    objects = ThemeQuerySet.as_manager()

    def __str__(self):
        return self.label

    def get_absolute_url(self):
        return cached_url("site:theme", self.slug)

    @property
    def synonym_sets(self):
        """Wordings of the same meaning, a list for each meaning."""
        rows = (line.split("=") for line in split_lines(self.synonyms))
        return [[wording.strip() for wording in row if wording.strip()] for row in rows]

    @property
    def all_labels(self):
        """Every label that suggests this theme, the preferred one first.

        Synonyms are left out: they widen a search, and occur in texts on other themes.
        """
        return list(dict.fromkeys([self.label, *split_lines(self.other_labels)]))


class InstrumentQuerySet(SharedQuerySet):
    report_paths = ("paragraphs__report", "recommendations__report")


class Instrument(Versioned):
    """A convention, declaration or other document, with its printed forms."""

    slug = models.SlugField(max_length=120, unique=True)
    name = CleanCharField(max_length=300, unique=True)
    kind = CleanCharField(max_length=60, help_text="convention, declaration, agenda ...")
    code = CleanCharField(max_length=40, blank=True, help_text="C189 and the like")
    year = models.PositiveSmallIntegerField("adopted in", null=True, blank=True)
    adopted_by = models.ForeignKey(
        "reports.Organization",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="instruments_adopted",
    )
    wordings = CleanTextField(is_name_list=True, blank=True, help_text="One printed form per line.")

    # Columns of the search by name.
    name_columns = ("name", "code", "wordings")

    objects = InstrumentQuerySet.as_manager()

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return cached_url("site:instrument", self.slug)

    @property
    def printed_forms(self):
        return [self.name, *split_lines(self.wordings)]


class SeededRecord(models.Model):
    """A loaded entry of a vocabulary file: it is not loaded again once an editor deletes it."""

    file = models.CharField(max_length=60)
    slug = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["file", "slug"], name="unique_seeded_record"),
        ]

    def __str__(self):
        return f"{self.file}: {self.slug}"
