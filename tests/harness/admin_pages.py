"""Reading the admin pages as a browser does, and sending their forms back."""

from html.parser import HTMLParser

from django.contrib.admin import site
from django.urls import reverse


def address(record, page="change"):
    """Return the URL of an admin page of the record, or of its model if it needs no record."""
    of_record = page in {"change", "delete", "history"}
    return reverse(
        f"admin:{record._meta.app_label}_{record._meta.model_name}_{page}",
        args=[record.pk] if of_record else [],
    )


def registered(app_label):
    """Return the names of the models of an app that have admin pages."""
    return sorted(m.__name__ for m in site._registry if m._meta.app_label == app_label)


def send(client, record, page="change", **typed):
    """Open the page, change fields of its form and save; return the response.

    A field of an inline row is named by prefix and index: {"sessions-0-title": "…"}.
    """
    url = address(record, page)
    return client.post(url, as_sent(client.get(url)) | typed)


def as_sent(page):
    """Return the fields that a browser sends from the unchanged form."""
    reader = FormReader()
    reader.feed(page.content.decode())
    return reader.fields


def form_errors(page):
    """Return every error of the page's forms, those of the main form before those of the rows."""
    rows = page.context["inline_admin_formsets"]
    forms = [
        page.context["adminform"].form,
        *(form for row in rows for form in row.forms),
    ]
    errors = [error for form in forms for field in form.errors.values() for error in field]
    return errors + [error for row in rows for error in row.non_form_errors()]


def messages_of(page):
    return [str(message) for message in page.context["messages"]]


class FormReader(HTMLParser):
    """Collects the fields of the record's form: a disabled field is not sent."""

    def __init__(self):
        super().__init__()
        self.fields = {}
        self.inside = False
        self.name = ""

    def handle_starttag(self, tag, attributes):
        attribute_map = dict(attributes)
        if tag == "form":
            self.inside = attribute_map.get("id", "").endswith("_form")
        if not self.inside or "disabled" in attribute_map:
            return
        if tag == "input" and "name" in attribute_map:
            self.read_input(attribute_map)
        elif tag == "select":
            self.name = attribute_map["name"]
        elif tag == "option" and "selected" in attribute_map:
            self.fields.setdefault(self.name, []).append(attribute_map["value"])
        elif tag == "textarea":
            self.name = attribute_map["name"]
            self.fields[self.name] = ""

    def read_input(self, attribute_map):
        if attribute_map.get("type") == "checkbox":
            if "checked" in attribute_map:
                self.fields[attribute_map["name"]] = "on"
        elif attribute_map.get("type") != "submit":
            self.fields[attribute_map["name"]] = attribute_map.get("value", "")

    def handle_data(self, data):
        if self.fields.get(self.name) == "" and self.lasttag == "textarea":
            # A line end right after the tag belongs to the markup.
            self.fields[self.name] = data.removeprefix("\r\n").removeprefix("\n")

    def handle_endtag(self, tag):
        if tag == "form":
            self.inside = False
        if tag in {"select", "textarea"}:
            self.name = ""
