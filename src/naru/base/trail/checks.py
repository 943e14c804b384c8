"""What the doctor looks at: the signing key, and what the last check found."""

from naru.base.kit.checks import Check, Unsound
from naru.base.kit.words import Words
from naru.base.trail import keys, reads


def _key() -> str:
    """Whether the key that signed the last checkpoint is still here."""
    last = reads.last_checkpoint()
    if last is None:
        return "-"
    if not keys.is_kept(last.key):
        raise Unsound(keys.public_path(last.key).name)
    return keys.public_path(last.key).name


def _trail() -> str:
    check = reads.last_check()
    if check is not None and not check.is_whole:
        raise Unsound(", ".join(finding.words.en for finding in check.findings[:3]))
    return f"{check.at:%Y-%m-%d} · {check.records:,}" if check else "-"


CHECKS = (
    Check(
        code="key",
        name=Words("감사 기록의 서명 열쇠", "The trail's signing key"),
        look=_key,
        advice=Words(
            "NARU_HOME/keys가 바뀌었거나 없습니다. 백업의 keys 폴더를 되돌려 놓으세요. 없으면 지난 서명은 확인할 수 없습니다.",
            "NARU_HOME/keys was changed or is gone. Put the backup's folder keys back; without it, past signatures cannot be checked.",
        ),
        rests_on=frozenset({"migrations"}),
    ),
    Check(
        code="trail",
        name=Words("감사 기록의 마지막 검증", "The trail's last check"),
        look=_trail,
        advice=Words(
            "`naru verify-trail`로 어디가 바뀌었는지 보고, 백업의 기록과 견주어 보세요.",
            "See with `naru verify-trail` what was changed, and compare with the trail of a backup.",
        ),
        rests_on=frozenset({"migrations"}),
    ),
)
