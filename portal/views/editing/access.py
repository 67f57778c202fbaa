"""Who may correct imports: staff with the right to change reports."""

from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.cache import never_cache

from reports.models import Report


def for_editors(view):
    """Let editors in, ask visitors to sign in, and tell everybody else that it is not theirs."""

    @wraps(view)
    @never_cache
    def guarded(request, *args, **options):
        user = request.user
        if not user.is_authenticated:
            return redirect_to_login(request.get_full_path(), reverse("admin:login"))
        if not (user.is_staff and user.has_perm("reports.change_report")):
            raise PermissionDenied
        return view(request, *args, **options)

    return guarded


def imported(slug):
    """Return a report that came from a file, or answer 404."""
    reports = Report.objects.filter(source__isnull=False)
    return get_object_or_404(reports, slug=slug)
