"""A filter that searches columns for words."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter

MAX_SEARCH_CHARACTERS = 200
MAX_SEARCH_WORDS = 12


class SearchField(forms.CharField):
    def to_python(self, value):
        # Cut off what is too long: no search text is an error.
        return super().to_python(value)[:MAX_SEARCH_CHARACTERS].strip()


class SearchFilter(CharFilter):
    """Select records that contain every word in one of the columns, in any order and case."""

    field_class = SearchField

    def __init__(self, columns):
        super().__init__(label=_("Words"))
        self.columns = columns

    def filter(self, queryset, value):
        for word in (value or "").split()[:MAX_SEARCH_WORDS]:
            queryset = queryset.filter(self.condition(word))
        return queryset

    def condition(self, word):
        condition = Q()
        for column in self.columns:
            condition |= Q(**{f"{column}__icontains": word})
        return condition


class NameFilter(SearchFilter):
    """Select records whose names contain every word, in any language."""

    def __init__(self, model):
        super().__init__(model.name_columns)
        # Only themes, organizations and instruments have labels in other languages.
        self.label_condition = getattr(model, "label_condition", lambda word: Q())

    def condition(self, word):
        return super().condition(word) | self.label_condition(word)
