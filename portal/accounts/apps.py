from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "portal.accounts"

    def ready(self):
        # Connect the receivers of sign-ins and of changes to accounts.
        from portal.accounts import password_sign_in, session_lifetime, sessions  # noqa: F401, PLC0415 -- needs the loaded apps
