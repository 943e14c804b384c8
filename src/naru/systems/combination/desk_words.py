"""What an act at a desk says of itself, as people read it: the names of its counts, digests and states in both languages."""

from collections.abc import Mapping

from naru.base.kit.words import Words
from naru.systems.combination.core.state_words import STATE_WORDS
from naru.systems.combination.core.states import State
from naru.systems.combination.desk import Answer

LONGEST = 200
NAMES: Mapping[str, Words] = {
    "received": Words("받은 파일", "files received"),
    "already": Words("이미 받았던 파일", "files already here"),
    "matched": Words("맞는 사람", "matched"),
    "of": Words("보낸 기록", "of records sent"),
    "rounded_to": Words("어림 단위", "rounded to"),
    "links": Words("이은 기록", "links"),
    "by_key": Words("결합키별", "by key"),
    "ambiguous": Words("둘 이상과 맞아 뺀 기록", "left out as ambiguous"),
    "rows": Words("행", "rows"),
    "columns": Words("열", "columns"),
    "table": Words("표", "table"),
    "passes": Words("기준 통과", "passes"),
    "failures": Words("못 지킨 기준", "failures"),
    "steps": Words("처리 단계", "steps"),
    "members": Words("위원", "members"),
    "seed": Words("뽑은 해시", "drawn by the hash"),
    "votes": Words("표결", "votes"),
    "decided": Words("결정", "decided"),
    "state": Words("상태", "state"),
    "digest": Words("해시", "digest"),
    "sha256": Words("해시", "digest"),
    "size": Words("크기(바이트)", "size in bytes"),
    "certificate": Words("증명서", "certificate"),
}
VALUES: Mapping[object, Words] = {
    True: Words("예", "yes"),
    False: Words("아니요", "no"),
    None: Words("–", "–"),
    "joined": Words("결합한 표", "the joined table"),
    "treated": Words("처리한 표", "the treated table"),
    "approve": Words("승인", "approved"),
    "approve_with_conditions": Words("조건부 승인", "approved with conditions"),
    "refuse": Words("반려", "refused"),
}


def summary(answer: Answer) -> Words:
    """On one line; a name without words here stands as it is, as the parties' names do."""
    pairs = [(NAMES.get(name, Words(name, name)), _value(name, value)) for name, value in answer.items()]
    return Words(
        ", ".join(f"{name.ko} {value.ko}" for name, value in pairs)[:LONGEST],
        ", ".join(f"{name.en} {value.en}" for name, value in pairs)[:LONGEST],
    )


def _value(name: str, value: object) -> Words:
    if name == "state":
        return STATE_WORDS[State(str(value))]
    if value is None or (isinstance(value, bool | str) and value in VALUES):
        return VALUES[value]
    shown = _brief(value)
    return Words(shown, shown)


def _brief(value: object) -> str:
    if isinstance(value, str) and len(value) == 64:
        return value[:16]
    if isinstance(value, list):
        return " · ".join(map(_brief, value)) or "–"
    if isinstance(value, dict):
        return " · ".join(f"{name} {_brief(each)}" for name, each in value.items()) or "–"
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)
