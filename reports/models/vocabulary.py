"""What reports speak about: themes, and the instruments that they name."""

from django.db import models

from reports.addresses import address
from reports.fields import CleanCharField, CleanTextField
from reports.models.gate import Shared
from reports.models.versions import Versioned
from reports.text import lines_of


class ThemeQuerySet(Shared):
    paths_to_reports = ("paragraphs__report",)


class Theme(Versioned):
    """A concept of the field, under one preferred label."""

    slug = models.SlugField(max_length=80, unique=True)
    label = CleanCharField(max_length=120, unique=True)
    other_labels = CleanTextField(
        of_names=True,
        blank=True,
        help_text="One a line. An import suggests the theme where it finds one of them.",
    )
    synonyms = CleanTextField(
        of_names=True,
        blank=True,
        help_text="Wordings of one meaning a line: human trafficking = trafficking in "
        "persons. Who searches one finds the others.",
    )
    broader = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="narrower"
    )
    definition = CleanTextField(help_text="One sentence.")

    # Under which readers look for it.
    name_columns = ("label", "other_labels")

    objects = ThemeQuerySet.as_manager()

    def __str__(self):
        return self.label

    def get_absolute_url(self):
        return address("theme", self.slug)

    @property
    def rings_of_wordings(self):
        """Wordings that mean the same, a list for each meaning."""
        rings = (line.split("=") for line in lines_of(self.synonyms))
        return [
            [wording.strip() for wording in ring if wording.strip()] for ring in rings
        ]

    @property
    def signals(self):
        """Every wording that points to this theme, the preferred label first.

        Synonyms are none: they widen a search, and may stand in texts about anything.
        """
        return list(dict.fromkeys([self.label, *lines_of(self.other_labels)]))


class InstrumentQuerySet(Shared):
    paths_to_reports = ("paragraphs__report",)


class Instrument(Versioned):
    """A convention, declaration or process text, with all the wordings it is printed in."""

    slug = models.SlugField(max_length=120, unique=True)
    name = CleanCharField(max_length=300, unique=True)
    kind = CleanCharField(
        max_length=60, help_text="convention, declaration, agenda ..."
    )
    code = CleanCharField(max_length=40, blank=True, help_text="C189 and the like")
    year = models.PositiveSmallIntegerField("adopted in", null=True, blank=True)
    adopted_by = models.ForeignKey(
        "reports.Organization",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="instruments_adopted",
    )
    wordings = CleanTextField(
        of_names=True, blank=True, help_text="One printed form a line."
    )

    # Under which readers look for it.
    name_columns = ("name", "code", "wordings")

    objects = InstrumentQuerySet.as_manager()

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return address("instrument", self.slug)

    @property
    def printed_forms(self):
        return [self.name, *lines_of(self.wordings)]


class SeededRecord(models.Model):
    """An entry of a vocabulary file that was loaded once: what an editor deletes stays deleted."""

    file = models.CharField(max_length=60)
    slug = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["file", "slug"], name="seeded_once"),
        ]

    def __str__(self):
        return f"{self.file}: {self.slug}"
