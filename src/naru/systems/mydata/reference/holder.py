"""A holder's program: it shows a citizen her row, and sends what a permit names within the second in which it was given.

It reports what it is about to send before the first byte leaves, so that nothing is ever out that the city has not written down.
"""

import base64
import json
import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from naru.base.kit import crash
from naru.systems.mydata.core import deletion, jose
from naru.systems.mydata.reference.program import Declined, Program, Reply, Request, json_reply

Row = Mapping[str, Any]  # item → value


@dataclass
class Holder(Program):
    """``row`` reads a subject's row; ``codes`` are one-time codes that its customers were given, with whom they are for."""

    row: Callable[[str], Row] = lambda subject: {}
    codes: dict[str, tuple[str, str]] = field(default_factory=dict)  # code → subject, birthday or ""
    wait: Callable[[], None] = lambda: None  # what happens between asking and sending: a slow machine, in tests

    def answer(self, request: Request) -> Reply:
        match (request.method, request.path):
            case ("POST", "/naru/links"):
                return self._link(request)
            case ("POST", "/naru/previews"):
                return self._preview(request)
            case ("POST", "/transfers"):
                return self._transfer(request)
            case ("POST", "/withdrawals"):
                return self._withdraw(request)
        raise Declined(404, "not_found")

    def _link(self, request: Request) -> Reply:
        asked = self.city_says(request)
        with self.lock:
            subject, born = self.codes.pop(str(asked["code"]), ("", ""))
        return self.answer_city(asked, {"subject": subject, "born": born} if subject else {})

    def _preview(self, request: Request) -> Reply:
        asked = self.city_says(request)
        row = self.row(asked["subject"])
        values = {item: row[item] for item in asked["items"] if item in row}
        return self.answer_city(asked, {"values": values, "about": deletion.about(asked["about"], asked["subject"])})

    def _transfer(self, request: Request) -> Reply:
        token = request.headers.get("authorization", "").removeprefix("DPoP ")
        proof = jose.check_dpop(
            request.headers.get("dpop", ""), "POST", request.url, now=self.now(), seen=self.note, token=token
        )
        pulls = json.loads(request.body)["pulls"]
        asked = time.monotonic()
        crash.point("mydata.asking")
        said = self.call("POST", f"{self.city}/wire/permits/", {"token": token, "jkt": proof.jkt, "pulls": pulls})
        crash.point("mydata.permitted")
        self.wait()
        parts = [self._part(each) for each in said["permits"]]
        reports = [each.pop("report") for each in parts]
        if time.monotonic() - asked > said["valid_ms"] / 1000:
            nothing = {"about": "", "hashes": {}, "ground": "impossible"}
            self._report([{"pull": each["pull"], **nothing} for each in parts])
            raise Declined(503, "temporarily_unavailable")
        self._report(reports)
        crash.point("mydata.reported")
        return json_reply({"parts": parts, "refused": said["refused"]})

    def _part(self, permit: Mapping[str, Any]) -> dict[str, Any]:
        row = self.row(permit["subject"])
        values = {item: row[item] for item in permit["items"] if item in row}
        key = secrets.token_bytes(32)
        about = deletion.about(permit["pull"], permit["subject"])
        hashes = {item: deletion.value_hash(key, item, value) for item, value in values.items()}
        return {
            "pull": permit["pull"],
            "about": about,
            "key": base64.b64encode(key).decode(),
            "values": values,
            "report": {"pull": permit["pull"], "about": about, "hashes": hashes},
        }

    def _report(self, reports: list[dict[str, Any]]) -> None:
        if reports:
            self.call("POST", f"{self.city}/wire/reports/", {"parts": reports})

    def _withdraw(self, request: Request) -> Reply:
        """Its customer says here that she takes it back."""
        self.call("POST", f"{self.city}/wire/withdrawals/", {"consent": json.loads(request.body)["consent"]})
        return json_reply({})
