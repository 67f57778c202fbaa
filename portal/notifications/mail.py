"""The emails: plain text and HTML, in the language of the recipient."""

from collections.abc import Sequence
from dataclasses import dataclass
from email.utils import make_msgid

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext, ngettext

from portal.notifications import tokens
from portal.notifications.followed_lists import Additions, FilteredList
from portal.notifications.models import Subscriber, Subscription


@dataclass(frozen=True)
class Section:
    """What is new in one list that somebody follows."""

    subscription: Subscription
    followed: FilteredList
    additions: Additions

    @property
    def unsubscribe_url(self) -> str:
        token = tokens.sign_subscription(self.subscription.key)
        return absolute_url("site:unfollow-list", token)


def absolute_url(name: str, token: str) -> str:
    return settings.BASE_URL + reverse(name, args=[token])


def write_confirmation(request: tokens.Request, followed: FilteredList) -> EmailMultiAlternatives:
    """Return the email that asks for a confirmation, in the language in force."""
    context = {
        "title": followed.title,
        "is_daily": request.frequency == Subscription.Frequency.DAILY,
        "url": absolute_url("site:follow-confirm", tokens.sign_request(request)),
    }
    subject = gettext("Confirm that you want to follow: %(title)s") % {"title": followed.title}
    return write_mail(request.address, subject, "confirmation", context)


def write_digest(subscriber: Subscriber, sections: Sequence[Section]) -> EmailMultiAlternatives:
    """Return the digest of one day; an accidental second one would have the same Message-ID."""
    with translation.override(subscriber.language):
        reports = {report.pk for section in sections for report, _ in section.additions.by_report}
        subject = ngettext(
            "Workshop outcomes: news from %(number)s report",
            "Workshop outcomes: news from %(number)s reports",
            len(reports),
        ) % {"number": len(reports)}
        url = absolute_url("site:unfollow", tokens.sign_subscriber(subscriber.key))
        context = {"subscriber": subscriber, "sections": sections, "unsubscribe_url": url}
        mail = write_mail(subscriber.address, subject, "digest", context)
    host = settings.BASE_URL_HOST
    mail.extra_headers |= {
        "Message-ID": f"<{subscriber.mailed_on:%Y%m%d}.{subscriber.key.hex}@{host}>",
        "List-Unsubscribe": f"<{url}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    return mail


def write_mail(
    address: str, subject: str, name: str, context: dict[str, object]
) -> EmailMultiAlternatives:
    """Return an email made from the text and HTML templates of this name."""
    context = context | {"site_url": settings.BASE_URL, "language": translation.get_language()}
    headers = {
        # No machine should answer it.
        "Auto-Submitted": "auto-generated",
        # Django would ask for the name of the machine.
        "Message-ID": make_msgid(domain=settings.BASE_URL_HOST),
    }
    text = render_to_string(f"notifications/{name}.txt", context)
    if settings.DEMO:
        text = render_to_string("notifications/demo_notice.txt") + text
    mail = EmailMultiAlternatives(
        " ".join(subject.split()),
        text,
        settings.MAIL_FROM,
        [address],
        headers=headers,
    )
    mail.attach_alternative(render_to_string(f"notifications/{name}.html", context), "text/html")
    return mail
