"""Query parameters that a view accepts: pages list the unknown ones instead of ignoring them.

A view declares its parameters with `accept_parameters`; by default it accepts none. Pages with
unknown parameters are not cached.
"""

from portal.web.private_paths import SIGNED_IN_PATHS


def accept_parameters(*names):
    """Decorate a view that accepts these query parameters."""

    def decorate(view):
        view.parameters = names
        return view

    return decorate


def find_unknown(names, known):
    return [name for name in names if name not in known]


def set_unknown(request, names):
    """Set the unknown parameters that the page lists."""
    request.unknown_parameters = names


def all_known(request):
    """Return whether the view accepts every parameter of the request."""
    unknown = getattr(request, "unknown_parameters", list(request.GET))
    return not unknown


def unknown_parameter_middleware(get_response):
    """Set the unknown parameters of every public page."""

    def middleware(request):
        return get_response(request)

    def process_view(request, view, args, options):
        if not request.path.startswith(SIGNED_IN_PATHS):
            known = getattr(view, "parameters", ())
            set_unknown(request, find_unknown(request.GET, known))

    middleware.process_view = process_view
    return middleware
