"""What the settings read from the machine: the home folder, its secret, the database's address."""

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

CHECKOUT = Path(__file__).resolve().parents[3]


def home_folder() -> Path:
    """``NARU_HOME``; without it ``var/`` of a checkout, or ``~/.naru`` of an installed package. Made if missing."""
    default = CHECKOUT / "var" if (CHECKOUT / "pyproject.toml").exists() else Path.home() / ".naru"
    home = Path(os.environ.get("NARU_HOME") or default).expanduser().resolve()
    home.mkdir(parents=True, exist_ok=True)
    return home


def secret_key(home: Path) -> str:
    """The installation's secret, made once and readable by its owner alone."""
    if given := os.environ.get("NARU_SECRET_KEY"):
        return given
    path = home / "secret.key"
    try:
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(50))
    except FileExistsError:
        pass
    return path.read_text()


def database_from_url(url: str) -> dict[str, Any]:
    """Django's description of ``sqlite:///path`` or ``postgresql://user:password@host:port/name``."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "naru.kit.databases.sqlite3",
            "TEST": {
                "NAME": ":memory:"
            },  # of an engine that is not Django's own, a runner of tests would suffix the path
            "NAME": unquote(parts.path.removeprefix("/")) if parts.path.startswith("//") else unquote(parts.path),
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 30,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
            },
        }
    assert parts.scheme in {"postgres", "postgresql"}, f"DATABASE_URL has an unknown scheme: {parts.scheme}"
    host = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair).get("host", parts.hostname or "")
    return {
        "ENGINE": "naru.kit.databases.postgresql",
        "NAME": unquote(parts.path.removeprefix("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(host),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def mail_from_url(url: str, home: Path) -> dict[str, Any]:
    """Django's mail settings for ``smtp://user:password@host:port`` or ``smtps://…``; files in the home without one."""
    if not url:
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "EMAIL_FILE_PATH": str(home / "mail"),
        }
    parts = urlsplit(url)
    assert parts.scheme in {"smtp", "smtps"}, f"NARU_SMTP has an unknown scheme: {parts.scheme}"
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname or "",
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 25),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
    }
