"""Store the email of an invitation; the job `notices` sends it."""

from django.conf import settings

from portal.accounts.models import Invitation
from portal.notifications.models import Notice


def send_invitation(invitation: Invitation) -> bool:
    """Store the email; return False if none can be sent, so that the link must be handed over."""
    account = invitation.account
    waiting = Notice.objects.filter(account=account, kind=Notice.Kind.INVITATION, taken_at=None)
    waiting.delete()
    if not (settings.SENDS_MAIL and account.email):
        return False
    Notice.objects.create(account=account, kind=Notice.Kind.INVITATION)
    return True
