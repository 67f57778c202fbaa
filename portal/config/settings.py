"""Django settings, from the environment; the defaults suit a single machine."""

from pathlib import Path
from urllib.parse import urlsplit

from portal.config import backup_env, env, replica_env, sign_in_env
from portal.web import limits

# The checkout, or the folder of packages into which the wheel was installed.
BASE_DIR = Path(__file__).resolve().parent.parent.parent
IS_CHECKOUT = (BASE_DIR / "templates").is_dir()
# Templates, static files, seeds and catalogs; in a wheel, inside the package.
FILES_DIR = BASE_DIR if IS_CHECKOUT else BASE_DIR / "portal" / "files"
DEFAULT_DATA_DIR = BASE_DIR / "data" if IS_CHECKOUT else Path.cwd() / "data"
DATA_DIR = env.data_folder("DATA_DIR", env.default_data_folder(DEFAULT_DATA_DIR))
# Every page says that its reports are invented. The file is written with them, so that the pages
# say so however the portal is started.
DEMO_FILE = DATA_DIR / "demonstration"
DEMO = env.boolean("DEMO") or DEMO_FILE.exists()
SEEDS_DIR = FILES_DIR / "seeds"

# The listening socket and the public URL.
HOST = env.env.str("HOST", default="127.0.0.1")
PORT = env.integer("PORT", 8000, 1, 65535)
WEB_CONCURRENCY = env.integer("WEB_CONCURRENCY", 2, 1, 64)
BASE_URL = env.origin("BASE_URL", f"http://127.0.0.1:{PORT}")
BASE_URL_HOST = urlsplit(BASE_URL).hostname
ON_LOOPBACK = env.is_loopback(BASE_URL_HOST)
TRUSTED_PROXIES = env.integer("TRUSTED_PROXIES", 0, 0, 9)

# Whether each request gets a line in the log.
ACCESS_LOG = env.boolean("ACCESS_LOG", default=True)
# Where Prometheus asks, apart from the site; the files are those of portal/metrics/sharing.py.
METRICS_ADDRESS = env.socket_address("METRICS_ADDRESS")
METRICS_DIR = DATA_DIR / "metrics"
# Where errors are sent, besides the log.
SENTRY_DSN = env.text("SENTRY_DSN")

DEBUG = env.boolean("DEBUG")
SECRET_KEY = env.secret_key(DATA_DIR)
ALLOWED_HOSTS = env.string_list(
    "ALLOWED_HOSTS",
    ["127.0.0.1", "localhost", "[::1]"]
    if ON_LOOPBACK
    else [f"[{BASE_URL_HOST}]" if ":" in BASE_URL_HOST else BASE_URL_HOST],
)

INSTALLED_APPS = [
    "portal.apps.PortalAdminConfig",
    # Before Django's own apps, so that its account commands write to the audit log.
    "portal",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    # For relative dates on the pages of django-allauth.
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "django_filters",
    "portal.accounts.apps.AccountsConfig",
    "portal.audit.apps.AuditConfig",
    "portal.content.apps.ContentConfig",
    "portal.entities.apps.EntitiesConfig",
    "portal.lineage.apps.LineageConfig",
    "portal.notifications.apps.NotificationsConfig",
    "portal.operations.apps.OperationsConfig",
    "portal.redaction.apps.RedactionConfig",
    "portal.site_pages.apps.SitePagesConfig",
    "portal.search.apps.SearchConfig",
    "recommendations",
    "reports",
]

MIDDLEWARE = [
    "portal.config.access_log.access_log_middleware",
    "portal.config.i18n.locale_middleware.locale_middleware",
    "portal.config.middleware.security_headers_middleware",
    "portal.api.middleware.api_middleware",
    "portal.config.middleware.panic_middleware",
    "portal.config.middleware.request_validation_middleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.config.rate_limit.rate_limit_middleware",
    "portal.config.replica_reads.replica_middleware",
    "portal.config.health.health_middleware",
    "portal.config.canonical_host.canonical_host_middleware",
    "portal.config.http_cache.http_cache_middleware",
    "portal.web.query_parameters.unknown_parameter_middleware",
    "portal.accounts.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "portal.accounts.session_lifetime.session_lifetime_middleware",
    "portal.accounts.known_browsers.known_browser_middleware",
    "portal.config.body_limits.body_limit_middleware",
    # It keeps what was typed; the middleware before it limits the size.
    "portal.accounts.second_factor.second_factor_middleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "portal.config.urls"
WSGI_APPLICATION = "portal.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [FILES_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "portal.config.template_minify.Loader",
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

SAVE_WAIT_SECONDS = env.save_wait_seconds()
DATABASES = replica_env.databases(DATA_DIR)
READ_LAG_SECONDS = replica_env.lag_seconds()
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    # Rate limits of django-allauth only: other entries could evict counters.
    "default": {
        "BACKEND": "portal.accounts.rate_limit_cache.RateLimitCache",
        "LOCATION": "accounts_ratelimitcounter",
        "OPTIONS": {"MAX_ENTRIES": 1000},
    },
    # Landing pages, shared by the workers of one machine.
    "landings": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": DATA_DIR / "cache",
    },
    # Other pages, per process, of 100 KB each at most.
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 200},
    },
    # Pages with free text, apart: their number is unlimited.
    "typed": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "typed",
        "OPTIONS": {"MAX_ENTRIES": 100},
    },
}

# The index is derived from the database; each machine has its own. A request waits up to this long
# for a stale index to be updated.
INDEX_DIR = DATA_DIR / "index"
INDEX_SLICE_SECONDS = 0.3

# (name, function, minutes between two runs, where)
PERIODIC_JOBS = [
    ("notices", "portal.notifications.notices.send_notices", 1, "one machine"),
    ("reminders", "portal.notifications.round_reminders.store_reminders", 60, "one machine"),
    ("clean-up", "portal.operations.cleanup.clean_up", 60, "one machine"),
    ("public-data", "portal.exports.public_data.package.write_if_changed", 15, "each machine"),
    ("archive", "portal.exports.archive.writer.catch_up", 1, "one machine"),
    ("archive-index", "portal.search.archive.archive_index.follow_last", 5, "each machine"),
    ("digests", "portal.notifications.digests.send_digests", 30, "one machine"),
]
# Where backups are written, how often, and how many are kept.
BACKUPS = backup_env.backups()
PERIODIC_JOBS += BACKUPS.jobs
# Whether `serve` runs them itself. No: a scheduler calls `manage.py run_jobs`.
RUNS_JOBS = not env.boolean("EXTERNAL_SCHEDULER")
# The files of all public data; each machine has its own.
PUBLIC_DATA_DIR = DATA_DIR / "public-data"
# The name or address of the license of the data, as the files and the page /data/ state it.
DATA_LICENSE = env.text("DATA_LICENSE")
# To whom operators of harvesters write. A host without a dot, such as localhost, gets no mail.
CONTACT_HOST = BASE_URL_HOST if "." in BASE_URL_HOST else f"{BASE_URL_HOST}.invalid"
CONTACT_EMAIL = env.email("CONTACT_EMAIL", f"webmaster@{CONTACT_HOST}")
# In security.txt, which exists only if a contact is set.
SECURITY_CONTACT = env.security_contact()

LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", "English"),
    ("id", "Bahasa Indonesia"),
    ("my", "မြန်မာ"),
    ("th", "ไทย"),
    ("vi", "Tiếng Việt"),
]
LOCALE_PATHS = [FILES_DIR / "locale"]
FORMAT_MODULE_PATH = ["portal.config.i18n.formats"]
USE_THOUSAND_SEPARATOR = True
# The language of the names of themes, organizations and instruments.
VOCABULARY_LANGUAGE = "en"
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60
TIME_ZONE = "UTC"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [FILES_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "portal.config.static_files.StaticFiles"
    },
}

AUTHENTICATION_BACKENDS = ["portal.accounts.auth_backend.RoleBackend"]
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
# Whether authors may publish their own work.
AUTHORS_MAY_PUBLISH = env.boolean("AUTHORS_MAY_PUBLISH")
# Not in a cookie: it would be sent to pages that are cached for everyone.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
LOGIN_URL = "account_login"
CSRF_FAILURE_VIEW = "portal.site.error_pages.csrf_failure"
LOGIN_REDIRECT_URL = "editor:dashboard"
LOGOUT_REDIRECT_URL = "site:home"

# Without EMAIL_URL the portal sends no mail: readers follow lists by feed.
globals().update(MAIL_SERVER := env.mail_server())
SENDS_MAIL = bool(MAIL_SERVER)
MAIL_FROM = env.mail_sender() if SENDS_MAIL else ""

# Accounts, second factors, OIDC_…: docs/sign-in.md.
globals().update(sign_in_env.sign_in_settings(on_loopback=ON_LOOPBACK))

# A session ends an hour after the last request, and at the latest twelve hours after sign-in.
SESSION_COOKIE_AGE = 60 * 60
SESSION_ABSOLUTE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = False
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_HTTPONLY = True

# http is for the local machine only; elsewhere cookies and pages require https.
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
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
CSRF_TRUSTED_ORIGINS = [BASE_URL] if OVER_HTTPS else []
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# A table of 3,000 rows can be ticked as a whole.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
DATA_UPLOAD_MAX_MEMORY_SIZE = limits.FORM_BYTES
FILE_UPLOAD_PERMISSIONS = 0o640

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "portal.config.logging.JsonLines"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "filters": {"has_cause": {"()": "portal.config.logging.HasCause"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
        "django.request": {"filters": ["has_cause"]},
        # Malformed requests and each page of a briefing are not worth logging.
        **{key: {"level": "WARNING"} for key in ("tornado", "fontTools", "weasyprint")},
    },
}
