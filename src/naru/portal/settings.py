"""How an installation is set up: everything a city may change is an environment variable named ``NARU_*``."""

import gc
import os

from csp.constants import NONE, SELF

from naru.base.kit.words import Words
from naru.portal.environment import (
    database_from_url,
    engine_name,
    home_folder,
    inner_hosts,
    lanes,
    mail_from_url,
    number,
    role_of_home,
    secret_key,
    time_zone,
)

HOME = home_folder()
DEBUG = os.environ.get("NARU_DEBUG") == "1"
gc.set_threshold(50_000, 20, 50)  # half a million objects come with the modules alone; every start walked over them

SECRET_KEY = secret_key(HOME)
ALLOWED_HOSTS = os.environ.get("NARU_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
CSRF_FAILURE_VIEW = "naru.portal.pages.stale_form"
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("NARU_ORIGINS", "").split(",") if origin]

NARU_HOME = HOME
NARU_ROLE = role_of_home(HOME)  # "" for a city; else the one role that this installation is
NARU_ADDRESS = os.environ.get("NARU_ADDRESS", "http://127.0.0.1:8000").rstrip("/")  # of this site, for what is mailed
NARU_HTTPS = os.environ.get("NARU_HTTPS") == "1"  # behind a proxy that speaks TLS
NARU_CITY = Words(os.environ.get("NARU_CITY", "부산광역시"), os.environ.get("NARU_CITY_EN", "Busan"))
NARU_TILES = os.environ.get("NARU_TILES", "")  # a tile server for maps, as its origin: https://tiles.example.org
NARU_OUTLINES = os.environ.get("NARU_OUTLINES", "")  # an open table of the city's own areas for under every map, by its
# SQL name; without one the boundaries that the installation brings along
NARU_KEYSTORE = os.environ.get("NARU_KEYSTORE", "")  # keys of what may be erased; without it beside the home, "…-keys"
NARU_KEYSTORE_COPY = os.environ.get("NARU_KEYSTORE_COPY", "")  # a second folder that follows every change of it
NARU_MASTER_KEY = os.environ.get("NARU_MASTER_KEY", "")  # 64 hex digits, from a vault; without it a file of the store
NARU_TRAIL_COPY = os.environ.get("NARU_TRAIL_COPY", "")  # a folder elsewhere that gets the trail's notes, too
NARU_SCORER = os.environ.get("NARU_SCORER", "")  # keys of challenges' truths; without it beside the home, "…-scorer"
NARU_LAKE = os.environ.get("NARU_LAKE", str(HOME / "lake"))
NARU_ENGINE = engine_name("NARU_ENGINE", "duckdb")
NARU_FILE_BYTES = number("NARU_FILE_BYTES", 4 << 30, least=1, kind=int)  # the largest file taken in
NARU_ORGANISATION_GB = number("NARU_ORGANISATION_GB", 500, least=0, kind=int)  # of originals; 0: without end
NARU_BREAK_GLASS_HOURS = number("NARU_BREAK_GLASS_HOURS", 8, least=1, kind=int)  # that emergency access stays open
NARU_KEEP_UPLOADS_DAYS = number("NARU_KEEP_UPLOADS_DAYS", 3.0, least=0.01, kind=float)  # that nobody continues
NARU_KEEP_LEFTOVERS_DAYS = number("NARU_KEEP_LEFTOVERS_DAYS", 3.0, least=0.1, kind=float)  # what crashes left behind
NARU_KEEP_READERS_DAYS = number("NARU_KEEP_READERS_DAYS", 90, least=1, kind=int)  # that usage says who read
NARU_READER_MEMORY_MB = number("NARU_READER_MEMORY_MB", 1000, least=64, kind=int)
NARU_READER_MEMORY_LARGE_MB = number("NARU_READER_MEMORY_LARGE_MB", 1400, least=64, kind=int)  # files over 64 MB
NARU_READER_WALL_S = number("NARU_READER_WALL_S", 28.0, least=1, kind=float)  # longer for files over 64 MB
NARU_READER_CPU_S = number("NARU_READER_CPU_S", 0, least=0, kind=int)  # 0: four times the wall
NARU_INNER_HOSTS = inner_hosts(
    "NARU_INNER_HOSTS"
)  # "host:port,host2:port" of our own networks that downloads may reach
NARU_FETCH_HOSTS = inner_hosts(
    "NARU_FETCH_HOSTS", "openapi.seoul.go.kr:8088"
)  # public hosts that downloads may reach on other ports than 80 and 443
NARU_CARD_GATEWAY = os.environ.get("NARU_CARD_GATEWAY", "")  # where card payments begin; none: nobody pays by card
NARU_CARD_SECRET = os.environ.get("NARU_CARD_SECRET", "")  # whsec_…: signs what is said to the gateway and by it
NARU_SHARING_QUERIES = number("NARU_SHARING_QUERIES", 1200, least=1, kind=int)  # that a token may ask in a minute
NARU_FETCH_LOOPBACK: frozenset[int] = frozenset()  # loopback ports that downloads may reach: tests only

DATABASES = {"default": database_from_url(os.environ.get("DATABASE_URL", f"sqlite:///{HOME / 'naru.db'}"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# What the site is made of: each package declares the rest about itself in its system.py. Take an optional one out, or add
# one of the city's own, here.
INSTALLED_APPS = [
    "naru.portal",
    "naru.systems.strategy",  # its chapter of the sample city counts those of the others
    "naru.systems.firms",
    "naru.systems.exchange",
    "naru.systems.combination",
    "naru.systems.footage",
    "naru.systems.vouchers",
    "naru.systems.sectors",
    "naru.systems.challenges",
    "naru.systems.mydata",
    "naru.systems.academy",
    "naru.systems.work",
    "naru.systems.harvest",
    "naru.systems.protocols",
    "naru.systems.sharing",
    "naru.data.query",
    "naru.data.ingest",
    "naru.data.catalogue",
    "naru.data.files",
    "naru.data.usage",
    "naru.commons.acceptance",
    "naru.commons.cases",
    "naru.commons.duties",
    "naru.commons.ledger",
    "naru.commons.notices",
    "naru.commons.papers",
    "naru.commons.parties",
    "naru.commons.rates",
    "naru.commons.terms",
    "naru.base.people",
    "naru.base.gates",
    "naru.base.events",
    "naru.base.calendar",
    "naru.base.jobs",
    "naru.base.trail",
    "django_tasks",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
]

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "naru.base.people.password_validation.GuessedFirstValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "people:me"

# Mail leaves by the server that NARU_SMTP names (smtp://user:password@host:port, smtps://…); without one it is kept as
# files, and addresses are taken unconfirmed.
NARU_SMTP = os.environ.get("NARU_SMTP", "")
vars().update(mail_from_url(NARU_SMTP, HOME))
DEFAULT_FROM_EMAIL = os.environ.get("NARU_MAIL_FROM", "naru@localhost")

ACCOUNT_ADAPTER = "naru.base.people.accounts.AccountAdapter"
ACCOUNT_FORMS = {"login": "naru.base.people.forms.LoginForm", "signup": "naru.base.people.forms.SignupForm"}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory" if NARU_SMTP else "none"
ACCOUNT_EMAIL_NOTIFICATIONS = bool(NARU_SMTP)
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if NARU_HTTPS else "http"
ALLAUTH_TRUSTED_PROXY_COUNT = number("NARU_PROXIES", 0, least=0, kind=int)

MFA_FORMS = {
    "add_webauthn": "naru.base.people.forms.PasskeyForm",
    "edit_webauthn": "naru.base.people.forms.PasskeyNameForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Naru"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not NARU_HTTPS  # browsers themselves allow it on localhost only

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = NARU_HTTPS
if NARU_HTTPS:  # no other host of the domain can set these (RFC 6265bis, 4.1.3.2)
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
SESSION_COOKIE_HTTPONLY = True
NARU_IDLE_HOURS = number("NARU_IDLE_HOURS", 12.0, least=0.1, kind=float)  # after which a session ends unused
NARU_IDLE_OFFICE_HOURS = number("NARU_IDLE_OFFICE_HOURS", 2.0, least=0.1, kind=float)  # of who publishes or administers
NARU_SECOND_FACTOR = os.environ.get("NARU_SECOND_FACTOR", "1" if NARU_HTTPS else "0") == "1"  # for the same people
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 100_000}}}
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "naru.portal.tool_headers.CompressionMiddleware",
    "naru.portal.tool_headers.CorsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "naru.portal.middleware.PrivacyMiddleware",
    "naru.portal.middleware.BodyMiddleware",
    "naru.portal.middleware.LanguageMiddleware",
    "naru.portal.middleware.ApiMethodMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "naru.base.people.middleware.PersonMiddleware",
    "naru.base.people.middleware.SessionRulesMiddleware",
    "naru.portal.middleware.RefusalMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "naru.portal.urls"
WSGI_APPLICATION = "naru.portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "naru.portal.context.site",
            ],
            "builtins": ["naru.portal.templatetags.words", "naru.portal.templatetags.parts"],
        },
    }
]

LANGUAGE_CODE = "ko"
LANGUAGES = [("ko", "한국어"), ("en", "English")]
USE_TZ = True
TIME_ZONE = time_zone("NARU_TIMEZONE", "Asia/Seoul")

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STATIC_ROOT.mkdir(exist_ok=True)
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": HOME / "files"}},
    "staticfiles": {"BACKEND": "naru.portal.assets.HashedStorage"},
}
FORM_RENDERER = "naru.portal.assets.FormRenderer"

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_HSTS_SECONDS = 31_536_000 if NARU_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = NARU_HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if NARU_HTTPS else None
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:", *filter(None, [NARU_TILES])],
        "font-src": [SELF],
        "connect-src": [SELF, *filter(None, [NARU_TILES])],
        "media-src": [SELF],
        "worker-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "frame-src": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}

NARU_LEASE_S = number("NARU_LEASE_S", 30.0, least=0.1, kind=float)
NARU_POOLS = lanes(
    "NARU_POOLS", "default:1,loads:2,footage:1,samples:1"
)  # a worker's lanes by kind of work: "default:1,loads:2,video:1"
NARU_KEEP_DONE_JOBS_DAYS = number("NARU_KEEP_DONE_JOBS_DAYS", 14.0, least=0, kind=float)
NARU_KEEP_FAILED_JOBS_DAYS = number("NARU_KEEP_FAILED_JOBS_DAYS", 90.0, least=0, kind=float)
TASKS = {"default": {"BACKEND": "naru.base.jobs.backend.NaruBackend", "QUEUES": []}}

# A job's failure is told by the job itself, in its row and on its page; django_tasks would tell it a second time.
# What breaks a page is written where the site writes: Django by itself would only mail it.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"site": {"class": "logging.StreamHandler"}},
    "loggers": {
        "django_tasks": {"level": "CRITICAL"},
        "django.request": {"handlers": ["site"], "level": "ERROR", "propagate": False},
    },
}
