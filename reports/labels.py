"""Labels of filter values, with their language."""

from django.utils.functional import keep_lazy_text
from django.utils.translation import gettext


class LocalizedLabel(str):
    """The label of a record and its language; an empty language marks a proper name.

    A translation that no editor has confirmed is not `is_confirmed`.
    """

    __slots__ = ("is_confirmed", "language")

    def __new__(cls, text, language="", *, is_confirmed=True):
        label = super().__new__(cls, text)
        label.language = language
        label.is_confirmed = is_confirmed
        return label


class LiteralLabels:
    """A filter mixin for facets whose values are their own labels."""

    has_cacheable_labels = True

    def labels(self, values):
        return {value: LocalizedLabel(value) for value in values}

    def search_labels(self, text, values):
        """Return the values whose labels contain the text, in any case."""
        folded = text.casefold()
        labels = self.labels(values).items()
        return {value for value, label in labels if folded in label.casefold()}


@keep_lazy_text
def unknown_value_message(label):
    """Return the error message for an unknown value of a filter."""
    return gettext("%(filter)s: unknown value “%%(value)s”.") % {"filter": label}
