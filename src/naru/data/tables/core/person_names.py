"""Whether values are the names of people: Korean by surname and the syllables of given names, and Latin by their capitals.

Surnames: the 2015 census of Statistics Korea (성씨·본관), those with over a thousand bearers, most frequent first. A list
of places passes for single values ("신정동", "고성군"), so a column is judged as a whole: by the share that has a name's
shape and by how its last syllables vary.
"""

import re
from collections import Counter
from collections.abc import Sequence

SURNAMES = frozenset(
    "김이박최정강조윤장임한오서신권황안송류유홍전고문손양배백허남심노하곽성차주우구민진나지엄채원천방공현함변염여추도소석선설마길"
    "연위표명기반라왕금옥육인맹제모탁국어은편용예경봉사부가복태목형피두감음빈동온호범좌팽승간상갈단견당화창"
)
COMPOUND_SURNAMES = ("남궁", "황보", "제갈", "사공", "선우", "서문", "독고", "동방", "망절", "어금")
GIVEN = frozenset(
    "가강건겸경고관광교구국권규균근금기길나남내노다단담대덕도동두라란람래려련령례로록루린림마만명모무문미민배백범별병보복봉빈사산삼상"
    "새서석선설섭성세소손솔송수숙순술승시식신심아안애양언여연열영예오옥온완용우욱운웅원월위유육윤율은을음의이익인일임자장재전정제조종"
    "주준중지진찬창채천철청초춘충치태택평표풍필하학한해향헌혁현형혜호홍화환효후훈휘휴흔희"
)
LAST_SYLLABLE_MOST = 0.35  # of different values; places and things share theirs
FEWEST = 3  # different values before a shape alone says anything
SHORTEST = 3  # letters of a name that is known by its shape: "우동" and "중구" have a name's, too
_LATIN = re.compile(r"[A-Z][A-Za-z'-]+(?:,? [A-Z][A-Za-z'.-]*){1,3}")
_BESIDE = re.compile(r"\s*(?:\([^()]*\)|외\s*\d+\s*[명인]|님|씨|귀하)\s*$")


def is_person_name(text: str) -> bool:
    """A surname and one or two syllables of given names, and nothing else: 홍길동, 남궁민수, 이 준."""
    name = re.sub(r"\s", "", _BESIDE.sub("", text))
    given = next((name[2:] for surname in COMPOUND_SURNAMES if name.startswith(surname) and len(name) > 2), name[1:])
    return bool(name) and (name[0] in SURNAMES or given != name[1:]) and 1 <= len(given) <= 2 and set(given) <= GIVEN


def may_be_person_name(text: str) -> bool:
    """As ``is_person_name``, of any syllables; for a column that is named for people."""
    plain = _BESIDE.sub("", text).strip()
    name = re.sub(r"\s", "", plain)
    return bool(re.fullmatch(r"[가-힣]{2,4}", name) and name[0] in SURNAMES) or bool(_LATIN.fullmatch(plain))


def share_of_names(values: Sequence[str], *, is_named: bool) -> float:
    """Which share of a column's different values are people's names; 0 where the last syllables are too alike.

    ``is_named``: the column's name says that people are in it, so shape is enough. Names that are hidden already
    (홍*동, 김○○) are none.
    """
    if not values:
        return 0.0
    if is_named:
        return sum(map(may_be_person_name, values)) / len(values)
    names = [value for value in values if is_person_name(value) and len(value.strip()) >= SHORTEST]
    if len(names) >= FEWEST:
        ends = Counter(_BESIDE.sub("", name).strip()[-1:] for name in names)
        if ends.most_common(1)[0][1] > LAST_SYLLABLE_MOST * len(names):
            return 0.0
    return len(names) / len(values)


def share_of_latin_names(values: Sequence[str]) -> float:
    """Which share has the shape of a name in Latin letters, which names of things have, too."""
    return sum(_LATIN.fullmatch(value.strip()) is not None for value in values) / len(values) if values else 0.0
