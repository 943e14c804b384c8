"""When a clip began."""

from datetime import UTC, datetime

import pytest

from naru.systems.footage.core.frames.starts import start_in_name, start_us

NINE_IN_BUSAN = int(datetime(2021, 8, 2, 0, 21, tzinfo=UTC).timestamp() * 1_000_000)  # 09:21 there


@pytest.mark.parametrize(
    "name",
    [
        "2021-08-02_09-21-00_mon_sunny_out_ju-ja_C0241.mp4",
        "ch01_20210802092100.avi",
        "20210802_092100.ts",
        "20210802T092100.mkv",
        "C01_2021.08.02_09.21.00.mp4",
        "2021-08-02 09:21:00.mp4",
        "NVR_20210802092100_20210802092600.dav.mp4",
        "2021-08-02/../20210802092100.mp4",
        "99_20219902092100_20210802092100.mp4",
    ],
)
def test_a_name_says_its_local_time(name: str) -> None:
    assert start_in_name(name, "Asia/Seoul") == NINE_IN_BUSAN


@pytest.mark.parametrize(
    "name",
    ["plaza.avi", "20210802.mp4", "C0241_0921.mp4", "120210802092100.mp4", "202108020921001.mp4", "20210802096100.mp4"],
)
def test_a_name_without_a_whole_time_says_nothing(name: str) -> None:
    assert start_in_name(name, "Asia/Seoul") is None


@pytest.mark.parametrize(
    ("given", "name", "created", "expected"),
    [
        (5, "20210802092100.avi", "2016-05-31 17:01:35", 5),
        (0, "20210802092100.avi", "2016-05-31 17:01:35", 0),
        (None, "20210802092100.avi", "2016-05-31 17:01:35", NINE_IN_BUSAN),
        (None, "plaza.avi", "2021-08-02T00:21:00.000000Z", NINE_IN_BUSAN),
        (None, "plaza.avi", "2021-08-02 00:21:00", NINE_IN_BUSAN),
        (None, "plaza.avi", "2021-08-02T09:21:00+09:00", NINE_IN_BUSAN),
        (None, "plaza.avi", "1990-01-01T00:00:00Z", 631_152_000_000_000),
        (None, "plaza.avi", "1989-12-31T23:59:59Z", None),
        (None, "plaza.avi", "1904-01-01T00:00:00Z", None),
        (None, "plaza.avi", "yesterday", None),
        (None, "plaza.avi", "", None),
    ],
)
def test_what_is_given_goes_before_the_name_and_the_name_before_the_file(
    given: int | None, name: str, created: str, expected: int | None
) -> None:
    metadata = {"CREATION_TIME": created}
    assert start_us(given_us=given, name=name, metadata=metadata, time_zone="Asia/Seoul") == expected
