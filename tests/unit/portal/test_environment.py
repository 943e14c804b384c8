"""What the settings read from the machine."""

import os
import stat
from pathlib import Path

import pytest

from naru.base.kit.refusals import Refused
from naru.portal import environment
from naru.portal.environment import (
    database_from_url,
    engine_name,
    home_folder,
    mail_from_url,
    number,
    secret_key,
    time_zone,
)


def unusable(refused: "pytest.ExceptionInfo[Refused]") -> dict[str, object]:
    assert refused.value.code == "setting_unusable"
    return refused.value.facts


def test_the_home_is_where_it_is_said_to_be_and_made_if_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NARU_HOME", str(tmp_path / "a" / ".." / "b" / "home"))
    assert home_folder() == tmp_path / "b" / "home"
    assert home_folder().is_dir()


@pytest.mark.parametrize(
    ("holds", "before", "after"),
    [("naru.db", 0o755, 0o700), ("lake", 0o750, 0o700), ("a.txt", 0o755, 0o755), ("lake", 0o1777, 0o1777)],
)
def test_a_home_of_an_earlier_release_is_closed_and_no_other_folder_is(
    holds: str, before: int, after: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / holds).touch()
    (tmp_path / "old").chmod(before)
    monkeypatch.setenv("NARU_HOME", str(tmp_path / "old"))
    assert stat.S_IMODE(home_folder().stat().st_mode) == after


@pytest.mark.parametrize(("is_checkout", "home"), [(True, "checkout/var"), (False, "person/.naru")])
def test_without_a_word_the_home_is_in_the_checkout_or_the_persons_folder(
    is_checkout: bool, home: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "checkout").mkdir()
    if is_checkout:
        (tmp_path / "checkout" / "pyproject.toml").touch()
    monkeypatch.setattr(environment, "CHECKOUT", tmp_path / "checkout")
    monkeypatch.setenv("HOME", str(tmp_path / "person"))
    monkeypatch.setenv("NARU_HOME", "")
    assert home_folder() == tmp_path / home


def test_a_home_that_cannot_be_made_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("NARU_HOME", str(tmp_path / "file" / "home"))
    with pytest.raises(Refused) as refused:
        home_folder()
    assert (refused.value.code, refused.value.facts) == (
        "folder_not_writable",
        {"folder": tmp_path / "file" / "home"},
    )


@pytest.mark.parametrize(("text", "value"), [(None, 7), ("3", 3), ("2", 2), (" 4 ", 4)])
def test_a_number_is_read_or_its_default(text: str | None, value: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NARU_N", raising=False)
    if text is not None:
        monkeypatch.setenv("NARU_N", text)
    assert number("NARU_N", 7, least=2, kind=int) == value


@pytest.mark.parametrize("text", ["1", "", "many", "2.5", "nan"])
def test_a_number_too_small_or_none_is_refused(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NARU_N", text)
    with pytest.raises(Refused) as refused:
        number("NARU_N", 7, least=2, kind=int)
    assert unusable(refused) == {"name": "NARU_N", "value": text, "example": "7"}


def test_a_number_that_is_none_is_not_at_least_anything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NARU_N", "nan")
    with pytest.raises(Refused):
        number("NARU_N", 7.0, least=0.0, kind=float)


@pytest.mark.parametrize("zone", ["Asia/Seoul", "UTC", None])
def test_a_time_zone_is_one_that_exists(zone: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NARU_TZ", raising=False)
    if zone:
        monkeypatch.setenv("NARU_TZ", zone)
    assert time_zone("NARU_TZ", "Asia/Seoul") == (zone or "Asia/Seoul")


@pytest.mark.parametrize("zone", ["Asia/Busan", "", "../etc/passwd", "Asia"])
def test_another_time_zone_is_refused(zone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NARU_TZ", zone)
    with pytest.raises(Refused) as refused:
        time_zone("NARU_TZ", "Asia/Seoul")
    assert unusable(refused) == {"name": "NARU_TZ", "value": zone, "example": "Asia/Seoul"}


@pytest.mark.parametrize(
    ("engine", "value"), [(None, "duckdb"), *((e, e) for e in ("duckdb", "spark", "spark://a:7077"))]
)
def test_an_engine_is_one_of_three(engine: str | None, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NARU_ENGINE", raising=False)
    if engine:
        monkeypatch.setenv("NARU_ENGINE", engine)
    assert engine_name("NARU_ENGINE", "duckdb") == value


@pytest.mark.parametrize(
    ("engine", "said"), [("sparks", "sparks"), ("postgres", "postgres"), ("http://a:b@c", "http:…"), ("", "")]
)
def test_another_engine_is_refused_and_no_password_is_told(
    engine: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NARU_ENGINE", engine)
    with pytest.raises(Refused) as refused:
        engine_name("NARU_ENGINE", "duckdb")
    assert unusable(refused)["value"] == said


def test_the_secret_is_made_once_and_its_owners_alone(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NARU_SECRET_KEY", raising=False)
    key = secret_key(home)
    assert len(key) >= 50
    assert secret_key(home) == key == (home / "secret.key").read_text()
    assert stat.S_IMODE((home / "secret.key").stat().st_mode) == 0o600
    assert os.listdir(home) == ["secret.key"]
    monkeypatch.setenv("NARU_SECRET_KEY", "given")
    assert secret_key(home) == "given"


def test_a_secret_left_empty_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NARU_SECRET_KEY", raising=False)
    (tmp_path / "secret.key").touch()
    assert secret_key(tmp_path) == (tmp_path / "secret.key").read_text() != ""


def test_of_two_processes_that_make_a_secret_at_once_the_first_wins(home: Path) -> None:
    path = home / "secret.key"
    path.write_text("the other's")
    assert environment._new_key(path) == "the other's"
    assert os.listdir(home) == ["secret.key"]


def test_where_no_secret_can_be_written_it_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NARU_SECRET_KEY", raising=False)
    with pytest.raises(Refused) as refused:
        secret_key(tmp_path / "gone")
    assert refused.value.code == "folder_not_writable"


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("sqlite:////srv/na%20ru.db", "/srv/na ru.db"),
        ("sqlite:///naru.db", "/naru.db"),
        ("sqlite:////a/b.db", "/a/b.db"),
    ],
)
def test_a_file_of_sqlite(url: str, name: str) -> None:
    said = database_from_url(url)
    assert (said["ENGINE"], said["NAME"]) == ("naru.base.kit.databases.sqlite3", name)
    assert said["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "synchronous=FULL" in said["OPTIONS"]["init_command"]


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("postgresql://u:p%40@h:5433/n", ("n", "u", "p@", "h", "5433")),
        ("postgres:///n", ("n", "", "", "", "")),
        ("postgres://u@/n?host=%2Frun%2Fpg&sslmode", ("n", "u", "", "/run/pg", "")),
        ("postgresql://h/n?host=other", ("n", "", "", "other", "")),
    ],
)
def test_a_database_of_postgresql(url: str, said: tuple[str, ...]) -> None:
    found = database_from_url(url)
    assert found["ENGINE"] == "naru.base.kit.databases.postgresql"
    assert tuple(found[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT")) == said
    assert (found["CONN_MAX_AGE"], found["CONN_HEALTH_CHECKS"]) == (60, True)


@pytest.mark.parametrize(("url", "said"), [("mysql://u:secret@h/n", "mysql:…"), ("naru.db", "naru.db"), ("", "")])
def test_another_database_is_refused_and_its_password_not_told(url: str, said: str) -> None:
    with pytest.raises(Refused) as refused:
        database_from_url(url)
    assert unusable(refused)["value"] == said


def test_without_an_address_mail_lies_in_the_home(tmp_path: Path) -> None:
    said = mail_from_url("", tmp_path)
    assert said["EMAIL_BACKEND"].endswith("filebased.EmailBackend")
    assert said["EMAIL_FILE_PATH"] == str(tmp_path / "mail")


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("smtp://u%40c:p%2F@h:587", ("h", 587, "u@c", "p/", False)),
        ("smtp://h", ("h", 25, "", "", False)),
        ("smtps://h", ("h", 465, "", "", True)),
        ("smtps://h:2465", ("h", 2465, "", "", True)),
    ],
)
def test_mail_goes_by_smtp(url: str, said: tuple[object, ...], tmp_path: Path) -> None:
    found = mail_from_url(url, tmp_path)
    names = ("EMAIL_HOST", "EMAIL_PORT", "EMAIL_HOST_USER", "EMAIL_HOST_PASSWORD", "EMAIL_USE_SSL")
    assert found["EMAIL_BACKEND"].endswith("smtp.EmailBackend")
    assert tuple(found[name] for name in names) == said


def test_another_way_of_mail_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        mail_from_url("http://u:secret@h", tmp_path)
    assert unusable(refused)["value"] == "http:…"
