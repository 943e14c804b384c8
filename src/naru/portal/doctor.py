"""Checks an installation from the ground up, and says what to do about whatever is wrong."""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection

from naru.base.kit.checks import Check, Unsound
from naru.base.kit.child.parent import active_guards
from naru.base.kit.installed import collected
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.portal.home import pending_migrations

FREE_BYTES_WANTED = 5_000_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What came of one check; ``seen`` are a few words or figures, ``advice`` is None for one that is sound."""

    name: Words
    sound: bool
    seen: str
    advice: Words | None = None


def examine(*, hashes: bool = False) -> Iterator[Finding]:
    """Every check in turn; one that breaks down is a finding, and what rests on it is not looked at.

    ``hashes``: also what takes as long as there is data to read.
    """
    broken: set[str] = set()
    for check in in_order([check for checks in collected("checks") for check in checks]):
        if check.reads_all and not hashes:
            continue
        if check.rests_on & broken:
            broken.add(check.code)
            continue
        try:
            yield Finding(name=check.name, sound=True, seen=check.look())
        except (OSError, DatabaseError, Refused, Unsound, ImportError, ValueError, RuntimeError) as error:
            broken.add(check.code)
            yield Finding(name=check.name, sound=False, seen=_first_line(error), advice=check.advice)


def in_order(checks: Sequence[Check]) -> list[Check]:
    """As they were declared, but none before those it rests on."""
    by_code = {check.code: check for check in checks}
    assert len(by_code) == len(checks), "two checks have one code"
    placed: dict[str, Check] = {}

    def place(check: Check) -> None:
        for code in sorted(check.rests_on & by_code.keys() - placed.keys()):
            place(by_code[code])
        placed.setdefault(check.code, check)

    for check in checks:
        place(check)
    return list(placed.values())


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]


def _python() -> str:
    return f"{sys.version.split()[0]} · {sys.executable}"


def _folder() -> str:
    with tempfile.TemporaryFile(dir=settings.NARU_HOME) as file:
        file.write(b"x")
        os.fsync(file.fileno())
    return str(settings.NARU_HOME)


def _space() -> str:
    free = shutil.disk_usage(settings.NARU_HOME).free
    if free < FREE_BYTES_WANTED:
        raise Unsound(f"{free / 1e9:.1f} GB")
    return f"{free / 1e9:.0f} GB"


def _database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return connection.vendor


def _migrations() -> str:
    if pending := pending_migrations():
        raise Unsound(", ".join(pending[:3]))
    return "0"


def _guards() -> str:
    held = active_guards()
    if missing := [name for name, active in held.items() if not active]:
        raise Unsound(", ".join(missing))
    return ", ".join(held)


def _proxy() -> str:
    """Whether a host that is not this machine alone stands behind a proxy that speaks TLS."""
    names = [
        host
        for host in settings.ALLOWED_HOSTS
        if host.strip("[]") not in {"127.0.0.1", "localhost", "::1", "testserver"}
    ]
    if names and not (settings.NARU_HTTPS and settings.ALLAUTH_TRUSTED_PROXY_COUNT):
        raise Unsound(", ".join(names))
    return ", ".join(names) or "-"


def _static() -> str:
    build = Path(__file__).parent / "static" / "build"
    if missing := [name for name in ("naru.css", "naru.js", "icons.svg") if not (build / name).exists()]:
        raise Unsound(", ".join(missing))
    return f"{sum(1 for _ in build.iterdir())}"


CHECKS = (
    Check(
        code="python",
        name=Words("파이썬", "Python"),
        look=_python,
        advice=Words("파이썬 3.11 이상을 설치하세요.", "Install Python 3.11 or newer."),
    ),
    Check(
        code="folder",
        name=Words("홈 폴더에 쓰기", "Writing to the home folder"),
        look=_folder,
        advice=Words(
            "NARU_HOME의 권한과 남은 공간을 확인하세요.", "Check the permissions and the free space of NARU_HOME."
        ),
    ),
    Check(
        code="space",
        name=Words("남은 디스크", "Free disk space"),
        look=_space,
        advice=Words("5 GB 이상 비우거나 NARU_HOME을 옮기세요.", "Free at least 5 GB, or move NARU_HOME."),
    ),
    Check(
        code="database",
        name=Words("데이터베이스", "Database"),
        look=_database,
        advice=Words(
            "DATABASE_URL이 맞는지, 서버가 켜져 있는지 확인하세요. 파일이 깨졌다면 백업에서 되살리세요(`naru restore`).",
            "Check DATABASE_URL and that its server is running. If the file is damaged, restore a backup (`naru restore`).",
        ),
        rests_on=frozenset({"folder"}),
    ),
    Check(
        code="migrations",
        name=Words("밀린 마이그레이션", "Pending migrations"),
        look=_migrations,
        advice=Words("`naru up`이 시작할 때 적용합니다.", "`naru up` applies them when it starts."),
        rests_on=frozenset({"database"}),
    ),
    Check(
        code="proxy",
        name=Words("공개 주소 앞의 프록시", "The proxy before a public host"),
        look=_proxy,
        advice=Words(
            "TLS를 말하는 프록시를 앞에 두고 NARU_HTTPS=1과 NARU_PROXIES=1을 지정하세요(운영 안내의 ‘Behind a proxy’).",
            "Put a proxy that speaks TLS before it, and set NARU_HTTPS=1 and NARU_PROXIES=1 (“Behind a proxy” in the guide).",
        ),
    ),
    Check(
        code="guards",
        name=Words("자식 프로세스의 울타리", "Guards of the child process"),
        look=_guards,
        advice=Words(
            "커널이 주지 않는 울타리입니다. 나머지로 막지만, 리눅스 5.13 이상을 권합니다.",
            "The kernel does not offer these. The others still hold; Linux 5.13 or newer is better.",
        ),
    ),
    Check(
        code="static",
        name=Words("화면 파일", "Static files"),
        look=_static,
        advice=Words(
            "`make run`이 만듭니다. 또는 `npm ci && npm run build`.",
            "`make run` builds them, or `npm ci && npm run build`.",
        ),
    ),
)
