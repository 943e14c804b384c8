"""The versions of a table, and what changed between two of them."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from naru.base.kit.guard import person_of, signed_in
from naru.base.kit.person import Person
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.data.catalogue import actions, policy, reads
from naru.data.catalogue.core.column_words import TYPE_WORDS
from naru.data.catalogue.core.columns import Column
from naru.data.catalogue.core.disclosure import BASIS_WORDS, DisclosureRequest, DisclosureState
from naru.data.catalogue.core.states import VersionState
from naru.data.catalogue.core.values import DatasetId, Table, Version
from naru.data.catalogue.pages import display
from naru.data.catalogue.pages.dataset import chosen_table, head
from naru.data.catalogue.pages.forms import WithdrawalForm, said
from naru.data.lake import TableRef
from naru.data.lake.diff import Diff

WORDLESS = frozenset({"ask", "verdict", "release"})  # what is decided without a reason for withdrawing
COLUMNS = 12  # of the sampled rows; those that changed come first


@require_safe
def version_list(request: HttpRequest, dataset_id: str) -> HttpResponse:
    """``?table=<sql_name>``; else the first table that has rows."""
    person = person_of(request)
    dataset = reads.dataset(dataset_id, person)
    tables, table = chosen_table(dataset.id, request.GET.get("table", ""), person)
    found = reads.versions(table.id, person) if table else []
    context = {**head(request, dataset, "versions"), "tables": tables, "table": table, "versions": found}
    return render(request, "catalogue/versions.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, dataset_id: str, number: int) -> HttpResponse:
    """``?table=<sql_name>``: withdraw a live version, or (``release``) show a withdrawn or held one. With personal data
    in it a version is shown once one has asked (``ask``) and another has agreed (``verdict``).

    The form says which: what is sent twice is refused the second time, and does not undo itself.
    """
    person = person_of(request)
    dataset = reads.dataset(DatasetId(dataset_id), person)
    policy.require_edit(person, dataset.rights)
    _, table = chosen_table(dataset.id, request.GET.get("table", ""), person)
    if table is None:
        raise Refused("not_found")
    version = reads.version(table.id, number, person)
    form = WithdrawalForm(request.POST or None)
    if request.method == "POST" and (WORDLESS & request.POST.keys() or form.is_valid()):
        _decide(request, version, form, person)
        return redirect(f"{reverse('catalogue:versions', args=[dataset.id])}?{urlencode({'table': table.sql_name})}")
    context = {
        **head(request, dataset, "versions"),
        "table": table,
        "version": version,
        "form": form,
        "newest": _newest_but(version, person),
        **_disclosing(version, person),
    }
    return render(request, "catalogue/version.html", context)


def _disclosing(version: Version, person: Person) -> dict[str, Any]:
    asked = reads.disclosure_of("version", version.id)
    return {
        "disclosure": asked if asked and asked.state is not DisclosureState.LAPSED else None,
        "may_end": asked is not None and asked.may_be_ended_by(person),
        "has_identity": any(each.is_identity for each in version.personal),
        "bases": BASIS_WORDS.items(),
    }


def _newest_but(version: Version, person: Person) -> Version | None:
    """Which of the table's versions readers would see without this one."""
    live = (each for each in reads.versions(version.table_id, person) if each.state is VersionState.LIVE)
    return next((each for each in live if each.number != version.number), None)


def _decide(request: HttpRequest, version: Version, form: WithdrawalForm, person: Person) -> None:
    if "ask" in request.POST:
        words = {name: request.POST.get(name, "") for name in ("reason", "basis", "basis_text")}
        actions.ask_version_disclosure(version.id, DisclosureRequest(**words), by=person)
        told = Words("{n}번 버전의 공개를 요청했습니다.", "Asked to show version {n}.")
    elif verdict := request.POST.get("verdict"):
        note = request.POST.get("note", "")
        actions.end_version_disclosure(version.id, is_approved=verdict == "approve", note=note, by=person)
        told = Words("{n}번 버전의 공개 요청에 답했습니다.", "Answered the request about version {n}.")
    elif "release" in request.POST:
        actions.release_version(version.id, by=person)
        told = Words("{n}번 버전을 다시 보이게 했습니다.", "Version {n} is shown again.")
    else:
        actions.withdraw_version(version.id, reason=form.cleaned_data["reason"], by=person)
        told = Words("{n}번 버전을 철회했습니다.", "Version {n} is withdrawn.")
    messages.success(request, said(told).format(n=version.number))


@require_safe
def compare(request: HttpRequest, dataset_id: str) -> HttpResponse:
    """``?table=<sql_name>&before=<number>&after=<number>``; the two latest where no number is given."""
    person = person_of(request)
    dataset = reads.dataset(DatasetId(dataset_id), person)
    _, table = chosen_table(dataset.id, request.GET.get("table", ""), person)
    if table is None:
        raise Refused("not_found")
    before, after = (reads.version(table.id, number, person) for number in _wanted(request, table, person))
    if not (before.scope.is_whole and after.scope.is_whole):
        raise Refused("needs_the_whole")
    context = {
        **head(request, dataset, "versions"),
        "table": table,
        "before": before,
        "after": after,
        **_difference(table, before, after),
    }
    return render(request, "catalogue/compare.html", context)


def _wanted(request: HttpRequest, table: Table, person: Person) -> tuple[int, int]:
    if "before" in request.GET or "after" in request.GET:
        return _number(request.GET.get("before", "")), _number(request.GET.get("after", ""))
    numbers = [version.number for version in reads.versions(table.id, person)]
    if len(numbers) < 2:
        raise Refused("only_one_version", table=table.name)
    return numbers[1], numbers[0]


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise Refused("not_found")
    return int(text)


def _difference(table: Table, before: Version, after: Version) -> dict[str, Any]:
    ref = TableRef(table.id, before.lake_version), TableRef(table.id, after.lake_version)
    found = reads.lake().diff(*ref, key=table.key)
    columns = {column.alias: column for column in (*before.columns, *after.columns)}
    touched = {name for old, new in found.sample_changed for name in new if old.get(name) != new.get(name)}
    names = [name for name in columns if name in found.key]
    names += [name for name in columns if name in touched and name not in names]
    names += [name for name in columns if name not in names]
    wanted = [columns[name] for name in names[:COLUMNS]]
    return {
        "diff": found,
        "mix": _mix(found),
        "wanted": wanted,
        "added": [_cells(wanted, row) for row in found.sample_added],
        "removed": [_cells(wanted, row) for row in found.sample_removed],
        "changed": [
            list(zip(_cells(wanted, old), _cells(wanted, new), strict=True)) for old, new in found.sample_changed
        ],
        "columns_added": [columns[name].name for name in found.columns_added if name in columns],
        "columns_removed": [columns[name].name for name in found.columns_removed if name in columns],
        "columns_retyped": _retyped(before, after),
    }


def _mix(found: Diff) -> list[tuple[str, str, str]]:
    """(tone, left edge, width) in hundredths of all rows of both versions: what stayed, changed, came and went."""
    changed = found.changed or 0
    counts = {
        "kept": max(0, found.rows_after - found.added - changed),
        "changed": changed,
        "added": found.added,
        "removed": found.removed,
    }
    whole, left, parts = sum(counts.values()) or 1, 0.0, []
    for tone, count in counts.items():
        width = 100 * count / whole
        parts.append((tone, f"{left:.2f}", f"{width:.2f}"))
        left += width
    return parts


def _cells(columns: list[Column], row: dict[str, Any]) -> list[display.Cell]:
    return [display.cell(column, row.get(column.alias)) for column in columns]


def _retyped(before: Version, after: Version) -> list[dict[str, Any]]:
    old = {column.alias: column for column in before.columns}
    return [
        {
            "name": column.name,
            "before": TYPE_WORDS[old[column.alias].type],
            "after": TYPE_WORDS[column.type],
        }
        for column in after.columns
        if column.alias in old and old[column.alias].type is not column.type
    ]
