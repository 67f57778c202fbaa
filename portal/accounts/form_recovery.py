"""Recovery of forms that were submitted after the end of a session.

Only for accounts that signed in recently in the same browser; nothing else is stored.
"""

from django.http import QueryDict

from portal.accounts import known_browsers
from portal.accounts.models import UnsavedForm
from portal.web import limits

RECOVERED_MESSAGE = "You were signed out. Your entries are below; they are not saved yet."
MAX_PATH_LENGTH = UnsavedForm._meta.get_field("path").max_length
# Hidden fields: not part of the typed text.
HIDDEN_FIELDS = ("csrfmiddlewaretoken", "version", "do", "to")


def save_form(request, path):
    """Store the POST data for the page at the path, within the limits, for a known browser."""
    account = known_browsers.account_of(request) if request.method == "POST" else None
    if account is None or len(path) > MAX_PATH_LENGTH:
        return
    data = request.POST.copy()
    data.pop("csrfmiddlewaretoken", None)
    text = data.urlencode()
    if text and len(text) <= limits.UNSAVED_FORM_CHARACTERS:
        forms = account.unsaved_forms
        forms.update_or_create(path=path, defaults={"text": text})
        newest = forms.order_by("-saved_at", "-pk").values_list("pk", flat=True)
        forms.exclude(pk__in=list(newest[: limits.UNSAVED_FORMS])).delete()


def recover_form(request):
    """Return the stored form of this account and path as a QueryDict and delete it, or None."""
    form = UnsavedForm.objects.filter(account=request.user, path=request.path).first()
    if form is None:
        return None
    form.delete()
    return QueryDict(form.text)


def typed_fields(data):
    """Return (displayed name, text) of every typed field."""
    return [
        (name.replace("_", " ").capitalize(), text)
        for name, values in data.lists()
        for text in values
        if text.strip() and name not in HIDDEN_FIELDS
    ]
