"""A combination's three roles in folders of a test, driven by the very commands that people give."""

import importlib
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.csv as pv
from click.testing import CliRunner

from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.person import OrganisationId, Person
from naru.commons.cases.reads import Case
from naru.systems.combination import actions
from naru.systems.combination.core.persons import Errors, two_firms

ROLES = {"card": "owner", "hospital": "owner", "kisa": "authority", "city": "agency"}
SPEC = {
    "case": "card-hospital",
    "version": 1,
    "items": [
        {"name": "name", "kind": "korean_name"},
        {"name": "birth", "kind": "birth"},
        {"name": "sex", "kind": "sex"},
        {"name": "phone", "kind": "mobile"},
    ],
    "keys": [["name", "birth", "phone"], ["name", "birth", "sex"], ["phone", "birth"]],
    "parties": ["card", "hospital"],
}
COLUMNS = {
    "card": [
        {"name": "age_band", "role": "quasi_identifier", "hierarchy": "ages.csv"},
        {"name": "district", "role": "quasi_identifier", "hierarchy": "districts.csv"},
        {"name": "spend_krw", "role": "quasi_identifier"},
    ],
    "hospital": [{"name": "disease", "role": "sensitive"}],
}
DISEASES = ("감기", "당뇨", "고혈압")
BYSTANDERS = ("이영희", "박철수", "최지우")


@dataclass(slots=True)
class Combination:
    """``path`` holds a folder for each of ``ROLES``, and the firms' files."""

    path: Path
    said: list[str] = field(default_factory=list)  # all that any command wrote

    def run(self, role: str, *words: str | Path) -> dict[str, Any]:
        """A command in this process; raises ``Refused`` as the command does."""
        result = CliRunner().invoke(_command(role), [*map(str, words), "--json"], standalone_mode=False)
        self.said += [result.output, repr(result.exception)]
        if result.exception:
            raise result.exception
        answer: dict[str, Any] = json.loads(result.stdout)
        return answer

    def killed(self, role: str, *words: str | Path, at: str) -> bool:
        """A command in a process of its own, killed at a point; whether it got there."""
        program = f"from naru.systems.combination.{role}.cli import {role}; {role}()"
        environment = {**os.environ, "NARU_CRASH_AT": at}
        ended = subprocess.run(
            [sys.executable, "-c", program, *map(str, words)], env=environment, capture_output=True, text=True
        )
        self.said += [ended.stdout, ended.stderr]
        return ended.returncode == -9

    def of(self, name: str, *parts: str) -> Path:
        return self.path.joinpath(name, *parts)

    def out(self, name: str, file: str) -> Path:
        return self.of(name, "outbox", file)

    def write_json(self, name: str, content: Any) -> Path:
        file = self.path / name
        file.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
        return file

    def begin(self, **spec: Any) -> None:
        """Folders for all, who know each other."""
        file = self.write_json("spec.json", {**SPEC, **spec})
        for name, role in ROLES.items():
            self.run(role, "begin", self.of(name), "--spec", file, "--name", name)
        for name, role in ROLES.items():
            self.run(role, "meet", self.of(name), *(self.of(other, "card.json") for other in ROLES if other != name))

    def share_secret(self) -> None:
        self.run("owner", "share-secret", self.of("card"), "--to", "hospital")
        self.run("owner", "take", self.of("hospital"), self.out("card", "card-secret-hospital.sealed"))

    def make_keys(self) -> None:
        for party in ("card", "hospital"):
            self.run("owner", "keys", self.of(party), self.path / f"{party}.csv")
        self.run("authority", "receive", self.of("kisa"), *(self.out(p, f"{p}-keys.sealed") for p in COLUMNS))

    def send_payloads(self) -> None:
        for party, columns in COLUMNS.items():
            self.run("owner", "take", self.of(party), self.out("kisa", f"extract-{party}.sealed"))
            described = self.write_json(f"{party}-columns.json", {"columns": columns})
            self.run("owner", "payload", self.of(party), self.path / f"{party}.csv", "--columns", described)
        sent = [self.out(party, f"{party}-payload.sealed") for party in COLUMNS]
        self.run("agency", "receive", self.of("city"), self.out("kisa", "map.sealed"), *sent)

    def to_joined(self) -> dict[str, Any]:
        """Everything up to the joined table."""
        self.begin()
        self.share_secret()
        self.make_keys()
        self.run("authority", "map", self.of("kisa"))
        self.send_payloads()
        return self.run("agency", "join", self.of("city"))

    def vote(self, digest: str, *choices: str) -> dict[str, Any]:
        members = [{"name": f"위원{place}", "organisation": "대학"} for place in range(3)]
        panel = self.write_json("panel.json", {"members": members})
        self.run("agency", "review", "appoint", self.of("city"), panel)
        answers = [
            self.run("agency", "review", "vote", self.of("city"), member["name"], choice, "--digest", digest)
            for member, choice in zip(members, choices, strict=False)
        ]
        return answers[-1]


def _command(role: str) -> Any:
    return getattr(importlib.import_module(f"naru.systems.combination.{role}.cli"), role)


def write_firms(
    path: Path, *, each: int, shared: int, seed: int = 7, errors: Errors | None = None
) -> tuple[pa.Table, pa.Table]:
    """The two firms' files; answers their tables, whose column ``person`` is the truth and in no file."""
    card, hospital = two_firms(each=each, shared=shared, seed=seed, errors=errors or Errors())
    births = [int(birth[:4]) for birth in card["birth"].to_pylist()]
    persons = card["person"].to_pylist()
    card = card.append_column("age_band", pa.array([str(born // 10 * 10) for born in births]))
    card = card.append_column("spend_krw", pa.array([10_000 * (1 + person % 50) for person in persons]))
    ill = [DISEASES[person % len(DISEASES)] for person in hospital["person"].to_pylist()]
    hospital = hospital.append_column("disease", pa.array(ill))
    for name, table in (("card", card), ("hospital", hospital)):
        pv.write_csv(table.drop(["person"]), path / f"{name}.csv")
    bands = sorted({str(born // 10 * 10) for born in range(1935, 2007)})
    (path / "ages.csv").write_text("".join(f"{band};{int(band) // 20 * 20};*\n" for band in bands), encoding="utf-8")
    districts = sorted(set(card["district"].to_pylist()))
    (path / "districts.csv").write_text("".join(f"{name};*\n" for name in districts), encoding="utf-8")
    return card, hospital


def everything_written(path: Path, besides: Sequence[str] = ()) -> bytes:
    """All bytes under the folder but of the files of these names."""
    files = sorted(file for file in path.rglob("*") if file.is_file() and file.name not in besides)
    return b"\n".join(file.read_bytes() for file in files)


ANSWERS = {
    "purpose": {"purpose": "연령대와 구별로 지출과 질병을 통계로 내려 합니다.", "basis": "statistics", "law": "pipa"},
    "keys": {
        "party": "card",
        "partner": "hospital",
        "key_1": "name-birth-phone",
        "key_2": "name-birth-sex",
        "key_3": "birth-phone",
        "mode": "hmac",
    },
    "data": {"persons": "300", "columns": "연령대, 구, 지출, 질병"},
    "use": {"days": "30", "place": "분석실", "pledge": "on"},
}
DOCUMENTS = ("registration", "description", "proof", "safety")


def apply_for(organisation: OrganisationId, by: Person, officer: Person, clock: Clock = SYSTEM_CLOCK) -> Case:
    """An application with nothing missing, after a consultation; not filed yet."""
    asked = actions.consult(
        organisation, partners="병원", text="함께 보려 합니다.", items=("name",), by=by, clock=clock
    )
    actions.answer_consultation(asked.id, "신청하세요.", by=officer, clock=clock)
    case = actions.apply(asked.id, by=by, clock=clock)
    for step, raw in ANSWERS.items():
        assert not actions.save(case.id, step, raw, by=by, clock=clock)
    for document in DOCUMENTS:
        actions.attach(case.id, document, name=f"{document}.pdf", sha256="a" * 64, size=9, by=by, clock=clock)
    return case
