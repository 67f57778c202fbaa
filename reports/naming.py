"""What the values of a filter are called, in which language, and what is said of unknown ones."""

from django.conf import settings
from django.utils.functional import keep_lazy_text
from django.utils.translation import gettext


class Name(str):
    """What a record is called, and in which language; an empty one is that of no text."""

    __slots__ = ("language",)

    def __new__(cls, text, language=""):
        name = super().__new__(cls, text)
        name.language = language
        return name


class AsWritten:
    """A facet whose values are what they are called."""

    is_recorded = True

    def called(self, values):
        return {value: Name(value) for value in values}

    def alike(self, text, values):
        """Return those of the values in whose names the text stands."""
        sought = text.casefold()
        labels = self.called(values).items()
        return {value for value, label in labels if sought in label.casefold()}


def of_vocabulary(record):
    return settings.VOCABULARY_LANGUAGE


@keep_lazy_text
def unknown_in(label):
    """Return what a reader is told of a value that a filter does not know."""
    return gettext("%(filter)s: “%%(value)s” is not known here.") % {"filter": label}
