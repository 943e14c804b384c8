import pytest

from naru.systems.combination.core.key_spec import Kind
from naru.systems.combination.core.normalise import Reason, normalise

NAMES = {
    "홍길동": "홍길동",
    " 홍 길 동 ": "홍길동",
    "홍길동님": "홍길동",
    "홍길동 고객님": "홍길동",
    "홍길동 귀하": "홍길동",
    "가님": "가님",  # a name of one syllable and 님 would be: a title is taken only where two syllables stay
    "\u1112\u1169\u11bc\u1100\u1175\u11af\u1103\u1169\u11bc": "홍길동",  # as macOS writes it: letters apart
    "KIM, Min-ji": "ji kim min",
    "Minji KIM": "kim minji",
    "ＫＩＭ　Ｍｉｎｊｉ": "kim minji",
    "Dr. José García": "garcia jose",
    "O'Neill Ann": "ann neill o",
    "홍길동2": Reason.NAME_NOT_LETTERS,
    "Kim 2": Reason.NAME_NOT_LETTERS,
    "...": Reason.NAME_NOT_LETTERS,
    "홍\ufffd동": Reason.BROKEN_ENCODING,
    "": Reason.MISSING,
    "없음": Reason.MISSING,
    None: Reason.MISSING,
}
MOBILES = {
    "01012345678": "01012345678",
    "010-1234-5678": "01012345678",
    "０１０ １２３４ ５６７８": "01012345678",
    "+82-10-1234-5678": "01012345678",
    "+82 010-1234-5678": "01012345678",
    "0082 10 1234 5678": "01012345678",
    "821012345678": "01012345678",
    "1012345678": "01012345678",
    "011-234-5678": "0112345678",
    "019-1234-5678": "01912345678",
    "010-123-4567": Reason.NOT_MOBILE,
    "012-1234-5678": Reason.NOT_MOBILE,
    "02-123-4567": Reason.NOT_MOBILE,
    "010-1234-56789": Reason.NOT_MOBILE,
    "전화없음": Reason.NOT_MOBILE,
    "010 ১২৩৪ ৫৬৭৮": Reason.NOT_MOBILE,
}
BIRTHS = {
    "19800102": "19800102",
    "1980-01-02": "19800102",
    "1980.1.2": "19800102",
    "1980년 1월 2일": "19800102",
    "1980-01-02 00:00:00": "19800102",
    "20000229": "20000229",
    "20010229": Reason.BIRTH_NOT_IN_CALENDAR,
    "19801301": Reason.BIRTH_NOT_IN_CALENDAR,
    "18791231": Reason.BIRTH_NOT_IN_CALENDAR,
    "18800101": "18800101",
    "800102": Reason.BIRTH_NOT_8_DIGITS,
    "1980102": Reason.BIRTH_NOT_8_DIGITS,
    "02/01/1980": Reason.BIRTH_NOT_8_DIGITS,
}
SEXES = {"남": "M", "여자": "F", "F": "F", "male": "M", "1": "M", "4": "F", "５": "M", "9": Reason.SEX_UNKNOWN}
TEXTS = {"12  Main-Street": "12 main street", "12 main street": "12 main street", "--": Reason.MISSING}
DIGITS = {"5-30 42": "53042", "없어요": Reason.NO_DIGITS}


@pytest.mark.parametrize(
    ("kind", "table"),
    [
        (Kind.KOREAN_NAME, NAMES),
        (Kind.MOBILE, MOBILES),
        (Kind.BIRTH, BIRTHS),
        (Kind.SEX, SEXES),
        (Kind.TEXT, TEXTS),
        (Kind.DIGITS, DIGITS),
    ],
)
def test_a_cell_has_one_normal_form_or_a_reason(kind: Kind, table: dict[str | None, str]) -> None:
    assert {cell: normalise(kind, cell) for cell in table} == table


@pytest.mark.parametrize("kind", list(Kind))
def test_a_normal_form_is_its_own(kind: Kind) -> None:
    table = {Kind.KOREAN_NAME: NAMES, Kind.MOBILE: MOBILES, Kind.BIRTH: BIRTHS, Kind.SEX: SEXES}.get(kind, TEXTS)
    forms = [form for form in table.values() if not isinstance(form, Reason) and form != "가님"]
    assert [normalise(kind, form) for form in forms] == forms or kind is Kind.DIGITS
