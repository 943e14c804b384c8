"""Doors of vouchers."""

from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.spec.doors.door import ANYONE, AUDITORS, INSIDERS, OFFICERS, SIGNED_IN, Door, Rows, Who
from tests.spec.doors.world import World

HOLDERS = frozenset({"steward", "owner"})
REVIEWER = frozenset({"outsider"})
APPLICANTS = INSIDERS  # the organisation's own people, officers and auditors
PARTIES = INSIDERS | {"stranger"}  # and the supplier's
SUPPLIER = frozenset({"stranger"})
Args = Callable[[World], dict[str, str]]


def _in(which: str, **more: str) -> Args:
    return lambda world: (
        {"programme_id": getattr(world.vouchers, which)}
        | {name: getattr(world.vouchers, field) for name, field in more.items()}
    )


def _case(which: str) -> Args:
    return lambda world: {"case_id": getattr(world.vouchers, which)}


def _award(world: World) -> dict[str, str]:
    return {"award_id": world.vouchers.award}


def _claim(world: World) -> dict[str, str]:
    return {"claim_id": world.vouchers.claim}


def _report(world: World) -> dict[str, Any]:
    return {"what": "보고서", "price": "1000", "report": SimpleUploadedFile("report.pdf", b"%PDF report")}


def _only(who: Who, among: Who) -> dict[str, Who]:
    """They alone; whoever else sees the thing is told no, the others find nothing."""
    return {"who": who, "hidden_from": SIGNED_IN - among}


def _post(args: Any, who: Who, among: Who = SIGNED_IN, body: Any = lambda world: {}) -> Door:
    return Door("POST", args=args, body=body, **_only(who, among))


DOORS: Rows = {
    "vouchers:programmes": [Door("GET", ANYONE)],
    "vouchers:programme": [Door("GET", ANYONE, _in("awarded"))],
    "vouchers:apply": [_post(_in("reviewed"), HOLDERS, body=lambda world: {"organisation": world.own.id})],
    "vouchers:office": [Door("GET", AUDITORS, _in("awarded"))],
    "vouchers:audit": [Door("GET", AUDITORS, _in("awarded"))],
    "vouchers:settlement": [Door("GET", AUDITORS, _in("awarded"))],
    "vouchers:check": [_post(_in("reviewed"), OFFICERS)],
    "vouchers:draw_panel": [
        _post(_in("open"), OFFICERS, body=lambda world: {"candidates": world.people["outsider"].email})
    ],
    "vouchers:announce": [_post(_in("reviewed"), OFFICERS)],
    "vouchers:review": [Door("GET", args=_in("reviewed"), **_only(REVIEWER, REVIEWER))],
    "vouchers:declare_interests": [_post(_in("reviewed"), REVIEWER, REVIEWER)],
    "vouchers:sign_sheets": [_post(_in("reviewed"), REVIEWER, REVIEWER)],
    "vouchers:sheet": [
        Door("GET", args=_in("reviewed", case_id="judged"), **_only(REVIEWER, REVIEWER)),
        _post(_in("reviewed", case_id="judged"), REVIEWER, REVIEWER, lambda world: {"need": "1", "plan": "1"}),
    ],
    "vouchers:application": [
        Door("GET", args=_case("draft"), **_only(APPLICANTS, APPLICANTS)),
        _post(_case("draft"), HOLDERS, APPLICANTS, lambda world: {"step": "money", "won": "1"}),
    ],
    "vouchers:file": [_post(_case("draft"), HOLDERS, APPLICANTS)],
    "vouchers:withdraw": [_post(_case("draft"), HOLDERS, APPLICANTS)],
    "vouchers:object": [_post(_case("decided"), HOLDERS, APPLICANTS, lambda world: {"text": "까닭"})],
    "vouchers:ask_supplement": [_post(_case("judged"), OFFICERS, body=lambda world: {"text": "더"})],
    "vouchers:award": [Door("GET", args=_award, **_only(PARTIES, PARTIES))],
    "vouchers:draft_agreement": [_post(_award, HOLDERS, PARTIES, lambda world: {"supplier": world.other.id})],
    "vouchers:sign": [
        _post(_award, OFFICERS, PARTIES, lambda world: {"party": "city", "digest": world.vouchers.digest})
    ],
    "vouchers:deposit_own": [_post(_award, OFFICERS, body=lambda world: {"won": "1"})],
    "vouchers:deliver": [_post(_award, SUPPLIER, PARTIES, _report)],
    "vouchers:close": [_post(_award, OFFICERS)],
    "vouchers:report_outcome": [_post(_award, HOLDERS, PARTIES, lambda world: {"months": "6"})],
    "vouchers:inspect": [_post(_claim, OFFICERS, body=lambda world: {"verdict": "accepted"})],
    "vouchers:approve": [_post(_claim, OFFICERS)],
    "vouchers:pay": [_post(_claim, OFFICERS)],
    "api:voucher_programmes": [Door("GET", ANYONE)],
}
