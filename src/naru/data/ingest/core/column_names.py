"""Column names out of header cells: levels joined, units taken out, none empty and none twice."""

import re
import unicodedata
from collections.abc import Sequence

from naru.data.tables.core.numbers import COUNTERS, MONEY

_MONEY = "|".join(sorted(map(re.escape, MONEY), key=len, reverse=True))
_SCALE = "(?:십|백|천|만|십만|백만|천만|억|조)?"
_MEASURED = (
    r"10만명당|pH|NTU|W|kV|㎎/ℓ|㎎/L|mg/L|mg/ℓ|㎍/L|µg/L|CFU/mL|Mtoe|TWh|(?:thousand |million |billion )?(?:US\$|USD)"
    r"|(?:metric |million )?(?:tonnes|tons)"
)
_ONE = rf"(?:{_MONEY}|{_SCALE}(?:{COUNTERS})|명당|백만불|천불|불|천톤|만톤|TEU|TOE|ppm|ppb|dB|㎍/㎥|µg/m3|점수|배수|페이지|매|그루|본|벌|병|포|쪽|종|급|기|두|수|량|칸|차로|차선|구|실|분기|개월|년|월|MB|GB|TB|KB|Mbps|hPa|m/s|km/h|hr|min|sec|년도=100|{_MEASURED})"
UNIT = re.compile(
    rf"(?:{_ONE}(?:\s*[/·]\s*(?:{_ONE}|일|월|년|시간|㎢|인|천명|10만명))?|\d{{4}}(?:\.\d{{1,2}}){{0,2}}\s*=\s*100)"
)
_BRACKETED = re.compile(r"[(\[（［]\s*(?:단위\s*[:：]?\s*|in )?(?P<unit>[^()\[\]（）［］]+?)\s*[)\]）］]")
_TRAILING = re.compile(
    r"(?:_|(?<=[가-힣]))(?P<unit>m2|㎡|km2|㎢|km|㎞|ha|kg|㎏|mm|cm|kWh|MWh|kW|MW)$|_(?P<money>천원|백만원|억원|원|명|건|톤|대)$"
)
_STATED = re.compile(r"[(\[<（]?\s*단위\s*[:：]?\s*(?P<unit>[^()\[\]<>（）]+?)\s*[)\]>）]?")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")  # of no width: two names that look alike are one
SEPARATOR = " / "


def unit_in_name(name: str) -> str | None:
    """The unit in a name's brackets, the last that is one ("건설기성액(실질)(십억원)" has 십억원), or at its end
    ("길이km"); None where neither is known as a unit."""
    units = [found["unit"] for found in _BRACKETED.finditer(name) if is_unit(found["unit"])]
    if units:
        return units[-1]
    found = _TRAILING.search(name)
    return (found["unit"] or found["money"]) if found else None


def is_unit(text: str) -> bool:
    """Whether the whole text is a unit known here ("천원", "㎢/년", "2020=100")."""
    return UNIT.fullmatch(text.strip()) is not None


def bare_unit(cell: str) -> str | None:
    """The unit that a cell of a units row says: "(명)", "천원", "단위: 톤"; None for a cell that says more."""
    text = cell.strip()
    if found := _STATED.fullmatch(text):
        return found["unit"]
    text = text.strip("()[]（）")
    return text if is_unit(text) else None


def stated_unit(note: str) -> str | None:
    """The one unit of a whole table, "(단위 : 원/리터)"; None when the note has none or several."""
    found = re.search(r"단위\s*[:：]\s*(?P<unit>[^()\[\]<>（）]+)", note)
    unit = found["unit"].strip() if found else ""
    return unit if unit and "," not in unit and len(unit) <= 12 else None


def joined(levels: Sequence[str]) -> str:
    """One name out of a column's header cells from top to bottom, repeated and empty ones left out; syllables that
    a Mac took apart are put together, letters of no width go."""
    kept: list[str] = []
    for level in levels:
        text = unicodedata.normalize("NFC", re.sub(r"\s+", " ", _INVISIBLE.sub("", level)).strip())
        if text and text not in kept:
            kept.append(text)
    return SEPARATOR.join(kept)


def distinct(names: Sequence[str]) -> list[str]:
    """Names for every column: "열 3" for an empty one, "합계 (2)" for the second of a kind."""
    given: list[str] = []
    taken, plain = set[str](), set(names)
    for number, name in enumerate(names, 1):
        wanted = name or f"열 {number}"
        unique, copy = wanted, 1
        while unique in taken or (copy > 1 and unique in plain):
            copy += 1
            unique = f"{wanted} ({copy})"
        taken.add(unique)
        given.append(unique)
    return given
