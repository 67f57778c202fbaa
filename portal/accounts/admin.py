"""Accounts: who they are, and in which role."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group, User
from django.db import transaction

from portal.accounts import roles
from portal.accounts.giving import administrators, give_role
from portal.accounts.roles import Role
from portal.audit import trail
from portal.audit.trail import Thing
from reports.text import clean_line

# Roles are no groups to be edited; addresses, factors and sessions are their owner's alone.
for model in (Group, User, EmailAddress, Authenticator, UserSession):
    admin.site.unregister(model)
REDIRECTED = 302
LAST = "Nobody else administers the portal. Make another administrator first."
NO_ROLE = ("", "None: the account can sign in and see nothing")


class RoleField(forms.ChoiceField):
    def __init__(self):
        super().__init__(
            choices=[NO_ROLE, *Role.choices],
            required=False,
            help_text="What each may do stands in the documentation, under Roles.",
        )


class NamedForm:
    """Cleans what somebody is called, as the names in reports are."""

    def clean_first_name(self):
        return clean_line(self.cleaned_data["first_name"])

    def clean_last_name(self):
        return clean_line(self.cleaned_data["last_name"])


class AccountForm(NamedForm, UserAdmin.form):
    role = RoleField()

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.initial["role"] = roles.role_given(self.instance) or ""

    def clean(self):
        cleaned = super().clean()
        stays = cleaned.get("is_active") and cleaned.get("role") == Role.ADMINISTRATOR
        if not stays and is_last_administrator(self.instance):
            raise forms.ValidationError(LAST)
        return cleaned


def is_last_administrator(account):
    everyone = administrators()
    is_one = everyone.filter(pk=account.pk).exists()
    return is_one and not everyone.exclude(pk=account.pk).exists()


class NewAccountForm(UserAdmin.add_form):
    role = RoleField()


@admin.register(User)
class AccountAdmin(UserAdmin):
    form = AccountForm
    add_form = NewAccountForm
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        ("Who it is", {"fields": ("first_name", "last_name", "email")}),
        ("What it may", {"fields": ("role", "is_active")}),
        ("Since when", {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = (
        (
            None,
            {
                "fields": (
                    "username",
                    "email",
                    "usable_password",
                    "password1",
                    "password2",
                    "role",
                )
            },
        ),
    )
    readonly_fields = ("last_login", "date_joined")
    list_display = (
        "username",
        "get_full_name",
        "email",
        "role",
        "is_active",
        "last_login",
    )
    list_filter = ("groups", "is_active")
    filter_horizontal = ()

    @admin.display(description="role")
    def role(self, account):
        return roles.role_given(account)

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        named = ", ".join(name for name in form.changed_data if "password" not in name)
        deed = f"Account changed: {named or 'password'}" if change else "Account made"
        trail.note(
            request.user, deed, Thing("account", str(obj.pk), obj.get_username())
        )

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        give_role(form.instance, form.cleaned_data.get("role", ""), request.user)

    def has_delete_permission(self, request, obj=None):
        allowed = super().has_delete_permission(request, obj)
        return allowed and not (obj and is_last_administrator(obj))

    @transaction.atomic
    def user_change_password(self, request, **options):
        answer = super().user_change_password(request, **options)
        if request.method == "POST" and answer.status_code == REDIRECTED:
            account = User.objects.get(pk=options["id"])
            thing = Thing("account", str(account.pk), account.get_username())
            trail.note(request.user, "Password set by an administrator", thing)
        return answer

    @transaction.atomic
    def delete_model(self, request, obj):
        thing = Thing("account", str(obj.pk), obj.get_username())
        trail.note(request.user, "Account deleted", thing)
        super().delete_model(request, obj)

    @transaction.atomic
    def delete_queryset(self, request, queryset):
        if not administrators().exclude(pk__in=queryset).exists():
            self.message_user(request, LAST, messages.ERROR)
            return
        for account in queryset:
            self.delete_model(request, account)
