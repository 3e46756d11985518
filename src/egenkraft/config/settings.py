"""Django's settings. What an installation decides comes from `environment.py`; the rest stands here."""

from typing import Any

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from egenkraft.config.environment import read_environment
from egenkraft.foundation.databases import database_settings

ENVIRONMENT = read_environment()
PROFILE = ENVIRONMENT.profile
PRODUCTION = PROFILE == "production"
PACKAGE = "egenkraft"


def _secret(name: str) -> str:
    value = getattr(ENVIRONMENT, name)
    return value.get_secret_value() if value else ""


SECRET_KEY = _secret("secret_key")
ENCRYPTION_KEYS = [key.strip() for key in _secret("encryption_keys").split(",") if key.strip()]
INDEX_KEY = _secret("index_key")
DEBUG = False
ALLOWED_HOSTS = [host.strip() for host in ENVIRONMENT.allowed_hosts.split(",") if host.strip()]
if not PRODUCTION:
    ALLOWED_HOSTS += ["127.0.0.1", "localhost", "testserver"]

MUNICIPALITY = ENVIRONMENT.municipality
CLOCK_START = ENVIRONMENT.clock_start
TEST_IDENTITIES = ENVIRONMENT.test_identities or PROFILE in ("demo", "test")
DATA_DIR = ENVIRONMENT.data_dir
OUTGOING_DIR = ENVIRONMENT.outgoing_dir or DATA_DIR / "outgoing"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "axes",
    "csp",
    "egenkraft.foundation",
    "egenkraft.parties",
    "egenkraft.casework",
    "egenkraft.payments",
    "egenkraft.assistance",
    "egenkraft.web",
    "egenkraft.config",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "egenkraft.web.pages.ActorMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "egenkraft.config.urls"
WSGI_APPLICATION = "egenkraft.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "egenkraft.web.context.frame",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = {"default": database_settings(ENVIRONMENT.database_url, DATA_DIR)}
DATABASE_ROLE = ENVIRONMENT.database_role
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "foundation.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "accounts:choose"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "password", "code"]
AXES_VERBOSE = False
# Behind a proxy every address is the same: the lock is on the user name, on purpose.
SILENCED_SYSTEM_CHECKS = ["axes.W006"]

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 2
SESSION_SAVE_EVERY_REQUEST = False
SESSION_ENGINE = "django.contrib.sessions.backends.db"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "egenkraft.web.errors.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if PRODUCTION:
    SECURE_SSL_REDIRECT = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF]
        + ([ENVIRONMENT.resident_oidc_issuer] if ENVIRONMENT.resident_oidc_issuer else []),
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: [] for feature in ("camera", "geolocation", "microphone", "payment", "usb")
}

LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", _("Svenska")), ("en", _("English"))]
LOCALE_PATHS = [__file__.rsplit("/", 2)[0] + "/web/locale"]
USE_I18N = True
TIME_ZONE = "Europe/Stockholm"
USE_TZ = True

STATIC_URL = "static/"
# Only production collects its files; elsewhere they are served from where they lie.
STATIC_ROOT = DATA_DIR / "static" if PRODUCTION else None
WHITENOISE_USE_FINDERS = not PRODUCTION
DATA_UPLOAD_MAX_MEMORY_SIZE = 3 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
FILE_UPLOAD_MAX_MEMORY_SIZE = 11 * 1024 * 1024

LOGGING_CONFIG = "egenkraft.config.logs.configure"
LOGGING = {"profile": PROFILE}

SSBTEK: dict[str, Any] = {
    "url": ENVIRONMENT.ssbtek_url,
    "client_certificate": ENVIRONMENT.ssbtek_client_certificate,
    "client_key": ENVIRONMENT.ssbtek_client_key,
    "ca": ENVIRONMENT.ssbtek_ca,
    "timeout_seconds": ENVIRONMENT.ssbtek_timeout_seconds,
    "fk_aktorsid": ENVIRONMENT.ssbtek_fk_aktorsid,
}
RESIDENT_OIDC: dict[str, Any] = {
    "issuer": ENVIRONMENT.resident_oidc_issuer,
    "client_id": ENVIRONMENT.resident_oidc_client_id,
    "client_secret": _secret("resident_oidc_client_secret"),
    "acr_values": ENVIRONMENT.resident_oidc_acr_values.split(),
}
STAFF_OIDC: dict[str, Any] = {
    "issuer": ENVIRONMENT.staff_oidc_issuer,
    "client_id": ENVIRONMENT.staff_oidc_client_id,
    "client_secret": _secret("staff_oidc_client_secret"),
}
BANK_FILE = ENVIRONMENT.bank_file
CLAMD_SOCKET = ENVIRONMENT.clamd_socket
