"""Admin of accounts and their roles."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from allauth.usersessions.models import UserSession
from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group, User
from django.db import transaction

from portal.accounts import roles
from portal.accounts.role_assignment import administrators, give_role, is_last_administrator
from portal.accounts.roles import Role
from portal.audit import log
from portal.audit.log import AuditTarget
from reports.text import clean_line

# Groups are edited as roles. Email addresses and factors are edited by their owner only. Sessions
# and links to the identity provider have a page on the desk; the provider itself is a setting.
HIDDEN_MODELS = (EmailAddress, Authenticator, UserSession, SocialAccount, SocialApp, SocialToken)
for model in (Group, User, *HIDDEN_MODELS):
    admin.site.unregister(model)
FOUND = 302
LAST_ADMINISTRATOR_MESSAGE = "This is the only administrator. Add another administrator first."
NO_ROLE = ("", "None: the account can sign in but sees nothing")


class RoleField(forms.ChoiceField):
    def __init__(self):
        super().__init__(
            choices=[NO_ROLE, *Role.choices],
            required=False,
            help_text="The guide for administrators lists the permissions of each role.",
        )


class CleanNamesMixin:
    """Cleans the names of accounts in the same way as names in reports."""

    def clean_first_name(self):
        return clean_line(self.cleaned_data["first_name"])

    def clean_last_name(self):
        return clean_line(self.cleaned_data["last_name"])


class AccountForm(CleanNamesMixin, UserAdmin.form):
    role = RoleField()

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.initial["role"] = roles.highest_role(self.instance) or ""

    def clean(self):
        cleaned = super().clean()
        is_administrator = cleaned.get("is_active") and cleaned.get("role") == Role.ADMINISTRATOR
        if not is_administrator and is_last_administrator(self.instance):
            raise forms.ValidationError(LAST_ADMINISTRATOR_MESSAGE)
        return cleaned


class NewAccountForm(UserAdmin.add_form):
    role = RoleField()

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        # The script of the page sets the focus; a browser complains if an attribute does, too.
        self.fields["username"].widget.attrs.pop("autofocus", None)


class RoleFilter(admin.SimpleListFilter):
    title = "role"
    parameter_name = "role"

    def lookups(self, request, model_admin):
        return Role.choices

    def queryset(self, request, queryset):
        if self.value() == Role.ADMINISTRATOR:
            return queryset.filter(pk__in=administrators())
        return queryset.filter(groups__name=self.value()) if self.value() else queryset


@admin.register(User)
class AccountAdmin(UserAdmin):
    form = AccountForm
    add_form = NewAccountForm
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        ("Personal details", {"fields": ("first_name", "last_name", "email")}),
        ("Permissions", {"fields": ("role", "is_active")}),
        ("Dates", {"fields": ("last_login", "date_joined")}),
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
        "full_name",
        "email",
        "role",
        "is_active",
        "last_login",
    )
    list_filter = (RoleFilter, "is_active")
    filter_horizontal = ()

    @admin.display(description="name", ordering="first_name")
    def full_name(self, account):
        return account.get_full_name()

    @admin.display(description="role")
    def role(self, account):
        role = roles.highest_role(account)
        return role.label if role else ""

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, {"title": "Accounts", **(extra_context or {})})

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        fields = ", ".join(name for name in form.changed_data if "password" not in name)
        action = f"Account changed: {fields or 'password'}" if change else "Account created"
        log.log(
            request.user,
            action,
            AuditTarget("account", str(obj.pk), obj.get_username()),
        )

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        give_role(form.instance, form.cleaned_data.get("role", ""), request.user)

    def has_delete_permission(self, request, obj=None):
        allowed = super().has_delete_permission(request, obj)
        return allowed and not (obj and is_last_administrator(obj))

    @transaction.atomic
    def user_change_password(self, request, **options):
        response = super().user_change_password(request, **options)
        if request.method == "POST" and response.status_code == FOUND:
            account = User.objects.get(pk=options["id"])
            target = AuditTarget("account", str(account.pk), account.get_username())
            log.log(request.user, "Password set by an administrator", target)
        return response

    @transaction.atomic
    def delete_model(self, request, obj):
        target = AuditTarget("account", str(obj.pk), obj.get_username())
        log.log(request.user, "Account deleted", target)
        super().delete_model(request, obj)

    @transaction.atomic
    def delete_queryset(self, request, queryset):
        if not administrators().exclude(pk__in=queryset).exists():
            self.message_user(request, LAST_ADMINISTRATOR_MESSAGE, messages.ERROR)
            return
        for account in queryset:
            self.delete_model(request, account)
