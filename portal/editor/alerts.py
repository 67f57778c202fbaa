"""Emails: what readers follow, stopped addresses (masked), and notices that wait to be sent."""

from django.conf import settings
from django.db.models import Count, Q
from django.shortcuts import render

from portal.accounts.roles import Permission
from portal.editor.view_decorator import editor_view
from portal.notifications.digests import REFUSALS_UNTIL_STOPPED
from portal.notifications.models import Notice, Subscriber, Subscription
from portal.notifications.subscriptions import STOPPED_FOR

MAX_LISTED = 200


@editor_view(Permission.ACCOUNTS)
def alerts(request):
    stopped = Subscriber.objects.exclude(stopped_at=None).order_by("-stopped_at")
    context = {
        "sends_mail": settings.SENDS_MAIL,
        "counts": Subscriber.objects.aggregate(
            subscribers=Count("pk"), stopped=Count("pk", Q(stopped_at__isnull=False))
        ),
        "lists": Subscription.objects.values("list_name", "frequency")
        .annotate(subscriptions=Count("pk"))
        .order_by("list_name", "frequency"),
        "stopped": stopped[:MAX_LISTED],
        "notices": Notice.objects.select_related("account").order_by("created_at")[:MAX_LISTED],
        "refusals": REFUSALS_UNTIL_STOPPED,
        "erased_after": STOPPED_FOR.days,
    }
    return render(request, "editor/alerts.html", context)
