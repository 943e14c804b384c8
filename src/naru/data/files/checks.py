"""What the doctor looks at: who may enter the home and the key store, and whether the keys can be read."""

import stat
from pathlib import Path

from django.conf import settings

from naru.base.kit.checks import Check, Unsound
from naru.base.kit.words import Words
from naru.data.files import keystore


def _doors() -> str:
    """Whether the home and the key stores are closed to every other account of the machine."""
    folders = [Path(settings.NARU_HOME), *keystore.stores()]
    modes = {folder: stat.S_IMODE(folder.stat().st_mode) for folder in folders if folder.exists()}
    if wide := [f"{folder} {mode:04o}" for folder, mode in modes.items() if mode & 0o077]:
        raise Unsound(", ".join(wide))
    return "0700"


def _keys() -> str:
    """Whether every key that a backup may need opens under the master key, in the store and its copy."""
    home = Path(settings.NARU_HOME).resolve()
    for store in keystore.stores():
        if store.resolve().is_relative_to(home):
            raise Unsound(f"{store} < {home}")
    unusable = keystore.unusable()
    if unusable:
        raise Unsound(f"{len(unusable):,}: {unusable[0]}")
    return f"{keystore.count():,}"


CHECKS = (
    Check(
        code="doors",
        name=Words("홈 폴더와 열쇠 보관소의 권한", "Permissions of the home and the key store"),
        look=_doors,
        advice=Words(
            "이 서비스의 계정만 들어가게 하세요: `chmod 700`에 위 폴더를 적습니다.",
            "Let only the service's own account in: `chmod 700` with the folders named here.",
        ),
        rests_on=frozenset({"folder"}),
    ),
    Check(
        code="keystore",
        name=Words("열쇠 보관소", "Key store"),
        look=_keys,
        advice=Words(
            "NARU_KEYSTORE는 NARU_HOME 밖에 두고, NARU_MASTER_KEY를 처음 것으로 되돌리세요. 없어진 열쇠는 NARU_KEYSTORE_COPY에서 복사하세요.",
            "Keep NARU_KEYSTORE outside NARU_HOME, with the NARU_MASTER_KEY it began with. Copy lost keys back from NARU_KEYSTORE_COPY.",
        ),
        rests_on=frozenset({"folder"}),
    ),
)
