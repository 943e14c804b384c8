"""What the doctor looks at: whether the originals are still what was brought."""

from collections.abc import Callable, Sequence

from naru.base.kit.checks import Check, Unsound, some
from naru.base.kit.words import Words
from naru.data.ingest.originals import Original, originals


def _originals() -> str:
    """Whether every file that was brought still lies under its hash, as long as it was."""
    return _all_of(list(originals()), Original.is_there)


def _hashes() -> str:
    return _all_of([original for original in originals() if original.is_there()], Original.is_the_same)


def _all_of(found: Sequence[Original], is_sound: Callable[[Original], bool]) -> str:
    if broken := [str(original) for original in found if not is_sound(original)]:
        raise Unsound(f"{len(broken):,} / {len(found):,}: {some(broken)}")
    return f"{len(found):,}"


CHECKS = (
    Check(
        code="originals",
        name=Words("불러온 파일의 원본", "Originals of what was loaded"),
        look=_originals,
        advice=Words(
            "원본이 없거나 길이가 달라졌습니다. 백업의 files 폴더에서 되돌려 놓거나, 같은 파일을 다시 넣으세요(`naru ingest`).",
            "These originals are gone or cut short. Put them back from the backup's folder files, or bring the same files again (`naru ingest`).",
        ),
        rests_on=frozenset({"migrations"}),
    ),
    Check(
        code="hashes",
        name=Words("원본의 해시", "Hashes of the originals"),
        look=_hashes,
        advice=Words(
            "원본의 내용이 적재 때와 다릅니다. 그 파일을 지우고, 백업에서 되돌려 놓거나 같은 파일을 다시 넣으세요(`naru ingest`).",
            "These originals are not what was loaded. Delete them, and put them back from a backup or bring the same files again (`naru ingest`).",
        ),
        rests_on=frozenset({"migrations"}),
        reads_all=True,
    ),
)
