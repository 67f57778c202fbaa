"""Which parameters of an address a page understands: it names the others instead of ignoring them.

A view says so on the request. The page's template tells the reader, and no cache keeps a page
under a parameter that somebody has made up.
"""

from functools import wraps


def takes(*names):
    """Let a view take these parameters and no others."""

    def decorate(view):
        @wraps(view)
        def told(request, *args, **options):
            say_unknown(request, [name for name in request.GET if name not in names])
            return view(request, *args, **options)

        return told

    return decorate


def say_unknown(request, names):
    """Have the page name the parameters that it does not understand."""
    request.unknown_parameters = names


def are_understood(request):
    """Say whether a view has understood every parameter of the request."""
    unknown = getattr(request, "unknown_parameters", list(request.GET))
    return not unknown
