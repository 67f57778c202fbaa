"""What a page says of the correction before it, and the way back."""

KEY = "said"


def say(request, sentence, undo=None):
    """Have the next page say the sentence; `undo` is (address, what to send) for the way back."""
    address, fields = undo or ("", {})
    request.session[KEY] = {"sentence": sentence, "address": address, "fields": fields}


def said(request):
    """Return what is to be said, once."""
    return request.session.pop(KEY, None)
