"""Messages for the next page, with an undo form where the change can be undone."""

import json

from django.contrib import messages


def add_message(request, message, undo=None):
    """Queue a message; `undo` is (URL, form fields) of the request that undoes the change."""
    messages.success(request, message, extra_tags=json.dumps(undo) if undo else "")
