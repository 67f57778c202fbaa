"""Pages of accounts about mail: forgotten passwords, invitations, and the choice of notices."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import PasswordResetConfirmView
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from portal.accounts.invitations import open_invitation, tokens
from portal.accounts.models import Invitation
from portal.accounts.password_sign_in import may_use_password
from portal.accounts.sessions import end_sessions
from portal.audit import log
from portal.audit.log import AuditTarget
from portal.notifications.models import MutedAccount
from portal.notifications.password_reset import request_reset
from portal.web.client_network import client_address, network_of


class AddressForm(forms.Form):
    address = forms.EmailField(
        label="E-mail address of the account",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class NoticesForm(forms.Form):
    wants_notices = forms.BooleanField(
        label="Tell me when a report is waiting for my review, is sent back to me or is published, and when a "
        "round of follow-up ends or answers are overdue",
        required=False,
    )


def require_mail() -> None:
    if not settings.SENDS_MAIL:
        raise Http404


@never_cache
def forgotten_password(request: HttpRequest) -> HttpResponse:
    require_mail()
    form = AddressForm(request.POST or None)
    if not form.is_valid():
        return render(request, "account/forgotten_password.html", {"form": form})
    request_reset(form.cleaned_data["address"], network_of(client_address(request.META)))
    return redirect("password_reset_sent")


@never_cache
def reset_sent(request: HttpRequest) -> HttpResponse:
    require_mail()
    return render(request, "account/reset_sent.html")


@method_decorator(transaction.atomic, name="post")
class SetPassword(PasswordResetConfirmView):
    """The page that the email links to. It signs nobody in: second factors stay in force."""

    template_name = "account/set_password.html"
    success_url = reverse_lazy("account_login")

    def dispatch(self, *args, **options):
        require_mail()
        return super().dispatch(*args, **options)

    def get_user(self, uidb64):
        account = super().get_user(uidb64)
        is_usable = account and account.is_active and account.has_usable_password()
        return account if is_usable and may_use_password(account) else None

    def form_valid(self, form):
        response = super().form_valid(form)
        if self.request.user == self.user:
            # Otherwise this request would end by storing a session that no longer exists.
            logout(self.request)
        end_sessions(self.user)
        target = AuditTarget("account", str(self.user.pk), self.user.get_username())
        log.log(self.user, "Password reset by email", target)
        messages.success(self.request, "Your password has been changed. Sign in with it.")
        return response


@method_decorator(transaction.atomic, name="post")
class AcceptInvitation(PasswordResetConfirmView):
    """The page that an invitation links to. It signs nobody in."""

    template_name = "account/accept_invitation.html"
    success_url = reverse_lazy("account_login")
    token_generator = tokens

    def get_user(self, uidb64):
        account = super().get_user(uidb64)
        is_usable = account and may_use_password(account) and open_invitation(account)
        return account if is_usable else None

    def form_valid(self, form):
        if not Invitation.objects.filter(account=self.user).delete()[0]:
            # Two browsers have used the link at once.
            self.validlink = False
            return self.render_to_response(self.get_context_data())
        target = AuditTarget("account", str(self.user.pk), self.user.get_username())
        log.log(self.user, "Invitation accepted: password set", target)
        name = self.user.get_username()
        messages.success(self.request, f"Your password has been set. Sign in as “{name}”.")
        return super().form_valid(form)


@never_cache
@login_required
def notices(request: HttpRequest) -> HttpResponse:
    """Show where the account gets mail, and let it switch notices off."""
    muted = MutedAccount.objects.filter(account=request.user)
    form = NoticesForm(request.POST or None, initial={"wants_notices": not muted.exists()})
    if request.method == "POST":
        if "wants_notices" in request.POST:
            muted.delete()
        else:
            MutedAccount.objects.get_or_create(account=request.user)
        messages.success(request, "Saved.")
        return redirect("account_notices")
    context = {"form": form, "sends_mail": settings.SENDS_MAIL}
    return render(request, "account/notices.html", context)
