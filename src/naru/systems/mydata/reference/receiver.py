"""A receiver's program: asks a citizen for her consent, pulls what she agreed to, deletes what it is told to and proves it."""

import base64
import html
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote_plus, urlencode

from naru.base.kit.canonical import JSON
from naru.systems.mydata.core import deletion, documents, jose
from naru.systems.mydata.core.deletion import ERASED, Line
from naru.systems.mydata.reference.program import Declined, Program, Reply, Request

PAGE = '<!doctype html><html lang="ko"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title><h1>{title}</h1>{body}'


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What came with one pull: values, the key of their hashes."""

    values: Mapping[str, Any]
    key: bytes

    def lines(self, pull: str) -> list[Line]:
        return [
            Line(pull=pull, item=item, hash=deletion.value_hash(self.key, item, value))
            for item, value in self.values.items()
        ]


@dataclass
class Receiver(Program):
    """``parts`` are by consent and pull; ``retains`` the items that a law makes it keep: item → (ground, until)."""

    title: str = "걷기 처방"
    redirect_url: str = ""
    parts: dict[str, dict[str, Part]] = field(default_factory=dict)
    retains: dict[str, tuple[str, str]] = field(default_factory=dict)
    begun: dict[str, str] = field(default_factory=dict)  # state → PKCE verifier
    refused: dict[str, str] = field(default_factory=dict)  # pull → ground
    discarded: list[str] = field(default_factory=list)  # pulls whose row was somebody else's
    proves: bool = True

    def answer(self, request: Request) -> Reply:
        match (request.method, request.path):
            case ("GET", "/"):
                return self._page('<p><a href="/start">내 데이터로 처방 받기</a></p>')
            case ("GET", "/start"):
                return Reply(status=302, headers={"Location": self.start()})
            case ("GET", "/callback"):
                return self._callback(request.query)
            case ("GET", "/favicon.ico"):
                return Reply(status=204)
            case ("POST", "/naru/orders"):
                return self._ordered(request)
        raise Declined(404, "not_found")

    def _page(self, body: str) -> Reply:
        return Reply(
            body=PAGE.format(title=html.escape(self.title), body=body).encode(), kind="text/html; charset=utf-8"
        )

    # --- consent ---

    def start(self) -> str:
        """Where the citizen's browser goes to be asked."""
        state, verifier = secrets.token_urlsafe(16), secrets.token_urlsafe(48)
        self.begun[state] = verifier
        form = {
            "response_type": "code",
            "redirect_uri": self.redirect_url,
            "state": state,
            "code_challenge": jose.challenge(verifier),
            "code_challenge_method": "S256",
        }
        said = self.authenticate(form, "/oauth/par/")
        return f"{self.city}/oauth/authorize/?{urlencode({'client_id': self.id, 'request_uri': said['request_uri']})}"

    def _callback(self, query: Mapping[str, str]) -> Reply:
        said = {name: unquote_plus(value) for name, value in query.items()}
        verifier = self.begun.pop(said.get("state", ""), "")
        if not verifier or said.get("iss") != self.city:
            raise Declined(400, "invalid_request")
        if "code" not in said:
            return self._page("<p>동의하지 않으셨습니다. 받은 것이 없습니다.</p>")
        consent = self.take(said["code"], verifier)
        rows = "".join(
            f"<li>{html.escape(item)}: {html.escape(str(value))}</li>"
            for part in self.parts.get(consent, {}).values()
            for item, value in sorted(part.values.items())
        )
        return self._page(f"<p>받은 것</p><ul>{rows}</ul>")

    def take(self, code: str, verifier: str) -> str:
        """Change the code for a token, pull what is due by it; the consent's name."""
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self.redirect_url,
            "code_verifier": verifier,
        }
        said = self.authenticate(form, "/oauth/token/")
        consent = str(said["consent"])
        self.pull([each for each in self.due() if each["consent"] == consent], token=said["access_token"])
        return consent

    # --- pulling ---

    def due(self) -> list[dict[str, Any]]:
        due: list[dict[str, Any]] = self.call("GET", f"{self.city}/wire/due/")["pulls"]
        return due

    def pull(self, due: Iterable[Mapping[str, Any]], *, token: str = "") -> int:
        """Ask each holder for its pulls; how many came. With its own token where none of a consent is said."""
        by_address: dict[str, dict[str, Mapping[str, Any]]] = {}
        for each in due:
            by_address.setdefault(each["address"], {})[each["pull"]] = each
        came = 0
        for address, wanted in by_address.items():
            said = self.call("POST", f"{address}/transfers", {"pulls": list(wanted)}, token=token or self.own_token())
            self.refused |= said["refused"]
            came += sum(self._keep(part, wanted) for part in said["parts"])
        return came

    def _keep(self, part: Mapping[str, Any], wanted: Mapping[str, Mapping[str, Any]]) -> bool:
        """What was asked for, of the right person, nothing beyond; else it is thrown away."""
        asked = wanted.get(part["pull"])
        if asked is None or part["about"] != asked["about"] or set(part["values"]) - set(asked["items"]):
            self.discarded.append(str(part["pull"]))
            return False
        made = Part(values=dict(part["values"]), key=base64.b64decode(part["key"]))
        with self.lock:
            self.parts.setdefault(asked["consent"], {})[part["pull"]] = made
        return True

    def withdraw(self, consent: str) -> None:
        """Its customer says here that she takes it back."""
        self.call("POST", f"{self.city}/wire/withdrawals/", {"consent": consent})

    # --- deletion ---

    def _ordered(self, request: Request) -> Reply:
        asked = self.city_says(request)
        if self.proves:
            self.delete(asked)
        return self.answer_city(asked, {"order": asked["order"]})

    def catch_up(self) -> int:
        """Orders that were told while it was away."""
        orders = self.call("GET", f"{self.city}/wire/orders/")["orders"]
        for each in orders:
            self.delete(each)
        return len(orders)

    def delete(self, order: Mapping[str, Any]) -> None:
        """Delete every line but what a law retains, and sign which."""
        lines = deletion.lines_of(order["lines"])
        kept = self.parts.get(order["consent"], {})
        for line in lines:
            if line.item not in self.retains and line.pull in kept:
                left = {item: value for item, value in kept[line.pull].values.items() if item != line.item}
                kept[line.pull] = Part(values=left, key=kept[line.pull].key)
        if order.get("over") and not any(part.values for part in kept.values()):
            self.parts.pop(order["consent"], None)
        self.call("POST", f"{self.city}/wire/attestations/", self.attestation(order["order"], lines))

    def attestation(self, order: str, lines: Iterable[Line]) -> dict[str, Any]:
        lines = tuple(lines)
        items = sorted({each.item for each in lines})
        said: dict[str, JSON] = {
            "type": "naru.deletion-attestation.v1",
            "order": order,
            "digest": deletion.lines_digest(lines),
            "method": ERASED,
            "deleted": [item for item in items if item not in self.retains],
            "retained": [
                {"item": item, "ground": self.retains[item][0], "until": self.retains[item][1]}
                for item in items
                if item in self.retains
            ],
            "receiver": documents.did_of(self.key.public_key().public_bytes_raw()),
        }
        return documents.sign(said, self.key, at=self.now())
