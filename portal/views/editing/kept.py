"""What was typed when the session had ended: kept until the editor has signed in again."""

from django.http import QueryDict

KEY = "typed_before_signing_in"
RETURNED = "You had been signed out. What you typed stands below; it is not saved yet."
MOST_CHARACTERS = 300_000
MOST_FORMS = 4
# What a browser sends by itself.
NOT_TYPED = ("csrfmiddlewaretoken", "version", "do", "to")


def keep(request, path):
    """Keep what was sent for the page at the path, if it is no file and not too much."""
    sent = request.POST.copy() if request.method == "POST" else QueryDict(mutable=True)
    sent.pop("csrfmiddlewaretoken", None)
    text = sent.urlencode()
    if text and len(text) <= MOST_CHARACTERS:
        others = list(request.session.get(KEY, {}).items())[-MOST_FORMS:]
        request.session[KEY] = {**dict(others), path: text}


def given_back(request):
    """Return what was typed at this address before signing in, once; None if there is nothing."""
    forms = request.session.get(KEY, {})
    if request.path not in forms:
        return None
    text = forms.pop(request.path)
    request.session[KEY] = forms
    return QueryDict(text)


def texts(sent):
    """Return (name, text) of all that was typed."""
    return [
        (name.replace("_", " ").capitalize(), text)
        for name, values in sent.lists()
        for text in values
        if text.strip() and name not in NOT_TYPED
    ]
