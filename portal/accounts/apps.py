from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "portal.accounts"
    label = "portal_accounts"

    def ready(self):
        # Hears when an account is switched off or deleted.
        from portal.accounts import sessions  # noqa: F401, PLC0415 -- needs the loaded apps
