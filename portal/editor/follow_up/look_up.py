"""The round or submission that a page is about, and what its forms share."""

from django.shortcuts import get_object_or_404

from portal.editor.form_meta import save_request
from recommendations.models import Round, Side, Submission
from reports.models import Organization

STALE_ROUND = (
    "Another editor has saved this round since you opened the page. Nothing was changed; your entries "
    "are below. Save again to keep them."
)


def get_round(slug):
    return get_object_or_404(Round, slug=slug)


def get_submission(key):
    rows = Submission.objects.select_related("round", "organization")
    return get_object_or_404(rows, pk=key)


def comment_of(request):
    return save_request(request).comment


def organization_names():
    """Return the names that are proposed while the name of a body is typed."""
    return Organization.objects.order_by("name").values_list("name", flat=True)


def side_choices():
    return [(side.value, str(side.label)) for side in Side]
