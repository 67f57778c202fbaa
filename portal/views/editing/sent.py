"""What every form of the desk sends along: the version that the page was made from, and a comment."""

from portal.history.saving import Saving
from reports.text import clean_text

STALE = (
    "Somebody else has saved this report since you opened the page. Nothing of yours was "
    "done; what stands here now is the present state. Look, then do it again."
)
LONGEST_COMMENT = 1000


def version_in(request):
    """Return the version of the report that the page was made from."""
    return version_of(request.POST)


def version_of(sent, name="version"):
    """Return the version that a form names; one that nobody has if it lies."""
    version = sent.get(name, "")
    is_number = version.isascii() and version.isdigit() and len(version) < 10
    return int(version) if is_number else -1


def saving_in(request):
    comment = clean_text(request.POST.get("comment", "")).strip()[:LONGEST_COMMENT]
    return Saving(version_in(request), request.user, comment)
