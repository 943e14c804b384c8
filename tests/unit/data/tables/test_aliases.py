"""ASCII identifiers beside Hangul names: the examples of the Revised Romanisation, and what makes a name unique."""

import pytest

from naru.data.tables.core.aliases import alias, aliases, romanised


@pytest.mark.parametrize(
    ("hangul", "roman"),
    [
        *(("구미", "gumi"), ("영동", "yeongdong"), ("백암", "baegam"), ("옥천", "okcheon"), ("합덕", "hapdeok")),
        *(("호법", "hobeop"), ("월곶", "wolgot"), ("벚꽃", "beotkkot"), ("한밭", "hanbat"), ("구리", "guri")),
        *(("설악", "seorak"), ("칠곡", "chilgok"), ("임실", "imsil"), ("울릉", "ulleung"), ("대관령", "daegwallyeong")),
        *(("백마", "baengma"), ("종로", "jongno"), ("왕십리", "wangsimni"), ("별내", "byeollae")),
        *(("신라", "silla"), ("법정동", "beopjeongdong"), ("값이", "gapsi"), ("닭이", "dalgi"), ("앉아", "anja")),
        *(("많이", "mani"), ("핥아", "halta"), ("뚫어", "ttureo"), ("좋아", "joa")),
        *(("밖에", "bakke"), ("있어", "isseo"), ("옷이", "osi"), ("낮에", "naje"), ("꽃이", "kkochi"), ("부엌에", "bueoke")),
        *(("밭에", "bate"), ("앞에", "ape"), ("강아지", "gangaji"), ("삶은", "salmeun"), ("여덟은", "yeodeolbeun")),
        *(("외곬으로", "oegolseuro"), ("값", "gap"), ("넋", "neok"), ("닭", "dak"), ("의왕", "uiwang"), ("웨딩", "weding")),
        *(("쌀", "ssal"), ("빵", "ppang"), ("짜", "jja"), ("까", "kka"), ("얘", "yae"), ("예", "ye"), ("왜", "wae")),
        *(("받는", "banneun"), ("앞문", "ammun"), ("협력", "hyeomnyeok"), ("몇리", "myeonni"), ("담력", "damnyeok")),
        *(("a가b", "agab"), ("", ""), ("ㄱ", "ㄱ"), ("가", "ga"), ("힣", "hit"), ("요 금", "yo geum"), ("맏이", "madi")),
    ],
)  # fmt: skip
def test_hangul_is_written_as_it_sounds(hangul: str, roman: str) -> None:
    assert romanised(hangul) == roman


@pytest.mark.parametrize(
    ("name", "identifier"),
    [
        ("이용객 (명)", "iyonggaek_myeong"),
        ("Station ID", "station_id"),
        ("비율(%)", "biyul_pct"),
        ("면적㎡", "myeonjeok_m2"),
        ("부피㎥", "bupi_m3"),
        ("㎢", "km2"),
        ("거리㎞", "geori_km"),
        ("㎏", "kg"),
        ("기온℃", "gion_c"),
        ("A&B", "a_and_b"),
        ("2021년", "c_2021nyeon"),
        ("!!", "column"),
        ("", "column"),
        ("x" * 60, "x" * 60),
        ("x" * 61, "x" * 60),
        ("x" * 59 + " y", "x" * 59),
        ("__a__", "a"),
    ],
)
def test_an_identifier_is_plain(name: str, identifier: str) -> None:
    assert alias(name) == identifier


@pytest.mark.parametrize(
    ("names", "taken", "given"),
    [
        (["요금", "구"], (), ["yogeum", "gu"]),
        (["구", "구", "구"], (), ["gu", "gu_2", "gu_3"]),
        (["gu_2", "구", "gu"], (), ["gu_2", "gu", "gu_3"]),
        (["구", "구"], (None, "gu"), ["gu_2", "gu"]),
        (["구", "구"], ("gu", "gu"), ["gu", "gu"]),
        (["구"], ("other",), ["other"]),
        ([], (), []),
    ],
)
def test_no_identifier_is_given_twice(names: list[str], taken: tuple[str | None, ...], given: list[str]) -> None:
    assert aliases(names, taken=taken) == given
