"""All settings, from the environment. Production is the default and is safe; development is asked for.

Each variable is explained in docs/operating.md.
"""

import os
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF

from archive import environment
from archive.paths import ROOT, data_dir

KNOWN = {
    "ARCHIVE_DATA_DIR",
    "ARCHIVE_DEBUG",
    "ARCHIVE_HOSTS",
    "ARCHIVE_BEHIND_PROXY",
    "ARCHIVE_SECRET_KEY",
    "ARCHIVE_ADMIN_PASSWORD",
    "ARCHIVE_LOG_LEVEL",
    "ARCHIVE_MAX_DOCUMENT_MB",
}
environment.refuse_unknown("ARCHIVE_", KNOWN)

BASE_DIR = ROOT
DATA_DIR: Path = data_dir()
DATA_DIR.mkdir(parents=True, exist_ok=True)

# -- who may call, and how -------------------------------------------------------------------------------------
DEBUG = environment.flag("ARCHIVE_DEBUG")
SECRET_KEY = os.environ.get("ARCHIVE_SECRET_KEY") or environment.secret_key(DATA_DIR / "secret_key")
PUBLIC_HOSTS = environment.host_names("ARCHIVE_HOSTS")
LOOPBACK = ["localhost", ".localhost", "127.0.0.1", "[::1]"]
ALLOWED_HOSTS = PUBLIC_HOSTS + LOOPBACK
CSRF_TRUSTED_ORIGINS = [f"https://{'*' + host if host.startswith('.') else host}" for host in PUBLIC_HOSTS]
if environment.flag("ARCHIVE_BEHIND_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
if PUBLIC_HOSTS:
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # probes come from inside, without TLS
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
SESSION_COOKIE_HTTPONLY = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],  # data: is the admin's own icons
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# -- what runs -------------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "archive.apps.ArchiveConfig",
    "search.apps.SearchConfig",  # before haystack, so that its commands win
    "haystack",
    "archive.apps.ArchiveAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "archive.urls"
WSGI_APPLICATION = "archive.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# -- where things are kept -------------------------------------------------------------------------------------
DATABASES = {
    "default": dj_database_url.config(
        default=f"sqlite:///{DATA_DIR / 'archive.sqlite3'}", conn_max_age=60, conn_health_checks=True
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["ENGINE"] = "archive.sqlite"  # Django's own, whose writers wait in line
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,  # seconds that a writer waits for another
        "transaction_mode": "IMMEDIATE",  # a write lock is taken at the start or waited for, never lost midway
        # Readers go on beside a writer. A commit does not wait for the disk, so that many writers do not wait for each
        # other: it outlives any kill, and the index worker syncs it. What INSERT OR REPLACE deletes fires triggers too.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA recursive_triggers=ON",
    }
    DATABASES["default"]["TEST"] = {"NAME": DATA_DIR / "test.sqlite3"}  # a file: other processes open it too
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
INDEX_DIR = DATA_DIR / "index"
HAYSTACK_CONNECTIONS = {
    "default": {"ENGINE": "search.backend.Engine", "PATH": str(INDEX_DIR), "SILENTLY_FAIL": False},
}
STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir(exist_ok=True)
STATICFILES_DIRS = [ROOT / "static"]
WHITENOISE_USE_FINDERS = DEBUG
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "archive.storage.StaticFiles"
    },
}
MEDIA_ROOT = DATA_DIR / "media"

# -- limits ----------------------------------------------------------------------------------------------------
MAX_DOCUMENT_BYTES = environment.integer("ARCHIVE_MAX_DOCUMENT_MB", 8, low=1, high=1024) * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000  # a long article has some fields for each paragraph in the admin

# -- people ----------------------------------------------------------------------------------------------------
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体"), ("zh-hant", "繁體"), ("en", "English")]
LOCALE_PATHS = [ROOT / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"
LANGUAGE_COOKIE_SAMESITE = "Lax"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "admin:login"

# -- what is said ----------------------------------------------------------------------------------------------
LOG_LEVEL = environment.choice("ARCHIVE_LOG_LEVEL", "INFO", {"DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"})
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "archive": {"level": LOG_LEVEL},
        "search": {"level": LOG_LEVEL},
        "django": {"level": "WARNING" if not DEBUG else "INFO"},
    },
}
