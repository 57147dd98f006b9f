"""All settings, in one file. Every knob is an environment variable; `docs/deploy-postgresql.md` lists them."""

import environ
from csp.constants import NONE, SELF

from rantai.config import environment, rooms

env = environ.Env()

DATA_DIR = environment.data_directory(env)
SECRET_KEY = environment.secret_key(env, DATA_DIR)
DEBUG = env.bool("RANTAI_DEBUG", default=False)
ALLOWED_HOSTS = environment.allowed_hosts(env)

# https is assumed as soon as the house is reachable under another name than loopback.
HTTPS = env.bool("RANTAI_HTTPS", default=len(ALLOWED_HOSTS) > len(environment.LOOPBACK_HOSTS))
# True when one proxy of ours stands in front: then, and only then, its X-Forwarded-… headers are believed.
BEHIND_PROXY = env.bool("RANTAI_BEHIND_PROXY", default=False)

INSTALLED_APPS = [
    "rantai.apps.audit",
    "rantai.apps.parties",
    "rantai.apps.papers",
    "rantai.apps.catalog",
    "rantai.apps.bills",
    "rantai.apps.demand",
    "rantai.apps.capacity",
    "rantai.apps.certificates",
    "rantai.apps.stock",
    "rantai.apps.agency",
    "rantai.apps.payables",
    "rantai.apps.goods",
    "rantai.apps.pricing",
    "rantai.apps.sourcing",
    "rantai.apps.credit",
    "rantai.apps.purchasing",
    "rantai.apps.cutting_jobs",
    "rantai.apps.sales",
    "rantai.apps.drawings",
    "rantai.apps.payments",
    "rantai.apps.settlements",
    "rantai.apps.accounts",
    "rantai.apps.deliveries",
    "rantai.apps.logistics",
    "rantai.apps.reports",
    "rantai.apps.planning",
    "rantai.apps.desk",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
]

MIDDLEWARE = [
    "rantai.config.middleware.request_id",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "rantai.config.middleware.language",
    "rantai.web.access.actor_middleware",
    "rantai.config.middleware.private_answers",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "rantai.config.middleware.plain_address",
]

ROOT_URLCONF = "rantai.config.urls"
WSGI_APPLICATION = "rantai.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [rooms.WEB],
        "OPTIONS": {
            "loaders": [("django.template.loaders.cached.Loader", ["django.template.loaders.filesystem.Loader"])],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csrf",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "rantai.web.account.navigation.navigation",
            ],
            "libraries": rooms.template_libraries(),
        },
    }
]

# --- database -------------------------------------------------------------------------------------------------------

DATABASES = {"default": environment.database(env, DATA_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- people ---------------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "parties.User"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["rantai.config.hashers.Argon2id"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("login_name", "display_name")},
    },
]
LOGIN_URL = "account:login"
LOGIN_REDIRECT_URL = "/"

SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
CSRF_TRUSTED_ORIGINS = [f"https://{host.lstrip('.')}" for host in env.list("RANTAI_ALLOWED_HOSTS", default=[]) if HTTPS]
CSRF_FAILURE_VIEW = "rantai.config.errors.csrf_failure"

# --- words and time -------------------------------------------------------------------------------------------------

LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
LOCALE_PATHS = rooms.locale_paths()
TIME_ZONE = "Asia/Jakarta"
USE_TZ = True

# --- headers --------------------------------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None

# --- files ----------------------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir(exist_ok=True)
STATICFILES_DIRS = rooms.static_directories()
# Before the first `collectstatic` the rooms' own folders serve, under plain names.
WHITENOISE_USE_FINDERS = not (STATIC_ROOT / "staticfiles.json").exists()
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "rantai.config.static_files.HashedOnceCollected"},
}
MEDIA_ROOT = DATA_DIR / "media"

# An Excel file of 20,000 rows is below 5 MB; a form has at most a few hundred fields.
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_NUMBER_FILES = 5
FILE_UPLOAD_PERMISSIONS = 0o640

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}

# Independent pieces of a plan: processes of this machine (0: one a processor when the plan is large, 1: none beside the
# engine's own), or a dask scheduler's address, which goes before (docs/scaling.md).
PLAN_WORKERS = env.int("RANTAI_PLAN_WORKERS", default=0)
PLAN_CLUSTER = env.str("RANTAI_PLAN_CLUSTER", default="")
