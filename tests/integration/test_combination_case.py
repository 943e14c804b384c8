"""A whole combination by the commands of its three roles, and everything that may go wrong on the way."""

import json
import tempfile
from pathlib import Path
from typing import Any

import pytest

from naru.base.kit.refusals import Refused
from naru.systems.combination.core.persons import NO_ERRORS
from tests.combination import COLUMNS, Combination, everything_written, write_firms

FIRMS = ("card.csv", "hospital.csv")


def refused(case: Combination, role: str, *words: str | Path) -> str:
    with pytest.raises(Refused) as raised:
        case.run(role, *words)
    case.said.append(raised.value.words.ko)
    return raised.value.code


@pytest.fixture
def case(tmp_path: Path) -> Combination:
    write_firms(tmp_path, each=300, shared=200)
    return Combination(tmp_path)


def test_two_firms_records_become_one_table_that_leaves_after_review(
    case: Combination, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The story in one piece; then nothing that tells of a person stands in any file or word but the firms' own."""
    spill = case.path / "tmp"
    spill.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(spill))
    card, hospital = write_firms(case.path, each=300, shared=200, errors=NO_ERRORS)
    joined = case.to_joined()
    assert joined["rows"] == len(set(card["person"].to_pylist()) & set(hospital["person"].to_pylist())) == 200
    city = case.of("city")
    assert case.run("agency", "assess", city)["passes"] is False
    assert refused(case, "agency", "propose", city) == "assessment_not_passed"
    plan = case.path / "plan.json"
    case.run("agency", "suggest", city, "--out", plan)
    case.run("agency", "treat", city, plan)
    assert case.run("agency", "assess", city)["passes"] is True
    proposed = case.run("agency", "propose", city, "--form", "csv", "--purpose", "상권과 건강")
    assert refused(case, "agency", "release", city, "--to", "card") == "case_not_there"
    assert (
        refused(case, "agency", "review", "vote", city, "위원0", "approve", "--digest", "x") == "release_panel_missing"
    )
    assert case.vote(proposed["digest"], "approve", "approve", "refuse")["state"] == "reviewed"
    assert (
        refused(case, "agency", "review", "vote", city, "위원2", "approve", "--digest", proposed["digest"])
        == "release_review_closed"
    )
    released = case.run("agency", "release", city, "--to", "card")
    assert released["sha256"] == proposed["digest"]
    assert refused(case, "agency", "release", city, "--to", "hospital") == "case_not_there"
    table = case.path / "released.csv"
    opened = case.run("owner", "open-release", case.of("card"), case.out("city", "release.sealed"), table)
    assert opened["sha256"] == proposed["digest"]
    assert "_serial_" not in table.read_text()
    assert "disease" in table.read_text()
    copy = case.path / "copy.sealed"
    copy.write_bytes(case.of("city", "tables", "joined.sealed").read_bytes())
    destroyed = case.run("agency", "destroy", city)
    certificate = case.run("agency", "verify", destroyed["certificate"])
    verified = case.run("agency", "verify", city, "--card", case.of("city", "card.json"), "--head", certificate["head"])
    assert (verified["state"], verified["gone"]) == ("destroyed", 0)
    assert refused(case, "agency", "join", city) == "case_not_there"
    written = everything_written(case.path, besides=(*FIRMS, "released.csv")) + "\n".join(case.said).encode()
    persons = {name for table in (card, hospital) for name in table["name"].to_pylist()}
    phones = {phone[-8:] for table in (card, hospital) for phone in table["phone"].to_pylist()}
    assert not [each for each in persons | phones if each.encode() in written]
    assert list(spill.iterdir()) == []


def test_files_that_were_swapped_changed_cut_or_sent_twice_are_refused(case: Combination) -> None:
    case.begin()
    case.share_secret()
    case.make_keys()
    card, hospital, kisa, city = (case.of(name) for name in ("card", "hospital", "kisa", "city"))
    keys = case.out("card", "card-keys.sealed")
    assert refused(case, "agency", "receive", city, keys) == "kind_not_for_role"
    assert refused(case, "owner", "take", hospital, keys) == "kind_not_for_role"
    assert case.run("authority", "receive", kisa, keys) == {"received": 0, "already": 1}
    case.run("owner", "keys", card, case.path / "card.csv")
    assert refused(case, "authority", "receive", kisa, keys) == "sent_twice"
    inbox = case.of("kisa", "inbox", "card-keys.sealed")
    whole = inbox.read_bytes()
    inbox.write_bytes(whole[:-100])
    assert refused(case, "authority", "map", kisa) == "sealed_file_altered"
    inbox.write_bytes(whole)
    assert (
        refused(case, "owner", "payload", card, case.path / "hospital.csv", "--columns", _columns(case, "hospital"))
        == "records_changed"
    )
    case.run("authority", "map", kisa)
    assert refused(case, "authority", "receive", kisa, case.out("kisa", "map.sealed")) == "kind_not_for_role"
    assert refused(case, "agency", "join", city) == "case_not_there"
    case.run("agency", "receive", city, case.out("kisa", "map.sealed"))
    assert refused(case, "agency", "join", city) == "file_not_received"
    assert (
        refused(case, "owner", "payload", city, case.path / "card.csv", "--columns", _columns(case, "card"))
        == "folder_of_other_role"
    )
    assert refused(case, "agency", "join", case.path / "nowhere") == "not_case_folder"
    dossier = case.of("city", "dossier.jsonl")
    dossier.write_bytes(dossier.read_bytes().replace(b'"role":"agency"', b'"role":"mayor_"', 1))
    assert refused(case, "agency", "status", city) == "dossier_broken"


def _columns(case: Combination, party: str) -> Path:
    return case.write_json(f"{party}-columns.json", {"columns": COLUMNS[party]})


def test_names_and_numbers_are_never_sent_as_attributes(case: Combination) -> None:
    case.begin()
    case.share_secret()
    case.run("owner", "keys", case.of("card"), case.path / "card.csv")
    for name, role, code in (
        ("name", "quasi_identifier", "item_in_payload"),
        ("phone", "insensitive", "item_in_payload"),
        ("birth", "sensitive", "item_in_payload"),
        ("weight", "sensitive", "item_missing"),
        ("birth", "quasi_identifier", ""),
    ):
        columns = case.write_json("columns.json", {"columns": [{"name": name, "role": role}]})
        words = ("payload", case.of("card"), case.path / "card.csv", "--columns", columns)
        assert (refused(case, "owner", *words) if code else case.run("owner", *words)["columns"]) == (code or [name])


def test_a_match_rate_is_told_so_many_times_and_an_empty_intersection_joins_nothing(tmp_path: Path) -> None:
    write_firms(tmp_path, each=60, shared=0)
    case = Combination(tmp_path)
    case.begin()
    case.share_secret()
    case.make_keys()
    told = [case.run("authority", "rate", case.of("kisa"))["matched"] for _ in range(3)]
    assert told == [None, None, None]
    assert refused(case, "authority", "rate", case.of("kisa")) == "rate_asked_too_often"
    case.run("authority", "map", case.of("kisa"))
    case.send_payloads()
    assert refused(case, "agency", "join", case.of("city")) == "nothing_joined"


def test_owners_make_keys_together_and_estimate_their_overlap(tmp_path: Path) -> None:
    write_firms(tmp_path, each=60, shared=40, errors=NO_ERRORS)
    case = Combination(tmp_path)
    case.begin(mode="oprf", keys=[["name", "birth", "phone"]])
    other = {"card": "hospital", "hospital": "card"}
    assert refused(case, "owner", "keys", case.of("card"), case.path / "card.csv") == "evaluate_first"
    for party, helper in other.items():
        case.run("owner", "blind", case.of(party), case.path / f"{party}.csv")
        sent = case.out(party, f"{party}-blinded-{helper}.sealed")
        assert refused(case, "owner", "evaluate", case.of(helper), sent, "--at-most", "59") == "points_too_many"
        case.run("owner", "evaluate", case.of(helper), sent, "--at-most", "60")
        assert refused(case, "owner", "evaluate", case.of(helper), sent, "--at-most", "60") == "evaluated_already"
        assert refused(case, "owner", "blind", case.of(party), case.path / f"{party}.csv") == "blinded_already"
        case.run("owner", "take", case.of(party), case.out(helper, f"{party}-evaluated-{party}.sealed"))
    case.make_keys()
    assert case.run("authority", "map", case.of("kisa"))["links"] == 40
    case.run("owner", "estimate", "ask", case.of("card"), case.path / "card.csv", "--of", "hospital")
    asked = case.out("card", "card-estimate_asked-hospital.sealed")
    case.run("owner", "estimate", "answer", case.of("hospital"), asked, case.path / "hospital.csv")
    answered = case.out("hospital", "hospital-estimate_answered-card.sealed")
    assert case.run("owner", "estimate", "count", case.of("card"), answered)["matched"] == 40


@pytest.mark.parametrize("event", ["map_came", "join"])
def test_a_stop_leaves_nothing_to_do_but_destroying(event: str, case: Combination) -> None:
    if event == "join":
        case.to_joined()
    else:
        case.begin()
    case.run("agency", "stop", case.of("city"), "--reason", "identifiable")
    for words in (("join",), ("assess",), ("propose",), ("stop", "--reason", "again")):
        assert refused(case, "agency", words[0], case.of("city"), *words[1:]) == "case_not_there"
    case.run("agency", "destroy", case.of("city"))
    assert case.run("agency", "status", case.of("city"))["state"] == "destroyed"


def test_a_command_killed_anywhere_is_given_again(case: Combination) -> None:
    case.begin()
    case.share_secret()
    case.make_keys()
    kisa, city = case.of("kisa"), case.of("city")
    assert case.killed("authority", "map", kisa, at="combination.map_sealed")
    case.run("authority", "map", kisa)
    case.send_payloads()
    assert case.killed("agency", "join", city, at="combination.joined_sealed")
    assert case.run("agency", "status", city)["state"] == "mapped"
    case.run("agency", "join", city)
    assert case.killed("agency", "destroy", city, at="combination.key_destroyed")
    case.run("agency", "destroy", city)
    assert case.run("agency", "verify", city)["state"] == "destroyed"


@pytest.mark.slow
def test_whatever_was_killed_between_keys_and_release_is_given_again_and_one_table_leaves(case: Combination) -> None:
    """At the points where a file is there already and the dossier does not know of it yet."""

    def twice(role: str, *words: str | Path, at: str) -> dict[str, Any]:
        assert case.killed(role, *words, at=f"combination.{at}"), at
        return case.run(role, *words)

    write_firms(case.path, each=300, shared=200, errors=NO_ERRORS)
    case.begin()
    case.share_secret()
    card, kisa, city, plan = case.of("card"), case.of("kisa"), case.of("city"), case.path / "plan.json"
    twice("owner", "keys", card, case.path / "card.csv", at="keys_sent")
    case.run("owner", "keys", case.of("hospital"), case.path / "hospital.csv")
    sent = [case.out(party, f"{party}-keys.sealed") for party in COLUMNS]
    twice("authority", "receive", kisa, *sent, at="received")
    case.run("authority", "map", kisa)
    case.send_payloads()
    case.run("agency", "join", city)
    case.run("agency", "assess", city)
    case.run("agency", "suggest", city, "--out", plan)
    twice("agency", "treat", city, plan, at="treated_sealed")
    case.run("agency", "assess", city)
    proposed = twice("agency", "propose", city, "--purpose", "상권과 건강", at="proposal_sealed")
    case.vote(proposed["digest"], "approve", "approve")
    last = ("review", "vote", city, "위원2", "approve", "--digest", proposed["digest"])
    assert case.killed("agency", *last, at="combination.voted")
    assert refused(case, "agency", *last) == "release_voted_already"
    assert case.run("agency", "review", "close", city)["state"] == "reviewed"
    released = twice("agency", "release", city, "--to", "card", at="release_sealed")
    assert released["sha256"] == proposed["digest"]
    assert case.run("agency", "verify", city)["state"] == "released"


def test_an_owner_whose_key_is_lost_or_open_to_others_goes_no_further(case: Combination) -> None:
    case.begin()
    case.share_secret()
    secret = case.of("hospital", "owners.key")
    secret.chmod(0o644)
    assert refused(case, "owner", "keys", case.of("hospital"), case.path / "hospital.csv") == "secret_open_to_others"
    secret.unlink()
    assert refused(case, "owner", "keys", case.of("hospital"), case.path / "hospital.csv") == "secret_lost"
    card = json.loads(case.of("hospital", "card.json").read_text())
    changed = case.write_json("changed.json", {**card, "signing": card["sealing"]})
    assert refused(case, "authority", "meet", case.of("kisa"), changed) == "role_card_changed"


def test_verify_finds_a_byte_changed_in_any_file_that_the_dossier_names(case: Combination) -> None:
    case.to_joined()
    city = case.of("city")
    assert case.run("agency", "verify", city)["files"] == 4
    for name in ("inbox/kisa-map.sealed", "inbox/card-payload.sealed", "tables/joined.sealed"):
        file = city / name
        whole = file.read_bytes()
        file.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
        assert refused(case, "agency", "verify", city) == "sealed_file_altered"
        file.write_bytes(whole)
    assert case.run("agency", "verify", city)["state"] == "joined"
