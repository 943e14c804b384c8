"""The command line says what is wrong with what was typed or set, in one sentence of each language and without a traceback."""

from collections.abc import Callable
from pathlib import Path

import click
import pytest
from django.db import OperationalError

from naru.base.kit.refusals import Refused
from naru.portal import cli, environment
from tests.commands import Machine

WRONG = [
    (["fly"], "fly"),
    (["serch", "x"], "Did you mean search?"),
    (["search"], "needs TEXT"),
    (["search", "x", "--limit", "0"], "from 1 to 100"),
    (["search", "x", "--limt", "3"], "Did you mean --limit?"),
    (["up", "--port", "99999"], "from 1 to 65535"),
    (["up", "--port", "x"], "from 1 to 65535"),
    (["up", "--workers", "-1"], "from 0 to"),
    (["worker", "--lanes", "0"], "from 1 to"),
    (["restore", "/nowhere.tar"], "a file that exists"),
    (["token", "issue", "a@b.example", "--scope", "all"], "one of read, write, admin"),
    (["token", "isue"], "Did you mean issue?"),
    (["--loud"], "--loud"),
]


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str]]:
    def type_(*words: str) -> tuple[int, str]:
        monkeypatch.setattr("sys.argv", ["naru", *words])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        return int(ended.value.code or 0), capsys.readouterr().err

    return type_


@pytest.mark.parametrize(("words", "said"), WRONG, ids=[" ".join(words) for words, _ in WRONG])
def test_what_was_typed_wrongly_is_said_in_both_languages(
    typed: Callable[..., tuple[int, str]], words: list[str], said: str
) -> None:
    code, told = typed(*words)
    korean, english = told.splitlines()
    assert code == 2
    assert any("가" <= letter <= "힣" for letter in korean)
    assert said in english
    assert "--help" in korean
    assert "--help" in english


@pytest.mark.parametrize(
    ("trouble", "said"),
    [
        (OperationalError("database or disk is full"), "database or disk is full"),
        (OSError(28, "No space left on device", "/srv/naru/x"), "/srv/naru/x"),
        (OSError(30, "Read-only file system", "/srv/naru/x"), "Read-only file system"),
    ],
)
def test_a_database_or_disk_that_will_not_is_said_plainly(
    monkeypatch: pytest.MonkeyPatch, typed: Callable[..., tuple[int, str]], trouble: Exception, said: str
) -> None:
    def break_down() -> None:
        raise trouble

    monkeypatch.setattr(cli, "command_named", lambda _name: click.Command("datasets", callback=break_down))
    code, told = typed("datasets")
    assert code == 6
    assert said in told
    assert "naru doctor" in told


SETTINGS = {
    "DATABASE_URL": "mysql://naru:hidden@db/naru",
    "NARU_SMTP": "mail.example:hidden",
    "NARU_FILE_BYTES": "4GB",
    "NARU_TIMEZONE": "Mars",
    "NARU_ENGINE": "trino",
    "NARU_PROXIES": "-1",
}


@pytest.mark.parametrize("name", SETTINGS)
def test_a_setting_that_cannot_be_is_named_without_its_password(
    name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(name, SETTINGS[name])
    read: dict[str, Callable[[], object]] = {
        "DATABASE_URL": lambda: environment.database_from_url(SETTINGS[name]),
        "NARU_SMTP": lambda: environment.mail_from_url(SETTINGS[name], tmp_path),
        "NARU_FILE_BYTES": lambda: environment.number(name, 4 << 30, least=1, kind=int),
        "NARU_TIMEZONE": lambda: environment.time_zone(name, "Asia/Seoul"),
        "NARU_ENGINE": lambda: environment.engine_name(name, "duckdb"),
        "NARU_PROXIES": lambda: environment.number(name, 0, least=0, kind=int),
    }
    with pytest.raises(Refused) as refused:
        read[name]()
    assert name in refused.value.words.ko
    assert name in refused.value.words.en
    assert "hidden" not in str(refused.value.facts)


def test_a_wrong_setting_ends_a_command_with_its_sentence(tmp_path: Path) -> None:
    told = Machine(tmp_path / "home", {"DATABASE_URL": "mysql://naru:hidden@db/naru"}).run("datasets", expect=2).stderr
    assert "DATABASE_URL" in told
    assert "Traceback" not in told
    assert "hidden" not in told


def test_a_home_that_cannot_be_made_is_said_plainly(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("a file")
    told = Machine(tmp_path / "file").run("datasets", expect=5).stderr
    assert "Traceback" not in told


def test_the_secret_is_whole_for_everyone_who_starts_at_once_and_made_anew_where_a_crash_left_it_empty(
    tmp_path: Path,
) -> None:
    home = tmp_path / "fresh"
    home.mkdir()
    (home / "secret.key").touch()
    first = environment.secret_key(home)
    assert len(first) > 50
    assert environment.secret_key(home) == first
    assert [path.name for path in home.iterdir()] == ["secret.key"]
    assert (home / "secret.key").stat().st_mode & 0o777 == 0o600


@pytest.mark.django_db
@pytest.mark.parametrize("words", [["trail", "export"], ["backup"], ["export", "prices", "--to"]])
def test_a_folder_that_is_not_there_is_said_before_anything_is_written(
    typed: Callable[..., tuple[int, str]], tmp_path: Path, words: list[str]
) -> None:
    code, told = typed(*words, str(tmp_path / "nowhere" / "file.csv"))
    assert code == 5
    assert str(tmp_path / "nowhere") in told


@pytest.mark.django_db
def test_what_is_no_public_key_is_not_trusted(typed: Callable[..., tuple[int, str]], tmp_path: Path) -> None:
    (tmp_path / "export.jsonl").touch()
    code, told = typed("verify-trail", str(tmp_path / "export.jsonl"), "--key", "trail.pub")
    assert code == 2
    assert "keys/trail-*.pub" in told
