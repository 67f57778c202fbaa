"""Which parameters of an address a page understands: it names the others instead of ignoring them.

A view says so with `takes`; one that says nothing takes none. The page's template tells the
reader, and no cache keeps a page under a parameter that somebody has made up.
"""

from portal.signin import SIGNED_IN


def takes(*names):
    """Let a view take these parameters and no others."""

    def decorate(view):
        view.parameters = names
        return view

    return decorate


def unknown_among(given, known):
    return [name for name in given if name not in known]


def say_unknown(request, names):
    """Have the page name the parameters that it does not understand."""
    request.unknown_parameters = names


def are_understood(request):
    """Say whether a view has understood every parameter of the request."""
    unknown = getattr(request, "unknown_parameters", list(request.GET))
    return not unknown


def name_unknown(get_response):
    """Have every public page name what its view does not take, even if the view forgets it."""

    def middleware(request):
        return get_response(request)

    def process_view(request, view, args, options):
        if not request.path.startswith(SIGNED_IN):
            known = getattr(view, "parameters", ())
            say_unknown(request, unknown_among(request.GET, known))

    middleware.process_view = process_view
    return middleware
