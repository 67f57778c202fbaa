"""A filter that searches columns for words."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter

MAX_SEARCH_CHARACTERS = 200
MAX_SEARCH_WORDS = 12


class SearchField(forms.CharField):
    def to_python(self, value):
        # Cut what is too long: no search text is an error.
        return super().to_python(value)[:MAX_SEARCH_CHARACTERS].strip()


class SearchFilter(CharFilter):
    """Select records that contain every word in one of the columns, in any order and case."""

    field_class = SearchField

    def __init__(self, columns):
        super().__init__(label=_("Words"))
        self.columns = columns

    def filter(self, queryset, value):
        for word in (value or "").split()[:MAX_SEARCH_WORDS]:
            condition = Q()
            for column in self.columns:
                condition |= Q(**{f"{column}__icontains": word})
            queryset = queryset.filter(condition)
        return queryset
