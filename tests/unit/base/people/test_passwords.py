"""Passwords that anyone guesses first."""

import pytest

from naru.base.people.core.passwords import is_guessed_first


@pytest.mark.parametrize(
    "password",
    [
        "password2026",
        "P@ssw0rd!2024",
        "Busan2026!!",
        "busan-naru-2026",
        "나루나루나루나루나루",
        "비밀번호1234!",
        "qwertyuiop12",
        "qwerasdf1234",
        "asdfghjkl!1",
        "aaaaaaaaaaaa",
        "121212121212",
        "가나다라마바사1!",
        "qlalfqjsgh12",
        "minji@minji2026",
        "0987654321!!",
        "administrator1",
        "Welcome123456",
    ],
)
def test_what_everyone_tries_is_refused(password: str) -> None:
    assert is_guessed_first(password, ["민지", "minji"])


@pytest.mark.parametrize(
    "password",
    [
        "나루터에서-만나요-2026",
        "correct horse battery staple",
        "바다 자전거 열쇠",
        "tR7#kLp9vQz2",
        "우동 한 그릇 주세요",
        "busan-zebra-violin",
    ],
)
def test_what_nobody_tries_first_is_taken(password: str) -> None:
    assert not is_guessed_first(password, ["민지", "minji"])


def test_ones_own_name_is_guessed_first_by_whoever_knows_it() -> None:
    assert is_guessed_first("seoyeon19990101", ["seoyeon"])
    assert not is_guessed_first("seoyeon19990101", [])
