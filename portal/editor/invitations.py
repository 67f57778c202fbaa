"""Invitations: give somebody an account, and see which links have not been used yet."""

from django import forms
from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from portal.accounts import invitations as stored
from portal.accounts.models import Invitation
from portal.accounts.roles import Permission, Role
from portal.editor.messages import add_message
from portal.editor.view_decorator import editor_view
from portal.notifications.invitation_notice import send_invitation
from reports.text import clean_line


class InvitationForm(forms.ModelForm):
    role = forms.ChoiceField(choices=Role.choices, initial=Role.EDITOR)

    class Meta:
        model = User
        fields = ("username", "email", "first_name", "last_name")

    def clean_first_name(self):
        return clean_line(self.cleaned_data["first_name"])

    def clean_last_name(self):
        return clean_line(self.cleaned_data["last_name"])

    def clean_username(self):
        name = self.cleaned_data["username"]
        if User.objects.filter(username__iexact=name).exists():
            raise ValidationError("There is already an account with this name. Choose another.")
        return name

    def clean_email(self):
        address = self.cleaned_data["email"]
        if settings.SENDS_MAIL and not address:
            raise ValidationError("Enter the address to which the invitation is sent.")
        return address


@editor_view(Permission.ACCOUNTS, Permission.ACCOUNTS)
def invitations(request: HttpRequest) -> HttpResponse:
    """List open invitations; invite somebody, send an invitation again, or withdraw it."""
    if request.method != "POST":
        return render_page(request, InvitationForm())
    if request.POST.get("do") == "withdraw":
        return withdraw(request)
    if request.POST.get("do") == "resend":
        return send_again(request, invitation_of(request).account)
    form = InvitationForm(request.POST)
    if settings.OIDC_ONLY or not form.is_valid():
        return render_page(request, form, status=422)
    return send_or_show(
        request, stored.invite_new, form.save(commit=False), form.cleaned_data["role"]
    )


def invitation_of(request: HttpRequest) -> Invitation:
    number = request.POST.get("account", "")
    key = int(number) if number.isascii() and number.isdigit() and len(number) < 18 else 0
    invitation = Invitation.objects.select_related("account").filter(account=key).first()
    if invitation is None:
        raise Http404
    return invitation


def send_again(request: HttpRequest, account: User) -> HttpResponse:
    if stored.may_be_invited(account):
        return send_or_show(request, stored.invite, account)
    error = (
        f"“{account.get_username()}” is deactivated, has a password, or does not sign in with "
        "a password. Nothing was sent. Withdraw the invitation."
    )
    return render_page(request, InvitationForm(), error=error, status=422)


def withdraw(request: HttpRequest) -> HttpResponse:
    invitation = invitation_of(request)
    stored.withdraw(invitation, request.user)
    name = invitation.account.get_username()
    add_message(request, f"The invitation for “{name}” was withdrawn. The account remains.")
    return redirect("editor:invitations")


def send_or_show(request: HttpRequest, make, *arguments) -> HttpResponse:
    """Make an invitation and email it; without mail, show its link this once."""
    with transaction.atomic():
        invitation = make(*arguments, by=request.user)
        is_mailed = send_invitation(invitation)
    if not is_mailed:
        return render_page(request, InvitationForm(), shown=invitation)
    add_message(request, f"An email with a link is on its way to {invitation.account.email}.")
    return redirect("editor:invitations")


def render_page(
    request: HttpRequest,
    form: InvitationForm,
    shown: Invitation | None = None,
    error: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        "error": error,
        "form": form,
        "shown": shown,
        "link": stored.link_of(shown) if shown else "",
        "invitations": Invitation.objects.select_related("account").order_by("expires_at"),
        "days": settings.INVITATION_DAYS,
        "sends_mail": settings.SENDS_MAIL,
        "provider": settings.OIDC_NAME if settings.OIDC_ONLY else "",
    }
    return render(request, "editor/invitations.html", context, status=status)
