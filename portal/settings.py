"""Every setting of the site, from the environment; the defaults serve one machine."""

from pathlib import Path
from urllib.parse import urlsplit

from portal import environment, limits

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = environment.data_folder("DATA_DIR", BASE_DIR / "data")
SEEDS_DIR = BASE_DIR / "seeds"

# Where the portal listens, and how visitors call it.
HOST = environment.env.str("HOST", default="127.0.0.1")
PORT = environment.whole_number("PORT", 8000, 1, 65535)
WEB_CONCURRENCY = environment.whole_number("WEB_CONCURRENCY", 2, 1, 64)
BASE_URL = environment.web_address("BASE_URL", f"http://127.0.0.1:{PORT}")
BASE_URL_HOST = urlsplit(BASE_URL).hostname
ON_LOOPBACK = environment.is_loopback(BASE_URL_HOST)
TRUSTED_PROXIES = environment.whole_number("TRUSTED_PROXIES", 0, 0, 9)

DEBUG = environment.yes_or_no("DEBUG")
SECRET_KEY = environment.secret_key(DATA_DIR)
ALLOWED_HOSTS = environment.names(
    "ALLOWED_HOSTS",
    ["127.0.0.1", "localhost", "[::1]"]
    if ON_LOOPBACK
    else [f"[{BASE_URL_HOST}]" if ":" in BASE_URL_HOST else BASE_URL_HOST],
)

INSTALLED_APPS = [
    "portal.apps.PortalAdminConfig",
    # Before Django's own: its commands about accounts write the audit trail.
    "portal",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    # Pages of django-allauth tell in words when something was.
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_filters",
    "portal.accounts.apps.AccountsConfig",
    "portal.audit.apps.AuditConfig",
    "portal.history.apps.HistoryConfig",
    "portal.registers.apps.RegistersConfig",
    "portal.search.apps.SearchConfig",
    "recommendations",
    "reports",
]

MIDDLEWARE = [
    "portal.languages.speak",
    "portal.middleware.headers",
    "portal.api.door.for_machines",
    "portal.middleware.survive_panics",
    "portal.middleware.refuse_malformed",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.middleware.limit_rate",
    "portal.health.answer_first",
    "portal.canonical.use_base_url",
    "portal.freshness.fresh",
    "portal.parameters.name_unknown",
    "portal.accounts.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "portal.signin.end_long_sessions",
    "portal.accounts.known.remember_browser",
    "portal.bodies.read_what_is_allowed",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "portal.loaders.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

SAVE_WAIT_SECONDS = environment.save_wait_seconds()
DATABASES = {"default": environment.database(DATA_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    # Django-allauth counts tries in it, and nothing else may be in it: what visitors can fill
    # could push their own counters out. It never gives up what still counts.
    "default": {
        "BACKEND": "portal.counters.CounterCache",
        "LOCATION": "portal_counter",
        "OPTIONS": {"MAX_ENTRIES": 1000},
    },
    # Shared by the workers of one machine: landing pages are kept in it.
    "landings": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": DATA_DIR / "cache",
    },
    # Each process has its own, of a hundred kilobytes a page at most.
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 200},
    },
    # Of what readers have typed there is no end: it has a place of its own.
    "typed": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "typed",
        "OPTIONS": {"MAX_ENTRIES": 100},
    },
}

# Derived from the database; each machine has its own.
INDEX_DIR = DATA_DIR / "index"
# How long whoever asks may wait for an index that has fallen behind.
INDEX_SLICE_SECONDS = 0.3

LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", "English"),
    ("id", "Bahasa Indonesia"),
    ("my", "မြန်မာ"),
    ("th", "ไทย"),
    ("vi", "Tiếng Việt"),
]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["portal.formats"]
USE_THOUSAND_SEPARATOR = True
# In which the names of themes, organizations and instruments are.
VOCABULARY_LANGUAGE = "en"
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60
TIME_ZONE = "UTC"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "portal.static_files.StaticFiles"
    },
}

AUTHENTICATION_BACKENDS = ["portal.accounts.backend.RoleBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
    },
]
PASSWORD_RESET_TIMEOUT = 60 * 60
# Who wrote what is published is somebody else than who publishes it, unless so wished.
AUTHORS_MAY_PUBLISH = environment.yes_or_no("AUTHORS_MAY_PUBLISH")
LOGIN_URL = "account_login"
CSRF_FAILURE_VIEW = "portal.views.errors.form_not_trusted"
LOGIN_REDIRECT_URL = "desk"
LOGOUT_REDIRECT_URL = "home"

# Accounts are made by administrators; the portal sends no mail.
ACCOUNT_ADAPTER = "portal.accounts.adapter.Adapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
# Of second factors, the key being the account; passwords are counted in portal/signin.py. Whoever
# tries them has the password already.
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key,50/d/key"}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_TOTP_ISSUER = "Workshop outcomes"
# On one's own machine there is no https, and browsers allow keys all the same.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = ON_LOOPBACK

# A session ends an hour after the last page and, whatever happens, twelve after sign-in.
SESSION_COOKIE_AGE = 60 * 60
SESSION_ABSOLUTE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = False
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_HTTPONLY = True

# Plain http is for one's own machine; everywhere else cookies and pages want https.
OVER_HTTPS = BASE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = OVER_HTTPS
SESSION_COOKIE_NAME = "__Host-sessionid" if OVER_HTTPS else "sessionid"
KNOWN_BROWSER_COOKIE_NAME = "__Host-known" if OVER_HTTPS else "known"
CSRF_COOKIE_NAME = "__Host-csrftoken" if OVER_HTTPS else "csrftoken"
SECURE_SSL_REDIRECT = OVER_HTTPS
SECURE_SSL_HOST = urlsplit(BASE_URL).netloc
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 63_072_000 if OVER_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = OVER_HTTPS
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
)
CSRF_TRUSTED_ORIGINS = [BASE_URL] if OVER_HTTPS else []
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
DATA_UPLOAD_MAX_MEMORY_SIZE = limits.FORM_BYTES
FILE_UPLOAD_PERMISSIONS = 0o640

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "portal.logs.JsonLines"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
        # What strangers send that is no request is nothing to report.
        "tornado": {"level": "WARNING"},
    },
}
