"""What was typed when the session had ended: kept until the editor has signed in again.

Only for an account that has signed in in the same browser lately: nothing is stored for strangers.
"""

from django.http import QueryDict

from portal import limits
from portal.accounts import known
from portal.models import UnsavedForm

RETURNED = "You had been signed out. What you typed stands below; it is not saved yet."
LONGEST_PATH = UnsavedForm._meta.get_field("path").max_length
# What a browser sends by itself.
NOT_TYPED = ("csrfmiddlewaretoken", "version", "do", "to")


def keep(request, path):
    """Keep what was sent for the page at the path, if it is no file and not too much."""
    account = known.account_of(request) if request.method == "POST" else None
    if account is None or len(path) > LONGEST_PATH:
        return
    sent = request.POST.copy()
    sent.pop("csrfmiddlewaretoken", None)
    text = sent.urlencode()
    if text and len(text) <= limits.UNSAVED_FORM_CHARACTERS:
        forms = account.unsaved_forms
        forms.update_or_create(path=path, defaults={"text": text})
        newest = forms.order_by("-at", "-pk").values_list("pk", flat=True)
        forms.exclude(pk__in=list(newest[: limits.UNSAVED_FORMS])).delete()


def given_back(request):
    """Return what this account typed at this address before signing in, once; None if nothing."""
    form = UnsavedForm.objects.filter(account=request.user, path=request.path).first()
    if form is None:
        return None
    form.delete()
    return QueryDict(form.text)


def texts(sent):
    """Return (name, text) of all that was typed."""
    return [
        (name.replace("_", " ").capitalize(), text)
        for name, values in sent.lists()
        for text in values
        if text.strip() and name not in NOT_TYPED
    ]
