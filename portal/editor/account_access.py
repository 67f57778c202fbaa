"""How an account signs in, and where it is signed in: sessions, invitation, identity provider."""

from django.conf import settings
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from portal.accounts import invitations as stored
from portal.accounts import sessions
from portal.accounts.identity_provider import links
from portal.accounts.identity_provider.links import LinkRefusedError
from portal.accounts.identity_provider.stored_links import link_of
from portal.accounts.invitations import may_be_invited, open_invitation
from portal.accounts.password_sign_in import is_emergency
from portal.accounts.roles import Permission
from portal.editor.invitations import send_or_show
from portal.editor.messages import add_message
from portal.editor.view_decorator import editor_view
from reports.text import clean_line


@editor_view(Permission.ACCOUNTS, Permission.ACCOUNTS)
def account_access(request: HttpRequest, key: int) -> HttpResponse:
    account = get_object_or_404(User, pk=key)
    if request.method != "POST":
        return render_page(request, account)
    try:
        if answer := act(request, account):
            return answer
    except LinkRefusedError as error:
        return render_page(request, account, error=str(error), status=422)
    return redirect("editor:account-access", key)


def act(request: HttpRequest, account: User) -> HttpResponse | None:
    """Do what the pressed button says; return the page that follows, if it is another one."""
    name = account.get_username()
    match request.POST.get("do"):
        case "end-all":
            sessions.end_all(account, request.user)
            add_message(request, f"All sessions of “{name}” have ended.")
        case "end":
            is_ended = sessions.end_one(account, request.POST.get("session", ""), request.user)
            add_message(request, "The session has ended." if is_ended else "It had ended already.")
        case "invite" if may_be_invited(account):
            return send_or_show(request, stored.invite, account)
        case "link" if settings.OIDC_ISSUER:
            subject = clean_line(request.POST.get("subject", "")).strip()
            links.link_account(account, subject, request.user)
            add_message(request, f"“{name}” now signs in with {settings.OIDC_NAME}.")
        case "unlink":
            links.unlink_account(account, request.user)
            add_message(request, f"“{name}” no longer signs in with {settings.OIDC_NAME}.")
        case _:
            return render_page(request, account, status=422)
    return None


def render_page(
    request: HttpRequest, account: User, error: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "account": account,
        "error": error,
        "sessions": sessions.sessions_of(account),
        "invitation": open_invitation(account),
        "may_be_invited": may_be_invited(account),
        "is_emergency": is_emergency(account),
        "provider": settings.OIDC_NAME if settings.OIDC_ISSUER else "",
        "issuer": settings.OIDC_ISSUER,
        "link": link_of(account),
    }
    return render(request, "editor/account_access.html", context, status=status)
