"""Messages for the next page, with an undo form where the change can be undone."""

import json

from django.contrib import messages
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme


def add_message(request, message, undo=None):
    """Queue a message; `undo` is (URL, form fields) of the request that undoes the change."""
    messages.success(request, message, extra_tags=json.dumps(undo) if undo else "")


def undo_of(report, saved, url):
    """Return the request that restores the state before a save, and then shows the URL."""
    base_number = saved.revision.base_number
    if base_number is None:
        return None
    restore = reverse("editor:revision-restore", args=[report.root.slug, base_number])
    return restore, {"version": saved.revision.number, "next": url}


def next_url(request, default):
    """Return the page of the portal that a form wants to see next."""
    url = request.POST.get("next", "")
    is_own = url.startswith("/") and url_has_allowed_host_and_scheme(url, allowed_hosts=None)
    return url if is_own else default
