"""The page on which administrators export the data of an account, or erase the account."""

from django.contrib.auth.models import User
from django.shortcuts import get_object_or_404, redirect, render

from portal.accounts.roles import Permission
from portal.editor.messages import add_message
from portal.editor.view_decorator import editor_view
from portal.erasure.erase import ErasureRefusedError, erase_account, pseudonym_of
from portal.erasure.views import ErasureForm, export_response


@editor_view(Permission.ACCOUNTS, Permission.ACCOUNTS)
def account_data(request, key):
    """Show the form that erases an account; erase it."""
    account = get_object_or_404(User, pk=key)
    form = ErasureForm(account, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            pseudonym = erase_account(account, request.user)
        except ErasureRefusedError as error:
            form.add_error(None, str(error))
        else:
            add_message(request, f"The account was erased. The history names “{pseudonym}”.")
            return redirect("admin:auth_user_changelist")
    context = {"account": account, "form": form, "pseudonym": pseudonym_of(account)}
    status = 422 if form.errors else 200
    return render(request, "editor/account_data.html", context, status=status)


@editor_view(Permission.ACCOUNTS)
def account_export(request, key):
    return export_response(get_object_or_404(User, pk=key), request.user)
