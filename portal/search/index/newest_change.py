"""The newest change of public content, which is the version of all of it."""

from django.db import DEFAULT_DB_ALIAS

from portal.search.models import IndexChange
from reports.compiled_query import FixedQuery

COLUMNS = [column.attname for column in IndexChange._meta.concrete_fields]
# Every request asks for it.
NEWEST = FixedQuery(lambda: IndexChange.objects.order_by("-pk").values_list(*COLUMNS)[:1])


def newest_change() -> IndexChange | None:
    rows = NEWEST.rows()
    return IndexChange.from_db(DEFAULT_DB_ALIAS, COLUMNS, rows[0]) if rows else None
