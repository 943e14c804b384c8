"""The citizen's pages: who has her data, an offer with her own row, a consent and its proofs, her vault, her proxies."""

import json
from datetime import datetime, time, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from naru.base.kit.clock import CITY_ZONE, SYSTEM_CLOCK
from naru.base.kit.guard import Visit, signed_in
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.systems.mydata import actions, oauth, reads, receipts, registering, server, standards, vaults
from naru.systems.mydata.core.states import ConsentState
from naru.systems.mydata.core.vault import readable
from naru.systems.mydata.reads import Card

MINE = (Words("누가 내 데이터를 갖고 있나", "Who has my data"), "/mydata/")


@never_cache
@require_safe
@signed_in
def mine(request: Visit) -> HttpResponse:
    """Who has what since when, and one press to stop all; for herself or for whom she is a proxy of."""
    now = SYSTEM_CLOCK.now()
    citizen = request.GET.get("for", "") or request.person.id
    cards = reads.consents(citizen, request.person)
    wards = reads.wards(request.person, now)
    context = {
        "citizen": citizen,
        "is_self": citizen == request.person.id,
        "ward": dict(wards).get(citizen, ""),
        "wards": wards,
        "running": [each for each in cards if each.consent.state.is_running],
        "offers": [each for each in cards if _is_open(each, now)],
        "over": [each for each in cards if not each.consent.state.is_running and each.consent.starts],
        "linked": list(reads.links(citizen).values()),
        "holders": reads.holders(),
        "proxies": reads.proxies_of(citizen, now),
        "tomorrow": f"{SYSTEM_CLOCK.today() + timedelta(days=1)}",
        "crumbs": [(MINE[0], "")],
    }
    return render(request, "mydata/mine.html", context)


def _is_open(card: Card, now: datetime) -> bool:
    return card.consent.state is ConsentState.OFFERED and now < card.consent.until


@never_cache
@require_safe
@signed_in
def authorize(request: Visit) -> HttpResponse:
    """Where a service sends its visitor: the pushed request becomes her offer."""
    consent_id = oauth.authorize(
        request.GET.get("client_id", ""), request.GET.get("request_uri", ""), by=request.person
    )
    return redirect("mydata:offer", consent_id)


@require_POST
@signed_in
def ask(request: Visit, service_id: str) -> HttpResponse:
    """She begins here, from the register of services."""
    citizen = request.POST.get("for", "") or request.person.id
    return redirect("mydata:offer", actions.offer(service_id, citizen=citizen, by=request.person))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def offer(request: Visit, consent_id: str) -> HttpResponse:
    """What would be sent, with her own values; nothing is chosen beforehand."""
    card = reads.consent(consent_id, request.person)
    if request.method == "POST":
        return _answer(request, card)
    if card.consent.state is not ConsentState.OFFERED:
        return redirect("mydata:consent", consent_id)
    return _offer(request, card)


def _answer(request: Visit, card: Card) -> HttpResponse:
    consent_id = card.consent.id
    if request.POST.get("answer") == "no":
        actions.decline(consent_id, by=request.person)
        return redirect("mydata:consent", consent_id)
    try:
        actions.agree(consent_id, request.POST.getlist("choice"), by=request.person)
    except Refused as refused:
        if refused.code != "nothing_chosen":
            raise
        return _offer(request, card, fault=refused.words)
    return redirect("mydata:consent", consent_id)


def _offer(request: Visit, card: Card, *, fault: Words | None = None) -> HttpResponse:
    values, silence = _preview(request, card)
    items = standards.items()
    lists = standards.item_lists()
    purposes = [
        (each, [(f"{each.code}:{code}", items[code], readable(values.get(code))) for code in each.items])
        for each in card.consent.terms.purposes
    ]
    context = {
        "card": card,
        "purposes": purposes,
        "is_sensitive": any(lists[code].sensitive for code in card.consent.terms.lists),
        "silence": silence,
        "fault": fault,
        "links": reads.links(card.consent.citizen),
        "crumbs": [MINE, (card.service.title, "")],
    }
    return render(request, "mydata/offer.html", context, status=422 if fault else 200)


def _preview(request: Visit, card: Card) -> tuple[dict[str, Any], Words | None]:
    """Her values, or why they cannot be shown: she may decide all the same."""
    try:
        return actions.preview(card.consent.id, by=request.person), None
    except Refused as refused:
        if refused.code not in {"holder_silent", "holder_answer_refused"}:
            raise
        return {}, refused.words


@never_cache
@require_safe
@signed_in
def consent(request: Visit, consent_id: str) -> HttpResponse:
    """One consent: what is sent, how to take it back, what happened, what was deleted."""
    card = reads.consent(consent_id, request.person)
    if _is_open(card, SYSTEM_CLOCK.now()):
        return redirect("mydata:offer", consent_id)
    items = standards.items()
    context = {
        "card": card,
        "choices": [
            (choice.name, items[choice.item], card.consent.terms.purpose(choice.purpose))
            for choice in sorted(card.consent.choices)
        ],
        "history": reads.history(consent_id),
        "orders": reads.orders_of(consent_id),
        "may_go_back": receipts.may_go_back(consent_id),
        "crumbs": [MINE, (card.service.title, "")],
    }
    return render(request, "mydata/consent.html", context)


@require_POST
@signed_in
def withdraw(request: Visit, consent_id: str) -> HttpResponse:
    actions.withdraw(consent_id, by=request.person)
    _say(
        request,
        Words(
            "그만 보냅니다. 받은 쪽에 지우라고 했습니다.", "Nothing more is sent, and the receiver is told to delete."
        ),
    )
    return redirect("mydata:consent", consent_id)


@require_POST
@signed_in
def suspend(request: Visit, consent_id: str) -> HttpResponse:
    actions.suspend(consent_id, by=request.person)
    return redirect("mydata:consent", consent_id)


@require_POST
@signed_in
def resume(request: Visit, consent_id: str) -> HttpResponse:
    actions.resume(consent_id, by=request.person)
    return redirect("mydata:consent", consent_id)


@require_POST
@signed_in
def renew(request: Visit, consent_id: str) -> HttpResponse:
    actions.renew(consent_id, by=request.person)
    return redirect("mydata:consent", consent_id)


@require_POST
@signed_in
def narrow(request: Visit, consent_id: str) -> HttpResponse:
    """What is still ticked goes on; nothing ticked is taking all of it back."""
    if left := request.POST.getlist("choice"):
        actions.narrow(consent_id, left, by=request.person)
    else:
        actions.withdraw(consent_id, by=request.person)
    return redirect("mydata:consent", consent_id)


@require_POST
@signed_in
def stop_all(request: Visit) -> HttpResponse:
    citizen = request.POST.get("for", "") or request.person.id
    count = actions.stop_all(citizen, by=request.person)
    _say(request, Words(f"모두 멈췄습니다: {count}곳", f"All stopped: {count}"))
    return _mine(citizen, request)


def _mine(citizen: str, request: Visit) -> HttpResponse:
    address = reverse("mydata:mine")
    return redirect(address if citizen == request.person.id else f"{address}?for={citizen}")


@never_cache
@require_safe
@signed_in
def back(request: Visit, consent_id: str) -> HttpResponse:
    """Back to the service that asked, with a code that it changes for a token."""
    address = oauth.way_back(consent_id, issuer=server.issuer(request), by=request.person)
    return HttpResponse(status=302, headers={"Location": address})


@never_cache
@require_safe
@signed_in
def receipt(request: Visit, consent_id: str) -> HttpResponse:
    """The signed record, to keep and to have checked by anyone."""
    address = request.build_absolute_uri(reverse("mydata:consent", args=[consent_id]))
    signed = receipts.receipt(consent_id, address=address, by=request.person)
    return _file(_json(signed), f"receipt-{consent_id}.jsonld", "application/ld+json")


@never_cache
@require_safe
@signed_in
def attestation(request: Visit, consent_id: str, order_id: str) -> HttpResponse:
    """The receiver's signed proof of deletion."""
    reads.consent(consent_id, request.person)
    order = next((each for each in reads.orders_of(consent_id) if each.id == order_id and each.attestation), None)
    if order is None:
        raise Refused("not_found")
    return _file(_json(order.attestation), f"deletion-{order_id}.json", "application/json")


def _file(content: bytes, name: str, kind: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type=kind, headers=headers)


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=2).encode()


# --- links, proxies, vault ---


@require_POST
@signed_in
def link(request: Visit) -> HttpResponse:
    registering.link(request.POST.get("holder", ""), request.POST.get("code", ""), by=request.person)
    _say(request, Words("연결했습니다.", "Connected."))
    return redirect("mydata:mine")


@require_POST
@signed_in
def give_proxy(request: Visit) -> HttpResponse:
    day = parse_date(request.POST.get("ends", "")) or SYSTEM_CLOCK.today()
    ends = datetime.combine(day + timedelta(days=1), time(), CITY_ZONE)
    registering.give_proxy(request.POST.get("email", ""), ends=ends, by=request.person)
    _say(request, Words("대리를 맡겼습니다.", "The proxy is given."))
    return redirect("mydata:mine")


@require_POST
@signed_in
def end_proxy(request: Visit, proxy_id: str) -> HttpResponse:
    registering.end_proxy(proxy_id, by=request.person)
    return redirect("mydata:mine")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def vault(request: Visit) -> HttpResponse:
    """Her own copy: filled from the holders, opened with her passphrase, taken out in the form she likes."""
    fault: Words | None = None
    if request.method == "POST":
        try:
            return _vault(request)
        except Refused as refused:
            fault = refused.words
    context = {
        "vault": vaults.state(request.person),
        "fault": fault,
        "crumbs": [MINE, (Words("내 금고", "My vault"), "")],
    }
    return render(request, "mydata/vault.html", context, status=422 if fault else 200)


def _vault(request: Visit) -> HttpResponse:
    passphrase = request.POST.get("passphrase", "")
    match request.POST.get("act"):
        case "fill":
            count = vaults.fill(passphrase, by=request.person)
            _say(request, Words(f"금고에 담았습니다: {count}가지", f"{count} items are in the vault"))
        case "empty":
            vaults.empty(by=request.person)
            _say(request, Words("금고를 비웠습니다.", "The vault is empty."))
        case form:
            taken = vaults.take_out(form or "", passphrase, by=request.person)
            return _file(taken.content, taken.name, taken.kind)
    return redirect("mydata:vault")


def _say(request: HttpRequest, said: Words) -> None:
    messages.success(request, said.in_(get_language() or "ko"))
