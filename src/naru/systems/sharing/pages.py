"""Pages of sharing: what one's tokens open and how, tokens, receipts, the link where a profile file is collected, marking."""

from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from naru.base.kit.clock import SYSTEM_CLOCK
from naru.base.kit.guard import Visit, auditor_or_officer, signed_in
from naru.base.kit.person import Person
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.people import reads as people
from naru.data.catalogue import policy
from naru.data.catalogue import reads as catalogue
from naru.systems.sharing import actions, copies, entitlements, reads
from naru.systems.sharing.core import profile, rights
from naru.systems.sharing.core.code_samples import code_samples
from naru.systems.sharing.core.values import TOKEN_STATE_WORDS, RecipientToken, TokenState
from naru.systems.sharing.forms import MarkingForm, TokenForm

MINE = Words("받은 데이터", "Shared with me")
RECIPIENTS = (Words("데이터 공유", "Data sharing"), "/sharing/")
USABLE = {TokenState.WAITING, TokenState.LIVE}
BADGES = {
    TokenState.WAITING: "outline",
    TokenState.LIVE: "good",
    TokenState.EXPIRED: "outline",
    TokenState.REVOKED: "bad",
}


@require_safe
@signed_in
def mine(request: Visit) -> HttpResponse:
    """In whose names one receives data: straight on where there is only one."""
    holders = [
        (entitlements.organisation_holder(organisation.id), organisation.name)
        for organisation, _ in people.organisations_of(request.person)
    ]
    if len(holders) == 1:
        return redirect("sharing:recipient", holder=holders[0][0])
    context = {
        "holders": holders,
        "crumbs": [(MINE, "")],
        "nothing": Words("데이터를 받는 기관이 없습니다", "You receive data for nobody"),
        "nothing_more": Words(
            "데이터를 받은 기관에 속하면 여기서 토큰과 여는 방법을 봅니다.",
            "Join an organisation that was given data: its tokens and ways to open it are here.",
        ),
    }
    return render(request, "sharing/mine.html", context)


@require_safe
@auditor_or_officer
def recipients(request: Visit) -> HttpResponse:
    now = SYSTEM_CLOCK.now()
    rows = [
        {"holder": holder, "name": name, "tokens": tokens, "live": sum(each.state(now) in USABLE for each in tokens)}
        for holder, name, tokens in reads.recipients()
    ]
    context = {
        "rows": rows,
        "crumbs": [(RECIPIENTS[0], "")],
        "nothing": Words("토큰을 만든 곳이 없습니다", "Nobody has a token yet"),
        "nothing_more": Words(
            "데이터를 받은 기관이 토큰을 만들면 여기에 나옵니다.", "Organisations appear once they make a token."
        ),
    }
    return render(request, "sharing/recipients.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def recipient(request: Visit, holder: str) -> HttpResponse:
    """A holder's tables, tokens and deliveries; the form, for its own people, issues a token."""
    _require_seen(request.person, holder)
    form = TokenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        issued = actions.issue_token(holder=holder, name=asked["name"], days=asked["days"], by=request.person)
        return _recipient(request, holder, TokenForm(), link=_link_address(request, issued.link))
    return _recipient(request, holder, form)


def _recipient(request: Visit, holder: str, form: TokenForm, link: str = "") -> HttpResponse:
    person, name = request.person, entitlements.holder_words(holder)
    context = {
        "holder": holder,
        "name": name,
        "tables": [_table(holder, table) for table in actions.name_tables(holder)],
        "tokens": [_token(token) for token in reads.tokens_of(holder)],
        "deliveries": reads.deliveries(holder),
        "form": form if rights.may_issue(person, holder) else None,
        "may_revoke": rights.may_revoke(person, holder),
        "may_rotate": rights.may_issue(person, holder),
        "link": link,
        "crumbs": [*([RECIPIENTS] if rights.may_see_recipients(person) else []), (name, "")],
        "nothing": Words("받은 데이터가 없습니다", "Nothing is shared yet"),
        "nothing_more": Words(
            "데이터를 받으면 여기서 여는 방법을 봅니다.",
            "What is given to this holder appears here, with ways to open it.",
        ),
    }
    return render(request, "sharing/recipient.html", context, status=422 if form.errors else 200)


def _table(holder: str, table: Any) -> dict[str, Any]:
    source = reads.source_table(holder, table.table_id)
    marked = reads.marked_columns(table.table_id)
    columns = {column.alias: column.name for column in source.live.columns} if source.live else {}
    return {
        "table": table,
        "rows": source.live.rows if source.live else 0,
        "dataset_id": source.dataset_id,
        "marked": [columns.get(name, name) for name in marked],
        "samples": [(f"{table.id}-{sample.id}", sample) for sample in code_samples(table.address)],
    }


def _token(token: RecipientToken) -> dict[str, Any]:
    state = token.state(SYSTEM_CLOCK.now())
    return {"token": token, "state": TOKEN_STATE_WORDS[state], "badge": BADGES[state], "usable": state in USABLE}


@require_POST
@signed_in
def revoke(request: Visit, token_id: str) -> HttpResponse:
    return redirect("sharing:recipient", holder=actions.revoke_token(token_id, by=request.person).holder)


@require_POST
@signed_in
def rotate(request: Visit, token_id: str) -> HttpResponse:
    issued = actions.rotate_token(token_id, by=request.person)
    return _recipient(request, issued.token.holder, TokenForm(), link=_link_address(request, issued.link))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, link: str) -> HttpResponse:
    """For whoever has the link, with or without an account: the file comes by a press, not by looking, so that no
    preview of a mail uses it up."""
    if request.method != "POST":
        return render(request, "sharing/link.html", {"link": link, "crumbs": []})
    secret, token = actions.activate_token(link)
    endpoint = request.build_absolute_uri(reverse("sharing:root"))
    content = profile.profile(endpoint=endpoint, token=secret, expires=token.expires)
    headers = {"Content-Disposition": f'attachment; filename="{profile.FILE_NAME}"'}
    return HttpResponse(content, content_type=profile.MEDIA_TYPE, headers=headers)


@require_safe
@signed_in
def receipt(request: Visit, delivery_id: str) -> HttpResponse:
    """The signed document, as ``naru sharing verify`` reads it."""
    found = reads.delivery(delivery_id, request.person)
    headers = {"Content-Disposition": f'attachment; filename="receipt-{found.id}.json"'}
    content = orjson.dumps(found.receipt, option=orjson.OPT_INDENT_2)
    return HttpResponse(content, content_type="application/json", headers=headers)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def marking(request: Visit, table_id: str) -> HttpResponse:
    """For those who may edit the dataset: in which columns copies bear their recipient's mark."""
    table = catalogue.table(table_id, request.person)
    policy.require_edit(request.person, catalogue.dataset(table.dataset_id, request.person).rights)
    columns = [each for each in (table.live.columns if table.live else ()) if copies.can_bear_mark(each, table.key)]
    form = MarkingForm(request.POST or None, of=columns, initial={"columns": reads.marked_columns(table.id)})
    if request.method == "POST" and form.is_valid():
        actions.set_marking(table.id, form.cleaned_data["columns"], by=request.person)
        return redirect("catalogue:dataset", dataset_id=table.dataset_id)
    title = Words(table.dataset_title, table.dataset_title_en or table.dataset_title)
    address = reverse("catalogue:dataset", args=[table.dataset_id])
    crumbs = [(title, address), (Words("사본의 표식", "Marks in copies"), "")]
    context = {"table": table, "form": form, "columns": columns, "crumbs": crumbs}
    return render(request, "sharing/marking.html", context, status=422 if form.errors else 200)


def _require_seen(person: Person, holder: str) -> None:
    """Raises ``Refused``: ``not_found`` also where there is no such holder."""
    if not rights.may_see_recipient(person, holder):
        raise Refused("not_found")
    entitlements.holder_words(holder)


def _link_address(request: Visit, link: str) -> str:
    return request.build_absolute_uri(reverse("sharing:link", args=[link]))
