"""Labels of themes, organizations and instruments in the other languages of the site."""

from operator import attrgetter

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q
from django.utils.translation import get_language

from reports.fields import CleanCharField, CleanTextField
from reports.labels import LocalizedLabel
from reports.models.languages import validate_language_tag
from reports.models.querysets import SharedQuerySet
from reports.text import split_lines

# What an editor can set of a label.
LABEL_COLUMNS = ("label", "other_labels", "is_confirmed")


def label_languages():
    """Return (code, name) of the languages of the site in which records can have labels."""
    return [
        (code, name) for code, name in settings.LANGUAGES if code != settings.VOCABULARY_LANGUAGE
    ]


class TranslatedLabel(models.Model):
    """The label of a record in another language; a guess until an editor confirms it.

    `record` is the foreign key of each concrete model, with the related name `labels`. The rows
    belong to the record: they are saved with it, under its version.
    """

    language = models.CharField(max_length=20, validators=[validate_language_tag])
    label = CleanCharField(max_length=300)
    other_labels = CleanTextField(is_name_list=True, blank=True)
    is_confirmed = models.BooleanField(default=False)

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(
                fields=["record", "language"], name="unique_%(class)s_per_language"
            ),
        ]

    def __str__(self):
        return f"{self.label} ({self.language})"

    @property
    def as_name(self):
        return LocalizedLabel(self.label, self.language, is_confirmed=self.is_confirmed)


class LabelsPrefetch(Prefetch):
    """Prefetch the labels that `localized_name` reads, for the records at the path.

    The language is that of the page when the records are read, not when the queryset is built;
    in the language of the vocabulary nothing is read.
    """

    def __init__(self, model, path=""):
        super().__init__(f"{path}labels")
        self.labels = label_model(model)._base_manager

    def get_current_querysets(self, level):
        if self.get_current_prefetch_to(level) != self.prefetch_to:
            return None
        language = get_language()
        if not language or language == settings.VOCABULARY_LANGUAGE:
            return [self.labels.none()]
        return [self.labels.filter(language=language)]


class LabeledQuerySet(SharedQuerySet):
    """Shared records with labels in several languages."""

    def with_labels(self):
        return self.prefetch_related(LabelsPrefetch(self.model))


class LabeledRecord(models.Model):
    """A record with one preferred name, and labels in other languages."""

    class Meta:
        abstract = True

    @property
    def localized_name(self):
        """The name in the language of the page, or else the preferred one."""
        return self.name_in(get_language())

    def name_in(self, language):
        """Return the label in the language, or else the preferred name."""
        if language and language != settings.VOCABULARY_LANGUAGE:
            for row in self.labels.all():
                if row.language == language:
                    return row.as_name
        return LocalizedLabel(self, settings.VOCABULARY_LANGUAGE)

    @property
    def translations(self):
        """(label, other labels) of each other language."""
        rows = sorted(self.labels.all(), key=attrgetter("language"))
        return [(row.as_name, split_lines(row.other_labels)) for row in rows]

    @property
    def translated_names(self):
        """Every label in another language, by which the record is found."""
        return [name for label, others in self.translations for name in (label, *others)]

    @property
    def all_names(self):
        """Every name by which the record is found; `own_names` are those in its own language."""
        return [*self.own_names, *self.translated_names]

    @classmethod
    def label_condition(cls, word):
        """Return the condition for records whose label in another language contains the word."""
        labels = label_model(cls)._base_manager.filter(record=OuterRef("pk"))
        in_label = Q(label__icontains=word) | Q(other_labels__icontains=word)
        return Q(Exists(labels.filter(in_label)))


def label_model(model):
    return model._meta.get_field("labels").related_model
