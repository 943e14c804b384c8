"""What the settings read from the machine: the home folder, its secret, the database's address."""

import os
import secrets
import stat
import zoneinfo
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import unquote, urlsplit

from naru.base.jobs.core.pools import lanes_by_queue
from naru.base.kit.addresses import HostPort, host_ports
from naru.base.kit.refusals import Refused
from naru.portal import refusals as _declared  # noqa: F401 - makes the codes below known

ROLE_FILE = "role"
CHECKOUT = Path(__file__).resolve().parents[3]
N = TypeVar("N", int, float)


def home_folder() -> Path:
    """``NARU_HOME``; without it ``var/`` of a checkout, or ``~/.naru`` of an installed package. Made if missing.

    For this account alone, as all that this process writes from now on (umask 077); one that an earlier release made open to others
    is closed.

    Raises ``Refused`` (``folder_not_writable``)."""
    os.umask(0o077)
    default = CHECKOUT / "var" if (CHECKOUT / "pyproject.toml").exists() else Path.home() / ".naru"
    home = Path(os.environ.get("NARU_HOME") or default).expanduser().resolve()
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        raise Refused("folder_not_writable", folder=home) from None
    _close(home)
    return home


def _close(home: Path) -> None:
    """Only a folder that is Naru's and this account's own: another's, or one shared like ``/tmp``, is for the doctor to name."""
    found = home.stat()
    is_own = found.st_uid == os.geteuid() and not found.st_mode & stat.S_ISVTX
    if is_own and found.st_mode & 0o077 and any((home / name).exists() for name in ("secret.key", "naru.db", "lake")):
        home.chmod(0o700)


def role_of_home(home: Path) -> str:
    """What ``naru up --role`` wrote into the home when it made it; "" for a whole city."""
    mark = home / ROLE_FILE
    return mark.read_text(encoding="utf-8").strip() if mark.exists() else ""


def number(name: str, default: N, *, least: N, kind: Callable[[str], N]) -> N:
    """The variable as a number of ``kind``, at least ``least``; ``default`` where it is not set.

    Raises ``Refused`` (``setting_unusable``) for anything else, as all readers of variables here do."""
    text = os.environ.get(name)
    if text is None:
        return default
    try:
        value = kind(text)
    except ValueError:
        raise _unusable(name, text, str(default)) from None
    if not value >= least:
        raise _unusable(name, text, str(default))
    return value


def lanes(name: str, default: str) -> dict[str, int]:
    """How many jobs of each queue a worker does at a time; ``default`` where the variable is unset or empty."""
    text = os.environ.get(name) or default
    try:
        return lanes_by_queue(text)
    except ValueError:
        raise _unusable(name, text, default) from None


def time_zone(name: str, default: str) -> str:
    """A name of the IANA time zone database; ``default`` where the variable is not set."""
    zone = os.environ.get(name, default)
    try:
        zoneinfo.ZoneInfo(zone)
    except (ValueError, OSError, zoneinfo.ZoneInfoNotFoundError):
        raise _unusable(name, zone, default) from None
    return zone


def engine_name(name: str, default: str) -> str:
    """``duckdb``, ``spark`` or the address of a cluster, ``spark://host:port``."""
    engine = os.environ.get(name, default)
    if engine not in {"duckdb", "spark"} and not engine.startswith("spark://"):
        raise _unusable(name, engine, "duckdb, spark, spark://host:7077")
    return engine


def inner_hosts(name: str) -> frozenset[HostPort]:
    """Hosts and ports of the city's own networks that downloads may reach; none unless listed."""
    text = os.environ.get(name, "")
    try:
        return host_ports(text)
    except ValueError:
        raise _unusable(name, text, "gis.example:8080,10.1.2.3:443") from None


def _unusable(name: str, value: str, example: str) -> Refused:
    """Of an address only the scheme is told: the rest may hold a password."""
    scheme, divider, _ = value.partition(":")
    return Refused("setting_unusable", name=name, value=f"{scheme}{divider}…" if divider else value, example=example)


def secret_key(home: Path) -> str:
    """The installation's secret, made once and readable by its owner alone; ``NARU_SECRET_KEY`` where that is set.

    Raises ``Refused`` (``folder_not_writable``)."""
    if given := os.environ.get("NARU_SECRET_KEY"):
        return given
    path = home / "secret.key"
    try:
        return _read_key(path) or _new_key(path)
    except OSError:
        raise Refused("folder_not_writable", folder=home) from None


def _read_key(path: Path) -> str:
    return path.read_text() if path.exists() else ""


def _new_key(path: Path) -> str:
    """Written aside and linked into place: of two processes that start at once one key wins, whole."""
    aside = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    with open(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(secrets.token_urlsafe(50))
        file.flush()
        os.fsync(file.fileno())
    if path.exists() and not path.stat().st_size:
        path.unlink()  # left empty by a crash of an earlier version
    try:
        os.link(aside, path)
    except FileExistsError:
        pass
    finally:
        aside.unlink()
    return path.read_text()


def database_from_url(url: str) -> dict[str, Any]:
    """Django's description of ``sqlite:///path`` or ``postgresql://user:password@host:port/name``."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "naru.base.kit.databases.sqlite3",
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
    if parts.scheme not in {"postgres", "postgresql"}:
        raise _unusable("DATABASE_URL", url, "postgresql://user:password@host:5432/name, sqlite:////srv/naru.db")
    host = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair).get("host", parts.hostname or "")
    return {
        "ENGINE": "naru.base.kit.databases.postgresql",
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
    if parts.scheme not in {"smtp", "smtps"}:
        raise _unusable("NARU_SMTP", url, "smtp://user:password@host:587")
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname or "",
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 25),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
    }
