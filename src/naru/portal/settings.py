"""How an installation is set up: everything a city may change is an environment variable named ``NARU_*``."""

import os
from pathlib import Path

from naru.portal.environment import database_from_url, home_folder, secret_key

HOME = home_folder()
DEBUG = os.environ.get("NARU_DEBUG") == "1"
SECRET_KEY = secret_key(HOME)
ALLOWED_HOSTS = os.environ.get("NARU_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("NARU_ORIGINS", "").split(",") if origin]

NARU_HOME = HOME
NARU_CITY = os.environ.get("NARU_CITY", "부산광역시")
NARU_LAKE = os.environ.get("NARU_LAKE", str(HOME / "lake"))
NARU_ENGINE = os.environ.get("NARU_ENGINE", "duckdb")

DATABASES = {"default": database_from_url(os.environ.get("DATABASE_URL", f"sqlite:///{HOME / 'naru.db'}"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "naru.portal",
    "naru.ingest",
    "naru.query",
    "naru.catalogue",
    "naru.people",
    "naru.jobs",
    "naru.trail",
    "django_tasks",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
]

AUTH_USER_MODEL = "people.User"

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "naru.portal.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "naru.people.middleware.PersonMiddleware",
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
TIME_ZONE = os.environ.get("NARU_TIMEZONE", "Asia/Seoul")

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"

TASKS = {"default": {"BACKEND": "naru.jobs.backend.NaruBackend", "QUEUES": []}}
