"""Reading the desk's pages and sending their forms back."""

from django.urls import reverse


def at(report, *more):
    address = reverse("desk-report", args=[report.root.slug])
    return address + "".join(f"{one}/" for one in more)


def typed(page, **more):
    """Return what a browser sends of the form on the page, with something else typed."""
    form = page.context["form"]
    fields = {one.html_name: one.value() for one in form}
    fields |= {"version": page.context["page"].version, "do": "save"} | more
    return {name: value for name, value in fields.items() if value is not None}


def words(page):
    return " ".join(page.content.decode().split())
