"""What the doctor looks at for challenges."""

import os

from naru.base.kit.checks import Check, Unsound
from naru.base.kit.words import Words
from naru.systems.challenges import reproduction, scorer_folder
from naru.systems.challenges.models import Challenge


def _keys() -> str:
    place = scorer_folder.folder()
    if not place.exists():
        return "–"
    if not scorer_folder.is_private():
        raise Unsound(f"{place}: {oct(place.stat().st_mode & 0o777)}")
    sealed = Challenge.objects.exclude(sealed_sha256="").values_list("id", flat=True)
    missing = [each for each in sealed if not os.path.lexists(place / f"{each}.json")]
    if missing:
        raise Unsound(f"{len(missing)}: {missing[0]} …")
    return f"{place} ({len(sealed)})"


def _confinement() -> str:
    return "bubblewrap" if reproduction.is_possible() else "–"


CHECKS = (
    Check(
        code="challenges.keys",
        name=Words("채점기의 열쇠", "The scorer's keys"),
        look=_keys,
        advice=Words(
            "채점기 폴더를 채점기만 읽게 하고(chmod 700), 없어진 열쇠는 따로 보관한 사본에서 되살려 주세요.",
            "Let the scorer alone enter its folder (chmod 700); restore missing keys from their own copy.",
        ),
    ),
    Check(
        code="challenges.confinement",
        name=Words("수상 코드를 가두어 실행", "Winners' code runs confined"),
        look=_confinement,
        advice=Words("apt install bubblewrap", "apt install bubblewrap"),
    ),
)
