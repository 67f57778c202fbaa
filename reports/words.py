"""Looking records up by words in their columns."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter

SEARCH_CHARACTERS = 200
SEARCH_WORDS = 12


class WordsField(forms.CharField):
    def to_python(self, value):
        # What is too much is left out: nothing that a reader types is an error.
        return super().to_python(value)[:SEARCH_CHARACTERS].strip()


class WordsFilter(CharFilter):
    """Let through what holds every word in one of the columns, in any order and case."""

    field_class = WordsField

    def __init__(self, columns):
        super().__init__(label=_("Words"))
        self.columns = columns

    def filter(self, queryset, value):
        for word in (value or "").split()[:SEARCH_WORDS]:
            found = Q()
            for column in self.columns:
                found |= Q(**{f"{column}__icontains": word})
            queryset = queryset.filter(found)
        return queryset
