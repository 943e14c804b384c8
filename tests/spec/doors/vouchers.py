"""Doors of vouchers."""

from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from naru.base.kit.clock import SYSTEM_CLOCK, FrozenClock
from naru.base.kit.person import SYSTEM
from naru.commons.cases import review
from naru.commons.terms import reads as terms
from naru.systems.vouchers import actions, reads, spending
from tests import vouchers as steps
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
        {"programme_id": world.things[f"voucher_{which}"]}
        | {name: world.things[f"voucher_{field}"] for name, field in more.items()}
    )


def _case(which: str) -> Args:
    return lambda world: {"case_id": world.things[f"voucher_{which}"]}


def _award(world: World) -> dict[str, str]:
    return {"award_id": world.things["voucher_award"]}


def _claim(world: World) -> dict[str, str]:
    return {"claim_id": world.things["voucher_claim"]}


def _report(world: World) -> dict[str, Any]:
    return {"what": "보고서", "price": "1000", "report": SimpleUploadedFile("report.pdf", b"%PDF report")}


def _only(who: Who, among: Who) -> dict[str, Who]:
    """They alone; whoever else sees the thing is told no, the others find nothing."""
    return {"who": who, "hidden_from": SIGNED_IN - among}


def _post(args: Any, who: Who, among: Who = SIGNED_IN, body: Any = lambda world: {}) -> Door:
    return Door("POST", args=args, body=body, **_only(who, among))


def make_things(world: World) -> dict[str, str]:
    """The organisation has a voucher that the other one supplies, and a draft; the outsider reviews an application of the other."""
    clock = FrozenClock(SYSTEM_CLOCK.now())
    owner, stranger, officer, outsider = (world.people[role] for role in ("owner", "stranger", "officer", "outsider"))
    first, second, third = (steps.programme(clock) for _ in range(3))
    decided = steps.filled(first, world.own.id, owner, clock)
    actions.file(decided, by=owner, clock=clock)
    steps.reviewed(first, outsider, officer, clock)
    actions.announce(first.id, by=officer, clock=clock)
    (award,) = reads.awards(first, SYSTEM)
    agreed = steps.agreed(award.id, holder=owner, supplier=stranger, officer=officer, clock=clock)
    judged = steps.filled(third, world.other.id, stranger, clock)
    actions.file(judged, by=stranger, clock=clock)
    actions.check_all(third.id, by=officer, clock=clock)
    actions.draw_panel(third.id, [outsider.id], by=officer, clock=clock)
    review.declare_interests(third.ref, {}, by=outsider, clock=clock)
    return {
        "voucher_awarded": first.id,
        "voucher_open": second.id,
        "voucher_reviewed": third.id,
        "voucher_draft": steps.filled(second, world.own.id, owner, clock),
        "voucher_decided": decided,
        "voucher_judged": judged,
        "voucher_award": award.id,
        "voucher_claim": spending.deliver(
            award.id, "보고서", sha256="a" * 64, price_krw=1_000_000, by=stranger, clock=clock
        ),
        "voucher_digest": terms.document(agreed.document_id).newest.sha256,
    }


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
        _post(_award, OFFICERS, PARTIES, lambda world: {"party": "city", "digest": world.things["voucher_digest"]})
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
