"""The page of an account about its own data: export it, or erase the account."""

from allauth.account.decorators import reauthentication_required
from django import forms
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.audit import log
from portal.audit.log import AuditTarget
from portal.erasure.account_data import export_account
from portal.erasure.erase import ErasureRefusedError, erase_account


class ErasureForm(forms.Form):
    """The name of the account, typed, so that nobody erases one by accident."""

    name = forms.CharField(label="Type the user name of the account to confirm", max_length=150)

    def __init__(self, account: User, data=None):
        super().__init__(data)
        self.account = account

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if name != self.account.get_username():
            raise forms.ValidationError("This is not the user name. Nothing was erased.")
        return name


@never_cache
@login_required
@reauthentication_required(allow_get=True)
def own_data(request: HttpRequest) -> HttpResponse:
    """Say what is kept about the account; erase it, once the password was typed again."""
    form = ErasureForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            erase_account(request.user, request.user)
        except ErasureRefusedError as error:
            form.add_error(None, str(error))
        else:
            logout(request)
            messages.success(request, "Your account has been erased.")
            return redirect("account_login")
    status = 422 if form.errors else 200
    return render(request, "account/data.html", {"form": form}, status=status)


@never_cache
@login_required
@require_safe
def own_export(request: HttpRequest) -> HttpResponse:
    return export_response(request.user, request.user)


def export_response(account: User, by: User) -> HttpResponse:
    """Return the file as a download, and write who took it to the audit log."""
    target = AuditTarget("account", str(account.pk), account.get_username())
    content = export_account(account)
    log.log(by, "Account data exported", target)
    name = f"account-{account.pk}.zip"
    headers = {"Content-Disposition": content_disposition_header(True, name)}
    return HttpResponse(content, content_type="application/zip", headers=headers)
