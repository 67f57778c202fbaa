"""The page on which users see their own sessions and end the others."""

from allauth.usersessions.views import ListUserSessionsView
from django.db import transaction

from portal.audit import log
from portal.audit.log import AuditTarget


class OwnSessions(ListUserSessionsView):
    @transaction.atomic
    def form_valid(self, form):
        """End the other sessions, in one transaction with the entry of the audit log."""
        account = self.request.user
        target = AuditTarget("account", str(account.pk), account.get_username())
        log.log(account, "Ended the other sessions", target)
        return super().form_valid(form)
