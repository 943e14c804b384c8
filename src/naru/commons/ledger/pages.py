"""The ledger's pages: the auditor drills from the totals to an account, to a transfer, to its act in the trail."""

from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from naru.base.kit.guard import Visit, auditor_or_officer, signed_in
from naru.base.kit.ref import Ref
from naru.base.kit.ref_views import view_of
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.trail.core import verbs
from naru.commons.ledger import actions, reads
from naru.commons.ledger.core import rights
from naru.commons.ledger.core.accounts import AccountKind
from naru.commons.ledger.core.transfers import TransferKind
from naru.commons.ledger.core.trial import Trial

LEDGER = (Words("장부", "Ledger"), "/ledger/")
MEDIA = {reads.ExportForm.BEANCOUNT: ("text/plain", "beancount"), reads.ExportForm.CSV: ("text/csv", "csv")}


@require_safe
@auditor_or_officer
def accounts(request: Visit) -> HttpResponse:
    """``?text=``, ``?kind=``, ``?after=`` (a page's cursor)."""
    return _accounts_page(request)


@never_cache
@require_POST
@auditor_or_officer
def balance(request: Visit) -> HttpResponse:
    """Adds everything up anew and says what does not fit; changes nothing."""
    return _accounts_page(request, trial=reads.trial_balance())


@never_cache
@require_POST
@auditor_or_officer
def export(request: Visit, form: str) -> StreamingHttpResponse:
    """The whole ledger, ``beancount`` or ``csv``; that it was taken is in the trail."""
    if form not in set(reads.ExportForm):
        raise Refused("not_found")
    wanted = reads.ExportForm(form)
    media, suffix = MEDIA[wanted]
    lines = actions.export(wanted, title=f"{settings.NARU_CITY.ko} 장부", by=request.person)
    response = StreamingHttpResponse(lines, content_type=f"{media}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="naru-ledger-{timezone.localdate():%Y%m%d}.{suffix}"'
    return response


@require_safe
@signed_in
def account(request: Visit, code: str) -> HttpResponse:
    """One account's statement, ``?after=`` for older lines, ``?on=`` for the balance at the end of a day of the city's."""
    found = reads.account(code)
    if not rights.may_read_account(request.person, found.owner):
        raise Refused("not_found")
    page = reads.statement(code, after=request.GET.get("after") or None)
    reads_all = rights.may_read_ledger(request.person)
    others = reads.names_of(line.other for line in page.rows)
    on = _day(request.GET.get("on", ""))
    context = {
        "account": found,
        "lines": [
            (line, others[line.other] if reads_all or not others[line.other].owner else None) for line in page.rows
        ],
        "older": page.next,
        "reads_all": reads_all,
        "on": on,
        "balance_on": reads.balance_at(code, _end_of(on)) if on else None,
        "owner": view_of(Ref("organisation", found.owner), request.person) if found.owner else None,
        "crumbs": [*([LEDGER] if reads_all else []), (found.name, "")],
    }
    return render(request, "ledger/account.html", context)


@require_safe
@auditor_or_officer
def transfer(request: Visit, transfer_id: str) -> HttpResponse:
    """One transfer, what it was entered together with, how a hold ended, and its act."""
    found = reads.transfer(transfer_id)
    group = reads.group_of(found)
    context = {
        "transfer": found,
        "group": [one for one in group if one.id != found.id],
        "accounts": reads.names_of(code for one in (found, *group) for code in (one.debit, one.credit)),
        "hold": reads.transfer(found.hold) if found.hold else None,
        "ending": reads.ending_of(found.id) if found.kind is TransferKind.HOLD else None,
        "is_hold": found.kind is TransferKind.HOLD,
        "said": verbs.sentence(found.act.verb, {}),
        "stream": verbs.stream_words(found.act.stream),
        "subject": view_of(Ref(found.act.stream, found.act.subject), request.person),
        "crumbs": [LEDGER, (found.kind.words, "")],
    }
    return render(request, "ledger/transfer.html", context)


def _accounts_page(request: Visit, trial: Trial | None = None) -> HttpResponse:
    text, asked = request.GET.get("text", "").strip()[:120], request.GET.get("kind", "")
    kind = AccountKind(asked) if asked in set(AccountKind) else None
    context = {
        "page": reads.accounts_page(text=text, kind=kind, after=request.GET.get("after") or None),
        "text": text,
        "kind": kind,
        "tabs": [(None, Words("전체", "All")), *((each, each.words) for each in AccountKind)],
        "totals": reads.totals(),
        "last": reads.last_trial(),
        "trial": trial,
        "crumbs": [(LEDGER[0], "")],
        "nothing": Words("맞는 계정이 없습니다", "No account fits"),
        "nothing_more": Words(
            "돈을 다루는 시스템이 계정을 엽니다. 거른 조건이 있다면 풀어 보세요.",
            "Systems that deal with money open accounts. If the list is filtered, show all.",
        ),
    }
    return render(request, "ledger/accounts.html", context)


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


def _end_of(day: date) -> datetime:
    """Its last instant in the city."""
    return timezone.make_aware(datetime.combine(day, time.min) + timedelta(days=1)) - timedelta(microseconds=1)
