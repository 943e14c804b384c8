"""The application of decree 29-3: what is asked for, which documents, and the key specification that follows from it."""

from collections.abc import Mapping
from typing import Any

from naru.base.kit.canonical import JSON
from naru.base.kit.words import Words
from naru.commons.cases.core.forms import Field, FieldKind, Form, Step
from naru.systems.combination.core.key_spec import KeySpec, Kind, read_key_spec

ITEM_WORDS: Mapping[str, Words] = {
    "name": Words("이름", "Name"),
    "birth": Words("생년월일", "Date of birth"),
    "sex": Words("성별", "Sex"),
    "phone": Words("휴대전화 번호", "Mobile number"),
}
KINDS: Mapping[str, Kind] = {
    "name": Kind.KOREAN_NAME,
    "birth": Kind.BIRTH,
    "sex": Kind.SEX,
    "phone": Kind.MOBILE,
}
KEYS: Mapping[str, tuple[str, ...]] = {
    "name-birth-phone": ("name", "birth", "phone"),
    "name-birth-sex": ("name", "birth", "sex"),
    "birth-phone": ("birth", "phone"),
    "name-phone": ("name", "phone"),
}
KEY_CHOICES = tuple(
    (
        code,
        Words(" + ".join(ITEM_WORDS[item].ko for item in key), " + ".join(ITEM_WORDS[item].en for item in key)),
    )
    for code, key in KEYS.items()
)
KEY_FIELDS = ("key_1", "key_2", "key_3")


def _key(name: str, words: Words, *, required: bool) -> Field:
    return Field(name=name, words=words, kind=FieldKind.CHOICE, choices=KEY_CHOICES, required=required)


FORM = Form(
    steps=(
        Step(
            name="purpose",
            words=Words("목적", "Purpose"),
            fields=(
                Field(
                    name="purpose",
                    words=Words("결합하려는 목적", "What it is for"),
                    kind=FieldKind.TEXT,
                    least=20,
                    most=2000,
                ),
                Field(
                    name="basis",
                    words=Words("법이 허용하는 목적", "The purpose that the law allows"),
                    kind=FieldKind.CHOICE,
                    choices=(
                        ("statistics", Words("통계 작성", "Statistics")),
                        ("research", Words("과학적 연구", "Scientific research")),
                        ("archive", Words("공익적 기록 보존", "Archiving in the public interest")),
                    ),
                    help=Words("개인정보 보호법 제28조의2", "Personal Information Protection Act, article 28-2"),
                ),
                Field(
                    name="law",
                    words=Words("적용 법", "The law"),
                    kind=FieldKind.CHOICE,
                    choices=(
                        ("pipa", Words("개인정보 보호법", "Personal Information Protection Act")),
                        ("credit", Words("신용정보법", "Credit Information Act")),
                    ),
                ),
            ),
        ),
        Step(
            name="keys",
            words=Words("결합키", "Keys"),
            fields=(
                Field(
                    name="party",
                    words=Words("우리 쪽 이름 (파일 이름에 쓰임)", "Our name, as files have it"),
                    kind=FieldKind.LINE,
                    most=40,
                ),
                Field(
                    name="partner",
                    words=Words("상대 쪽 이름", "The other party's name"),
                    kind=FieldKind.LINE,
                    most=40,
                ),
                _key("key_1", Words("첫째 결합키", "First key"), required=True),
                _key("key_2", Words("둘째 결합키", "Second key"), required=False),
                _key("key_3", Words("셋째 결합키", "Third key"), required=False),
                Field(
                    name="mode",
                    words=Words("결합키를 만드는 방식", "How keys are made"),
                    kind=FieldKind.CHOICE,
                    choices=(
                        ("hmac", Words("신청자들만의 비밀로 (HMAC)", "By a secret of the owners (HMAC)")),
                        ("oprf", Words("함께만 만들 수 있게 (OPRF)", "Only together (OPRF)")),
                    ),
                ),
            ),
        ),
        Step(
            name="data",
            words=Words("결합할 정보", "The data"),
            fields=(
                Field(
                    name="persons", words=Words("대략 몇 명", "About how many persons"), kind=FieldKind.NUMBER, least=1
                ),
                Field(
                    name="columns",
                    words=Words("보낼 속성", "Attributes to be sent"),
                    kind=FieldKind.TEXT,
                    least=2,
                    most=2000,
                    help=Words("이름과 전화번호는 보낼 수 없습니다.", "Names and numbers cannot be sent."),
                ),
                Field(name="period", words=Words("기간", "Period"), kind=FieldKind.LINE, required=False),
            ),
        ),
        Step(
            name="papers",
            words=Words("서류", "Documents"),
            fields=(
                Field(
                    name="registration",
                    words=Words("신청자 등록 서류", "Registration of the applicant"),
                    kind=FieldKind.FILE,
                ),
                Field(
                    name="description",
                    words=Words("결합 대상 정보 설명서", "Description of the data"),
                    kind=FieldKind.FILE,
                ),
                Field(name="proof", words=Words("목적을 밝히는 서류", "Proof of the purpose"), kind=FieldKind.FILE),
                Field(
                    name="safety",
                    words=Words("안전조치 계획", "Plan of safety measures"),
                    kind=FieldKind.FILE,
                ),
            ),
        ),
        Step(
            name="use",
            words=Words("이용", "Use"),
            fields=(
                Field(
                    name="days",
                    words=Words("받은 날부터 쓸 날수", "Days of use after release"),
                    kind=FieldKind.NUMBER,
                    least=1,
                    most=3650,
                ),
                Field(name="place", words=Words("쓸 곳", "Where it is used"), kind=FieldKind.LINE, most=120),
                Field(
                    name="pledge",
                    words=Words(
                        "특정 개인을 알아보려 하지 않고, 기간이 끝나면 파기합니다.",
                        "Nobody shall be re-identified, and all is destroyed when the days are over.",
                    ),
                    kind=FieldKind.CHECK,
                ),
            ),
        ),
    )
)


def spec_of(answers: Mapping[str, JSON], case_name: str) -> KeySpec:
    """What the owners agree on by this application. Raises ``Refused("key_spec_wrong")``."""
    keys = list(dict.fromkeys(KEYS[code] for name in KEY_FIELDS if (code := str(answers.get(name) or "")) in KEYS))
    items = list(dict.fromkeys(item for key in keys for item in key))
    stored: dict[str, Any] = {
        "case": case_name,
        "version": 1,
        "mode": answers.get("mode") or "hmac",
        "items": [{"name": item, "kind": KINDS[item].value} for item in items],
        "keys": [list(key) for key in keys],
        "parties": [str(answers.get("party") or ""), str(answers.get("partner") or "")],
    }
    return read_key_spec(stored)
