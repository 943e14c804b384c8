"""Terms as building blocks: stored as an ODRL policy that a machine judges, read by people as clauses in both languages.

The clauses follow the government's standard data contracts (과학기술정보통신부 데이터 거래 표준계약서, 2024): what is provided, for what, what of it
is made, passed on or trained on, where, until when, and what becomes of it then. Actions are ODRL 2.2's; ``naru:train`` (to train
a model) is ours, since ODRL has none.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from naru.base.kit.canonical import JSON
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.systems.exchange.core.articles import ContractForm

CONTEXTS: Sequence[JSON] = ["http://www.w3.org/ns/odrl.jsonld", {"naru": "https://naru.example/ns/terms#"}]


class Purpose(StrEnum):
    RESEARCH = "research"
    ANALYSIS = "analysis"
    PRODUCT = "product"
    PUBLIC_SERVICE = "public_service"

    @property
    def words(self) -> Words:
        return PURPOSE_WORDS[self]


class Sharing(StrEnum):
    """What of the data may be passed on to others."""

    NOTHING = "nothing"
    RESULTS = "results"  # figures made of it, from which no row can be read
    EVERYTHING = "everything"


class Frequency(StrEnum):
    NONE = "none"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"


PURPOSE_WORDS = {
    Purpose.RESEARCH: Words("학술 연구", "academic research"),
    Purpose.ANALYSIS: Words("내부 분석", "internal analysis"),
    Purpose.PRODUCT: Words("제품과 서비스 개발", "products and services"),
    Purpose.PUBLIC_SERVICE: Words("공공 서비스", "public services"),
}
SHARING_WORDS = {
    Sharing.NOTHING: Words("제3자에게 주지 않음", "Nothing is passed on"),
    Sharing.RESULTS: Words("분석 결과만 공개", "Only results are passed on"),
    Sharing.EVERYTHING: Words("재배포 허용", "May be redistributed"),
}
FREQUENCY_WORDS = {
    Frequency.NONE: Words("약속 없음", "none promised"),
    Frequency.WEEKLY: Words("매주", "every week"),
    Frequency.MONTHLY: Words("매월", "every month"),
    Frequency.QUARTERLY: Words("분기마다", "every quarter"),
}
MADE_OF_IT = "derive"
TRAIN = "naru:train"


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocks:
    """``credit_share`` of a period's price is credited for each promised version that comes after its ``grace_days``."""

    purposes: tuple[Purpose, ...]
    derivatives: bool = True
    sharing: Sharing = Sharing.NOTHING
    ai_training: bool = False
    only_in_korea: bool = True
    attribution: bool = True
    deletion_days: int | None = 30  # after the end; None: copies made in the term may stay
    frequency: Frequency = Frequency.NONE
    grace_days: int = 5
    credit_share: Decimal = Decimal("0.1")
    notice_days: int = 30  # before either side ends it
    form: ContractForm = ContractForm.PROVISION

    def to_json(self) -> dict[str, JSON]:
        return {
            "purposes": [purpose.value for purpose in self.purposes],
            "derivatives": self.derivatives,
            "sharing": self.sharing.value,
            "ai_training": self.ai_training,
            "only_in_korea": self.only_in_korea,
            "attribution": self.attribution,
            "deletion_days": self.deletion_days,
            "frequency": self.frequency.value,
            "grace_days": self.grace_days,
            "credit_share": str(self.credit_share),
            "notice_days": self.notice_days,
            "form": self.form.value,
        }


def blocks_from(stored: Mapping[str, JSON]) -> Blocks:
    """From what ``to_json`` gave; an older one lacks what was added since, and has its default."""
    purposes = stored["purposes"]
    assert isinstance(purposes, Sequence)
    made = Blocks(purposes=tuple(Purpose(str(each)) for each in purposes))
    plain = {name: value for name, value in stored.items() if name not in {"purposes", *READ}}
    return replace(made, **plain, **{name: read(str(stored[name])) for name, read in READ.items() if name in stored})  # type: ignore[arg-type]


READ = {"sharing": Sharing, "frequency": Frequency, "credit_share": Decimal, "form": ContractForm}


def checked(blocks: Blocks) -> Blocks:
    """Raises ``Refused``: ``terms_without_purpose``, ``terms_days_refused``."""
    if not blocks.purposes:
        raise Refused("terms_without_purpose")
    days = [blocks.grace_days, blocks.notice_days, blocks.deletion_days or 0]
    if min(days) < 0 or max(days) > 3660 or not 0 <= blocks.credit_share <= 1:
        raise Refused("terms_days_refused")
    return blocks


def policy(
    blocks: Blocks, *, kind: str, uid: str, target: str, assigner: str, assignee: str, ends: date | None
) -> dict[str, JSON]:
    """As ODRL JSON-LD: ``kind`` is ``Offer`` or ``Agreement``; ``ends`` the first day on which nothing is allowed."""
    purposes: list[JSON] = [purpose.value for purpose in blocks.purposes]
    limits: list[JSON] = [_limit("purpose", "isAnyOf", purposes)]
    if ends is not None:
        limits.append(_limit("dateTime", "lt", f"{ends.isoformat()}T00:00:00+09:00"))
    if blocks.only_in_korea:
        limits.append(_limit("spatial", "eq", "KR"))
    actions = ["read", "aggregate", *([MADE_OF_IT] if blocks.derivatives else ())]
    if blocks.ai_training:
        actions.append(TRAIN)
    if blocks.sharing is Sharing.EVERYTHING:
        actions.append("distribute")
    if blocks.sharing is not Sharing.NOTHING:
        actions.append("naru:publishResults")
    duties: list[JSON] = [{"action": "attribute"}] if blocks.attribution else []
    forbidden = [name for name in ("distribute", TRAIN, MADE_OF_IT) if name not in actions]
    made: dict[str, JSON] = {
        "@context": CONTEXTS,
        "@type": kind,
        "uid": uid,
        "target": target,
        "assigner": assigner,
        "assignee": assignee,
        "permission": [
            {"uid": f"{uid}#{name}", "action": name, "constraint": limits, "duty": duties} for name in actions
        ],
        "prohibition": [{"uid": f"{uid}#no-{name}", "action": name} for name in forbidden],
    }
    if blocks.deletion_days is not None and ends is not None:
        made["obligation"] = [{"uid": f"{uid}#delete", "action": "delete"}]
    return made


def _limit(left: str, operator: str, right: JSON) -> dict[str, JSON]:
    return {"leftOperand": left, "operator": operator, "rightOperand": right}


def clauses(blocks: Blocks) -> list[tuple[Words, Words]]:
    """Heading and sentence of each, as the contract has them."""
    ko = ", ".join(purpose.words.ko for purpose in blocks.purposes)
    en = ", ".join(purpose.words.en for purpose in blocks.purposes)
    return [
        (Words("이용 목적", "Purpose"), Words(f"다음 목적으로만 이용한다: {ko}.", f"Used only for: {en}.")),
        (
            Words("가공과 파생물", "Derivatives"),
            Words(
                "가공하여 새로운 결과물을 만들 수 있고, 그 권리는 이용자에게 있다.",
                "May be processed into new works, which belong to the buyer.",
            )
            if blocks.derivatives
            else Words("가공하여 새로운 결과물을 만들지 않는다.", "No new works are made of it."),
        ),
        (Words("제3자 제공", "Passing on"), SHARING_CLAUSES[blocks.sharing]),
        (
            Words("인공지능 학습", "Training models"),
            Words("인공지능 모형의 학습에 쓸 수 있다.", "May be used to train models.")
            if blocks.ai_training
            else Words("인공지능 모형의 학습에 쓰지 않는다.", "Not used to train models."),
        ),
        (
            Words("이용 장소", "Place"),
            Words("대한민국 안에서만 처리한다.", "Processed in the Republic of Korea only.")
            if blocks.only_in_korea
            else Words("처리하는 장소를 한정하지 않는다.", "Processed anywhere."),
        ),
        (
            Words("출처 표시", "Attribution"),
            Words("결과물에 제공자와 데이터의 이름을 밝힌다.", "Works name the seller and the data.")
            if blocks.attribution
            else Words("출처를 밝히지 않아도 된다.", "No attribution is needed."),
        ),
        (Words("종료 뒤의 삭제", "Deletion at the end"), _deletion(blocks.deletion_days)),
        (Words("갱신 약속", "Updates"), _updates(blocks)),
        (
            Words("해지", "Ending early"),
            Words(
                f"어느 쪽이든 {blocks.notice_days}일 전에 알리고 해지할 수 있다.",
                f"Either side may end it with {blocks.notice_days} days' notice.",
            ),
        ),
    ]


SHARING_CLAUSES = {
    Sharing.NOTHING: Words("제3자에게 제공하지 않는다.", "Nothing of it is passed on to third parties."),
    Sharing.RESULTS: Words(
        "원래의 행을 알아볼 수 없는 분석 결과만 공개할 수 있다.",
        "Only results from which no row can be read may be published.",
    ),
    Sharing.EVERYTHING: Words("같은 조건으로 제3자에게 제공할 수 있다.", "May be passed on under the same terms."),
}


def _deletion(days: int | None) -> Words:
    if days is None:
        return Words("기간 안에 만든 사본은 계속 보관할 수 있다.", "Copies made during the term may be kept.")
    return Words(
        f"계약이 끝나면 {days}일 안에 사본을 모두 지우고 알린다.",
        f"All copies are deleted within {days} days after the end, and the seller is told.",
    )


def _updates(blocks: Blocks) -> Words:
    if blocks.frequency is Frequency.NONE:
        return Words("새 버전을 약속하지 않는다.", "No further versions are promised.")
    percent = f"{blocks.credit_share * 100:f}".rstrip("0").rstrip(".")
    words = FREQUENCY_WORDS[blocks.frequency]
    return Words(
        f"{words.ko} 새 버전을 낸다. 약속한 날에서 {blocks.grace_days}일이 지나면 그 기간 대금의 {percent}%를 적립금으로 돌려준다.",
        f"A new version comes {words.en}. Later than {blocks.grace_days} days after its day, {percent} % of the period's price is credited.",
    )
