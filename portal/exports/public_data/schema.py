"""The description of a table of public data, after Table Schema of the Frictionless standards."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from django.conf import settings
from django.db.models import QuerySet

# {type in Table Schema: type in SQLite}
ColumnType = Literal["string", "integer", "date", "boolean"]
CHUNK_SIZE = 2000


@dataclass(frozen=True)
class DataColumn:
    name: str
    type: ColumnType
    description: str
    # The lookup of its value in the ORM.
    lookup: str
    # The table whose slug it holds. Empty where that record is not public.
    references: str = ""


@dataclass(frozen=True)
class DataTable:
    """One table: its public records in a stable order, and the columns that identify a row."""

    name: str
    description: str
    records: Callable[[], QuerySet[Any]]
    key: tuple[str, ...]
    columns: tuple[DataColumn, ...]
    # The path of a row's page, with names of columns in braces.
    page: str = ""

    @property
    def all_columns(self) -> tuple[DataColumn, ...]:
        """The columns of the file, with the address of the row's page."""
        url = DataColumn("url", "string", "The address of its page.", "")
        return (*self.columns, url) if self.page else self.columns

    def rows(self, public_slugs: dict[str, set[str]]) -> Iterator[tuple[Any, ...]]:
        """Yield the rows; `public_slugs` has the slugs of each table that others refer to."""
        names = [column.name for column in self.columns]
        references = [
            (index, public_slugs[column.references])
            for index, column in enumerate(self.columns)
            if column.references
        ]
        lookups = [column.lookup for column in self.columns]
        for stored in self.records().values_list(*lookups).iterator(chunk_size=CHUNK_SIZE):
            row = list(stored)
            for index, slugs in references:
                if row[index] not in slugs:
                    row[index] = None
            if self.page:
                path = self.page.format(**dict(zip(names, row, strict=True)))
                row.append(settings.BASE_URL + path)
            yield tuple(row)
