"""Reading the editor's pages and sending their forms back."""

from django.urls import reverse


def at(report, *more):
    address = reverse("editor:report", args=[report.root.slug])
    return address + "".join(f"{segment}/" for segment in more)


def typed(page, **more):
    """Return the fields that a browser sends from the form on the page, with some changed."""
    form = page.context["form"]
    fields = {field.html_name: field.value() for field in form}
    fields |= {"version": page.context["page"].version, "do": "save"} | more
    return {name: value for name, value in fields.items() if value is not None}


def words(page):
    return " ".join(page.content.decode().split())
