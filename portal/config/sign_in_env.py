"""Settings of sign-in from the environment: the identity provider, and who needs a second factor."""

from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from portal.config import env

# The roles of portal.accounts.roles, which cannot be imported before the apps are loaded.
ROLES = ("viewer", "editor", "reviewer", "administrator")
# The length of the column in which django-allauth keeps the issuer.
MAX_ISSUER_LENGTH = 200
GROUPS_EXAMPLE = "portal-editors=editor,portal-reviewers=reviewer"


# Administrators create accounts and enter their addresses. Mails to accounts: portal/notifications.
ACCOUNTS: dict[str, object] = {
    "ACCOUNT_ADAPTER": "portal.accounts.adapter.Adapter",
    "ACCOUNT_LOGIN_METHODS": {"username"},
    "ACCOUNT_EMAIL_VERIFICATION": "none",
    "ACCOUNT_SIGNUP_FIELDS": ["username*", "password1*", "password2*"],
    "ACCOUNT_SESSION_REMEMBER": True,
    "ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE": False,
    # For second factors; the key is the account. Passwords: portal/accounts/login_throttle.py.
    "ACCOUNT_RATE_LIMITS": {"login_failed": "10/m/ip,5/5m/key,50/d/key"},
    "MFA_SUPPORTED_TYPES": ["totp", "recovery_codes", "webauthn"],
    "MFA_TOTP_ISSUER": "Workshop outcomes",
}


def sign_in_settings(*, on_loopback: bool) -> dict[str, object]:
    """Return the settings of sign-in; OIDC_ISSUER is empty where no provider is configured."""
    own_issuer = issuer()
    name = env.text("OIDC_NAME") or "your organization’s account"
    only = env.boolean("OIDC_ONLY")
    if only and not own_issuer:
        raise ImproperlyConfigured(
            "OIDC_ONLY is yes, but OIDC_ISSUER is not set: nobody could sign in. Set OIDC_ISSUER, or OIDC_ONLY=no."
        )
    return ACCOUNTS | {
        # Browsers allow security keys over http on the local machine.
        "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN": on_loopback,
        "OIDC_ISSUER": own_issuer,
        "OIDC_NAME": name,
        "OIDC_ONLY": only,
        "OIDC_GROUPS": groups() if own_issuer else {},
        "OIDC_GROUPS_CLAIM": env.text("OIDC_GROUPS_CLAIM") or "groups",
        "OIDC_SCOPES": (env.text("OIDC_SCOPES") or "openid profile email").split(),
        "OIDC_PROVIDER_REQUIRES_MFA": env.boolean("OIDC_PROVIDER_REQUIRES_MFA"),
        "SOCIALACCOUNT_PROVIDERS": provider_apps(own_issuer, name) if own_issuer else {},
        "SOCIALACCOUNT_ADAPTER": "portal.accounts.identity_provider.social_adapter.SocialAdapter",
        "MFA_REQUIRED_FOR": required_roles(),
        "INVITATION_DAYS": env.integer("INVITATION_DAYS", 7, 1, 60),
    }


def issuer() -> str:
    """Return the issuer exactly as written: its tokens must name it with the same characters."""
    text = env.text("OIDC_ISSUER")
    if not text:
        return ""
    parts = urlsplit(text)
    is_safe = parts.scheme == "https" or (
        parts.scheme == "http" and env.is_loopback(parts.hostname or "")
    )
    if not (is_safe and parts.hostname) or parts.query or parts.fragment or "@" in parts.netloc:
        raise ImproperlyConfigured(
            f"OIDC_ISSUER is “{env.mask_password(text)}”; it must be the https address that the provider calls its "
            "issuer, such as https://login.example.org/realms/staff"
        )
    if len(text) > MAX_ISSUER_LENGTH:
        raise ImproperlyConfigured(
            f"OIDC_ISSUER has {len(text)} characters; the limit is {MAX_ISSUER_LENGTH}."
        )
    return text


def groups() -> dict[str, str]:
    """Return {group: role} of OIDC_GROUPS; with semicolons, names of groups may contain commas."""
    text = env.text("OIDC_GROUPS")
    pairs = [pair.strip() for pair in text.split(";" if ";" in text else ",") if pair.strip()]
    roles = {}
    for pair in pairs:
        group, equals, role = (part.strip() for part in pair.rpartition("="))
        if not (equals and group and role in ROLES):
            raise ImproperlyConfigured(
                f"OIDC_GROUPS contains “{pair}”; write GROUP=ROLE, such as {GROUPS_EXAMPLE}. "
                f"Roles: {', '.join(ROLES)}."
            )
        roles[group] = role
    if not roles:
        raise ImproperlyConfigured(
            "OIDC_ISSUER is set, but OIDC_GROUPS is empty: nobody would get a role. "
            f"Set it to groups of the provider and their roles, such as {GROUPS_EXAMPLE}"
        )
    return roles


def provider_apps(own_issuer: str, name: str) -> dict[str, object]:
    """Return the provider as django-allauth reads it; links of accounts name it by its issuer."""
    app = {
        "provider_id": own_issuer,
        "name": name,
        "client_id": required("OIDC_CLIENT_ID"),
        "secret": client_secret(),
        "settings": {"server_url": own_issuer, "oauth_pkce_enabled": True},
    }
    return {"openid_connect": {"APPS": [app]}}


def required(name: str) -> str:
    value = env.text(name)
    if not value:
        raise ImproperlyConfigured(
            f"OIDC_ISSUER is set, but {name} is not. Set it to the provider's value for this portal."
        )
    return value


def client_secret() -> str:
    """Return OIDC_CLIENT_SECRET, or the content of the file that OIDC_CLIENT_SECRET_FILE names."""
    path = env.text("OIDC_CLIENT_SECRET_FILE")
    if not path:
        return required("OIDC_CLIENT_SECRET")
    try:
        secret = Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ImproperlyConfigured(
            f"OIDC_CLIENT_SECRET_FILE names “{path}”, which cannot be read ({type(error).__name__}). Name a text "
            "file that the portal may read."
        ) from None
    if not secret:
        raise ImproperlyConfigured(f"OIDC_CLIENT_SECRET_FILE names “{path}”, which is empty.")
    return secret


def required_roles() -> list[str]:
    """Return the roles of MFA_REQUIRED_FOR."""
    names = [name for name in env.string_list("MFA_REQUIRED_FOR", []) if name]
    for name in names:
        if name not in ROLES:
            raise ImproperlyConfigured(
                f"MFA_REQUIRED_FOR contains “{name}”; write roles separated by commas, such as "
                f"reviewer,administrator. Roles: {', '.join(ROLES)}."
            )
    return names
