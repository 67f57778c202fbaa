"""The tables of a report's items, opened and sent as an editor does."""

from django.urls import reverse

from portal.content.loader import load_snapshot


def table_url(report, slug="recommendations"):
    return reverse("editor:table", args=[report.slug, slug])


def open_table(client, report, slug="recommendations", **query):
    return client.get(table_url(report, slug), query)


def rows_of(response):
    return [row for group in response.context["groups"] for row in group.rows]


def names(response):
    return [row.name for row in rows_of(response)]


def ticked(response):
    return [row.name for row in rows_of(response) if row.is_ticked]


def cells_of(response, name, *headings):
    """Return the names in the cells of a row under these headings."""
    (row,) = (row for row in rows_of(response) if row.name == name)
    shown = [column.heading for column in response.context["columns"]]
    cells = dict(zip(shown, row.cells, strict=True))
    return [[value.name for value in cells[heading]] for heading in headings]


def keys_of(report, slug="recommendations"):
    record_types = {"recommendations": "recommendation", "paragraphs": "paragraph"}
    return [*load_snapshot(report).of_type(record_types.get(slug, "participation"))]


def send(client, report, action, slug="recommendations", **fields):
    report.refresh_from_db()
    data = {"do": action, "version": report.version, **fields}
    return client.post(table_url(report, slug), data)


def message_of(client, report, slug="recommendations"):
    (message,) = open_table(client, report, slug).context["messages"]
    return str(message)


def levels(report):
    return list(report.recommendations.order_by("position").values_list("level", flat=True))
