"""Checks an installation from the ground up, and says what to do about whatever is wrong."""

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from django.conf import settings
from django.db import DatabaseError, connection

from naru.base.kit.child.parent import active_guards
from naru.base.kit.person import SYSTEM
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.trail import keys
from naru.base.trail import reads as trail
from naru.data.catalogue import reads
from naru.data.catalogue.core.values import Table
from naru.data.catalogue.search import indexer
from naru.data.ingest.originals import Original, originals
from naru.data.lake import TableRef, open_lake
from naru.portal.home import pending_migrations

FREE_BYTES_WANTED = 5_000_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    name: Words
    sound: bool
    seen: str
    advice: Words | None = None


def examine(*, hashes: bool = False) -> Iterator[Check]:
    """Every check in turn; one that breaks down is a finding, and what rests on it is not looked at.

    ``hashes``: read every original whole, too.
    """
    broken: set[Callable[[], str]] = set()
    for name, check, advice in (*CHECKS, *(HASHES if hashes else ())):
        if RESTS_ON.get(check, frozenset()) & broken:
            broken.add(check)
            continue
        try:
            seen = check()
            yield Check(name=name, sound=True, seen=seen)
        except (OSError, DatabaseError, Refused, Unsound, ImportError, ValueError, RuntimeError) as error:
            broken.add(check)
            yield Check(name=name, sound=False, seen=_first_line(error), advice=advice)


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]


class Unsound(Exception):
    """What a check found wrong."""


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


def _lake() -> str:
    """Commits three rows to a lake beside the real one, reads them back by the configured engine's reader."""
    start = time.monotonic()
    with tempfile.TemporaryDirectory(dir=settings.NARU_HOME, prefix=".doctor-") as folder:
        rows = pa.table({"n": [1, 2, 3]})
        path = Path(folder) / "rows.parquet"
        pq.write_table(rows, path)
        lake = open_lake(Path(folder) / "lake")
        lake.commit("doctor", [path], schema=rows.schema, commit_key="doctor", note={})
        read = sum(pq.read_metadata(file).num_rows for file in lake.local_files(TableRef("doctor", None)))
    reads.lake()
    if read != 3:
        raise Unsound(f"{read} != 3")
    return f"{settings.NARU_LAKE} · {(time.monotonic() - start) * 1000:.0f} ms"


def _engine() -> str:
    reads.engine()
    return str(settings.NARU_ENGINE)


def _tables() -> str:
    """Whether the files of every live table's newest version are where its log says."""
    tables = reads.tables_readable(SYSTEM)
    if broken := [table.sql_name for table in tables if not _is_there(table)]:
        raise Unsound(f"{len(broken):,} / {len(tables):,}: {_some(broken)}")
    return f"{len(tables):,}"


def _is_there(table: Table) -> bool:
    assert table.live is not None
    try:
        return not reads.lake().missing_files(TableRef(table.id, table.live.lake_version))
    except (Refused, OSError, RuntimeError):
        return False


def _originals() -> str:
    """Whether every file that was brought still lies under its hash, as long as it was."""
    return _all_of(list(originals()), Original.is_there)


def _hashes() -> str:
    return _all_of([original for original in originals() if original.is_there()], Original.is_the_same)


def _all_of(found: Sequence[Original], is_sound: Callable[[Original], bool]) -> str:
    if broken := [str(original) for original in found if not is_sound(original)]:
        raise Unsound(f"{len(broken):,} / {len(found):,}: {_some(broken)}")
    return f"{len(found):,}"


def _some(names: Sequence[str]) -> str:
    return ", ".join(names[:3]) + (" …" if len(names) > 3 else "")


def _index() -> str:
    """A change that only waits for the index is brought in first, as the next search would."""
    if indexer.is_behind():
        indexer.refresh()
    differences = indexer.reconcile()
    if differences.total:
        raise Unsound(f"{differences.total}")
    return "0"


def _key() -> str:
    """Whether the key that signed the last checkpoint is still here."""
    last = trail.last_checkpoint()
    if last is None:
        return "-"
    if not keys.is_kept(last.key):
        raise Unsound(keys.public_path(last.key).name)
    return keys.public_path(last.key).name


def _trail() -> str:
    check = trail.last_check()
    if check is not None and not check.is_whole:
        raise Unsound(", ".join(finding.words.en for finding in check.findings[:3]))
    return f"{check.at:%Y-%m-%d} · {check.records:,}" if check else "-"


def _guards() -> str:
    held = active_guards()
    if missing := [name for name, active in held.items() if not active]:
        raise Unsound(", ".join(missing))
    return ", ".join(held)


def _static() -> str:
    build = Path(__file__).parent / "static" / "build"
    if missing := [name for name in ("naru.css", "naru.js", "icons.svg") if not (build / name).exists()]:
        raise Unsound(", ".join(missing))
    return f"{sum(1 for _ in build.iterdir())}"


CHECKS: tuple[tuple[Words, Callable[[], str], Words], ...] = (
    (
        Words("파이썬", "Python"),
        _python,
        Words("파이썬 3.11 이상을 설치하세요.", "Install Python 3.11 or newer."),
    ),
    (
        Words("홈 폴더에 쓰기", "Writing to the home folder"),
        _folder,
        Words("NARU_HOME의 권한과 남은 공간을 확인하세요.", "Check the permissions and the free space of NARU_HOME."),
    ),
    (
        Words("남은 디스크", "Free disk space"),
        _space,
        Words("5 GB 이상 비우거나 NARU_HOME을 옮기세요.", "Free at least 5 GB, or move NARU_HOME."),
    ),
    (
        Words("데이터베이스", "Database"),
        _database,
        Words(
            "DATABASE_URL이 맞는지, 서버가 켜져 있는지 확인하세요. 파일이 깨졌다면 백업에서 되살리세요(`naru restore`).",
            "Check DATABASE_URL and that its server is running. If the file is damaged, restore a backup (`naru restore`).",
        ),
    ),
    (
        Words("밀린 마이그레이션", "Pending migrations"),
        _migrations,
        Words("`naru up`이 시작할 때 적용합니다.", "`naru up` applies them when it starts."),
    ),
    (
        Words("레이크 쓰고 읽기", "Lake write and read"),
        _lake,
        Words("NARU_LAKE의 주소와 열쇠를 확인하세요.", "Check the address and keys of NARU_LAKE."),
    ),
    (
        Words("레이크에 있는 표", "Tables in the lake"),
        _tables,
        Words(
            "파일이 없어진 표입니다. 백업에서 되살리거나(`naru restore`), 원본을 다시 넣으세요(`naru ingest`).",
            "Files of these tables are gone. Restore a backup (`naru restore`), or bring their originals again (`naru ingest`).",
        ),
    ),
    (
        Words("불러온 파일의 원본", "Originals of what was loaded"),
        _originals,
        Words(
            "원본이 없거나 길이가 달라졌습니다. 백업의 files 폴더에서 되돌려 놓거나, 같은 파일을 다시 넣으세요(`naru ingest`).",
            "These originals are gone or cut short. Put them back from the backup's folder files, or bring the same files again (`naru ingest`).",
        ),
    ),
    (
        Words("질의 엔진", "Query engine"),
        _engine,
        Words("NARU_ENGINE을 duckdb로 두거나 Spark를 설치하세요.", "Leave NARU_ENGINE at duckdb, or install Spark."),
    ),
    (
        Words("검색 색인의 차이", "Differences of the search index"),
        _index,
        Words("`naru index reconcile --repair`를 실행하세요.", "Run `naru index reconcile --repair`."),
    ),
    (
        Words("감사 기록의 서명 열쇠", "The trail's signing key"),
        _key,
        Words(
            "NARU_HOME/keys가 바뀌었거나 없습니다. 백업의 keys 폴더를 되돌려 놓으세요. 없으면 지난 서명은 확인할 수 없습니다.",
            "NARU_HOME/keys was changed or is gone. Put the backup's folder keys back; without it, past signatures cannot be checked.",
        ),
    ),
    (
        Words("감사 기록의 마지막 검증", "The trail's last check"),
        _trail,
        Words(
            "`naru verify-trail`로 어디가 바뀌었는지 보고, 백업의 기록과 견주어 보세요.",
            "See with `naru verify-trail` what was changed, and compare with the trail of a backup.",
        ),
    ),
    (
        Words("자식 프로세스의 울타리", "Guards of the child process"),
        _guards,
        Words(
            "커널이 주지 않는 울타리입니다. 나머지로 막지만, 리눅스 5.13 이상을 권합니다.",
            "The kernel does not offer these. The others still hold; Linux 5.13 or newer is better.",
        ),
    ),
    (
        Words("화면 파일", "Static files"),
        _static,
        Words(
            "`make run`이 만듭니다. 또는 `npm ci && npm run build`.",
            "`make run` builds them, or `npm ci && npm run build`.",
        ),
    ),
)

HASHES: tuple[tuple[Words, Callable[[], str], Words], ...] = (
    (
        Words("원본의 해시", "Hashes of the originals"),
        _hashes,
        Words(
            "원본의 내용이 적재 때와 다릅니다. 그 파일을 지우고, 백업에서 되돌려 놓거나 같은 파일을 다시 넣으세요(`naru ingest`).",
            "These originals are not what was loaded. Delete them, and put them back from a backup or bring the same files again (`naru ingest`).",
        ),
    ),
)

RESTS_ON: dict[Callable[[], str], frozenset[Callable[[], str]]] = {
    _database: frozenset({_folder}),
    _migrations: frozenset({_database}),
    _lake: frozenset({_folder}),
    _tables: frozenset({_migrations, _lake}),
    _originals: frozenset({_migrations}),
    _hashes: frozenset({_migrations}),
    _index: frozenset({_migrations}),
    _key: frozenset({_migrations}),
    _trail: frozenset({_migrations}),
}
