"""Template tags of the pages for editors."""

import json

from django import template
from django.utils import timezone

from portal.accounts import roles
from portal.editor import navigation
from portal.editor.navigation import Page
from portal.editor.report_state import describe_state
from reports.models import Report

register = template.Library()
ACCOUNT = Page("My account", "account_change_password")
ACCOUNT_PATH = "/accounts/"
SECONDS_PER_MINUTE = 60


@register.filter
def undo_form(message):
    """Return the URL and the form fields that undo the change of the message, or None."""
    if not message.extra_tags:
        return None
    url, fields = json.loads(message.extra_tags)
    return {"url": url, "fields": fields}


@register.filter
def ago(moment):
    """Return how long ago the moment was: just now, 1 minute ago, 12 minutes ago."""
    minutes = int((timezone.now() - moment).total_seconds() // SECONDS_PER_MINUTE)
    if minutes < 1:
        return "just now"
    return "1 minute ago" if minutes == 1 else f"{minutes} minutes ago"


@register.inclusion_tag("editor/_desk_bar.html", takes_context=True)
def desk_bar(context):
    """Return the links of the bar, and who is signed in."""
    request = context["request"]
    links, parts = navigation.section_links(request.user, request.path)
    role = roles.role_of(request.user)
    return {
        "links": links,
        "parts": parts,
        "name": request.user.get_full_name() or request.user.get_username(),
        "role": role.label.lower() if role else "no role",
        "account_link": navigation.link(
            ACCOUNT, request.path, is_current=request.path.startswith(ACCOUNT_PATH)
        ),
    }


@register.inclusion_tag("editor/_report_state.html", takes_context=True)
def report_state(context):
    """Return the state of the report that the page is about, if it is about one."""
    report = context.get("root") or context.get("report")
    if not isinstance(report, Report):
        return {}
    request = context["request"]
    return {"state": describe_state(report.root, request.user), "path": request.path}
