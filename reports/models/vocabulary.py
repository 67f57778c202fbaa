"""Controlled vocabulary: themes and instruments."""

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q

from reports.fields import CleanCharField, CleanTextField, validate_web_address
from reports.models.labels import LabeledQuerySet, LabeledRecord, TranslatedLabel
from reports.models.optimistic_locking import Versioned
from reports.text import split_lines
from reports.url_cache import cached_url

SDG_GOALS = 17
ILO_NUMBER = r"^[CPR][0-9]{1,3}$"


class ThemeQuerySet(LabeledQuerySet):
    # What refers to a narrower theme counts for the theme as well.
    counted_with = ("narrower", "narrower__narrower")


class Theme(LabeledRecord, Versioned):
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
    cues = CleanTextField(
        is_name_list=True,
        blank=True,
        help_text="One per line, for the import only: words that point to the theme if they stand "
        "in one sentence, joined by +. A bar separates alternatives, a star stands for any ending: "
        "agent | broker + deposit | charg*",
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
    def own_names(self):
        return self.all_labels

    @property
    def all_labels(self):
        """Every label that suggests this theme, the preferred one first.

        Synonyms are left out: they widen a search, and occur in texts on other themes.
        """
        return list(dict.fromkeys([self.label, *split_lines(self.other_labels)]))


class ThemeLabel(TranslatedLabel):
    record = models.ForeignKey(Theme, models.CASCADE, related_name="labels")


class Instrument(LabeledRecord, Versioned):
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
    sdg_goal = models.PositiveSmallIntegerField(
        "Sustainable Development Goal",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(SDG_GOALS)],
        help_text=f"1 to {SDG_GOALS}, for a text about one of the goals.",
    )
    ilo_number = CleanCharField(
        "ILO number",
        max_length=4,
        blank=True,
        validators=[RegexValidator(ILO_NUMBER, "Enter C, P or R and a number, such as C189.")],
        help_text="C189 and the like: a convention (C), protocol (P) or recommendation (R) of the ILO.",
    )
    url = CleanCharField(
        "official text",
        max_length=500,
        blank=True,
        validators=[validate_web_address],
        help_text="The address of the text at whoever adopted or keeps it.",
    )
    wordings = CleanTextField(is_name_list=True, blank=True, help_text="One printed form per line.")

    # Columns of the search by name.
    name_columns = ("name", "code", "wordings")

    objects = LabeledQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="instrument_sdg_goal_exists",
                condition=Q(sdg_goal=None) | Q(sdg_goal__range=(1, SDG_GOALS)),
            ),
            models.CheckConstraint(
                name="instrument_ilo_number_is_valid",
                condition=Q(ilo_number="") | Q(ilo_number__regex=ILO_NUMBER),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return cached_url("site:instrument", self.slug)

    @property
    def own_names(self):
        return self.printed_forms

    @property
    def printed_forms(self):
        return [self.name, *split_lines(self.wordings)]


class InstrumentLabel(TranslatedLabel):
    record = models.ForeignKey(Instrument, models.CASCADE, related_name="labels")


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
