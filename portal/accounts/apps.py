from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "portal.accounts"

    def ready(self):
        # Connect the receivers of sign-ins and of changes to accounts.
        from portal.accounts import (  # noqa: PLC0415 -- needs the loaded apps
            failed_sign_ins,  # noqa: F401
            password_sign_in,  # noqa: F401
            second_factor,  # noqa: F401
            session_lifetime,  # noqa: F401
            sessions,  # noqa: F401
        )
