"""Reading the administration's pages as a browser does, and sending their forms back."""

from html.parser import HTMLParser

from django.contrib.admin import site
from django.urls import reverse


def address(record, page="change"):
    """Return the address of a page of the record, or of its model where it needs no record."""
    of_record = page in {"change", "delete", "history"}
    return reverse(
        f"admin:{record._meta.app_label}_{record._meta.model_name}_{page}",
        args=[record.pk] if of_record else [],
    )


def registered(app_label):
    """Return the names of the records that an app has pages for."""
    return sorted(m.__name__ for m in site._registry if m._meta.app_label == app_label)


def send(client, record, page="change", **typed):
    """Open the page, type into its form and save; return what comes back.

    A field of a row is named by prefix and place: {"sessions-0-title": "…"}.
    """
    where = address(record, page)
    return client.post(where, as_sent(client.get(where)) | typed)


def as_sent(page):
    """Return what a browser sends when nobody typed anything."""
    reader = FormReader()
    reader.feed(page.content.decode())
    return reader.fields


def told(page):
    """Return every sentence with which a form was refused, the page's before the rows'."""
    rows = page.context["inline_admin_formsets"]
    forms = [
        page.context["adminform"].form,
        *(one for row in rows for one in row.forms),
    ]
    faults = [
        fault for form in forms for part in form.errors.values() for fault in part
    ]
    return faults + [fault for row in rows for fault in row.non_form_errors()]


def messages_of(page):
    return [str(message) for message in page.context["messages"]]


class FormReader(HTMLParser):
    """Collects the fields of the record's form: what is disabled is not sent."""

    def __init__(self):
        super().__init__()
        self.fields = {}
        self.inside = False
        self.name = ""

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        if tag == "form":
            self.inside = found.get("id", "").endswith("_form")
        if not self.inside or "disabled" in found:
            return
        if tag == "input" and "name" in found:
            self.read_input(found)
        elif tag == "select":
            self.name = found["name"]
        elif tag == "option" and "selected" in found:
            self.fields.setdefault(self.name, []).append(found["value"])
        elif tag == "textarea":
            self.name = found["name"]
            self.fields[self.name] = ""

    def read_input(self, found):
        if found.get("type") == "checkbox":
            if "checked" in found:
                self.fields[found["name"]] = "on"
        elif found.get("type") != "submit":
            self.fields[found["name"]] = found.get("value", "")

    def handle_data(self, data):
        if self.fields.get(self.name) == "" and self.lasttag == "textarea":
            # A line end right after the tag belongs to the markup.
            self.fields[self.name] = data.removeprefix("\r\n").removeprefix("\n")

    def handle_endtag(self, tag):
        if tag == "form":
            self.inside = False
        if tag in {"select", "textarea"}:
            self.name = ""
