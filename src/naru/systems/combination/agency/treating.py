"""Assess the joined table, treat it, propose what shall leave: the agency's part between joining and review."""

import io
import json
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from naru.base.kit import crash
from naru.base.kit.canonical import JSON, canonical_json, sha256_of, sha256_of_file
from naru.base.kit.refusals import Refused
from naru.systems.combination.agency.case import advance, check_possible, keep_table, read_table, table_place
from naru.systems.combination.agency.joining import read_payload
from naru.systems.combination.core import lattice as core_lattice
from naru.systems.combination.core import report as core_report
from naru.systems.combination.core import risk as core_risk
from naru.systems.combination.core import treat as core_treat
from naru.systems.combination.core.columns import Columns, Role
from naru.systems.combination.core.join import source_of
from naru.systems.combination.core.match_rate import disclose_rate
from naru.systems.combination.core.regime import Regime
from naru.systems.combination.core.risk import Thresholds
from naru.systems.combination.core.states import Event
from naru.systems.combination.crypto.sealed_files import opening, read_header, sealing
from naru.systems.combination.engine import engine
from naru.systems.combination.folder import CaseFolder, write_whole
from naru.systems.combination.receiving import check_unchanged

FORMATS = ("parquet", "csv")


def assess(folder: CaseFolder, regime: Regime) -> dict[str, JSON]:
    """The risk that is left in the present table, against what each party still holds."""
    check_possible(folder, Event.ASSESS)
    name, table, columns = present_table(folder)
    with _tables(folder, table, columns) as (expression, sources):
        thresholds = Thresholds.from_json(regime.thresholds)
        found = core_risk.assess(expression, columns, thresholds=thresholds, sources=sources)
    facts = found.to_json()
    write_whole(folder.path / "tables" / f"assessment-{name}.json", canonical_json(facts))
    advance(
        folder,
        Event.ASSESS,
        table=name,
        passes=found.passes,
        failures=list(found.failures),
        assessment=sha256_of(facts),
    )
    return {"table": name, "passes": found.passes, "failures": list(found.failures), "assessment": facts}


def treat(folder: CaseFolder, plan: Mapping[str, Any] | list[Any]) -> dict[str, JSON]:
    """Apply a plan to the joined table, always from the joined one on, so that a plan says all that was done."""
    check_possible(folder, Event.TREAT)
    table, columns = read_table(folder, "joined")
    with engine() as running:
        treated = core_treat.treat(running.table(table), columns, core_treat.read_plan(plan), seed=_seed(folder))
        result = treated.table.to_pyarrow()
    digest = keep_table(folder, "treated", result, treated.columns)
    write_whole(folder.path / "tables" / "effects.json", canonical_json(treated.effects))
    crash.point("combination.treated_sealed")
    advance(folder, Event.TREAT, rows=len(result), digest=digest, plan=sha256_of(plan))
    return {"rows": len(result), "effects": treated.effects}


def suggest(folder: CaseFolder, regime: Regime) -> dict[str, JSON]:
    """A plan that passes with the least loss, and the frontier of risk against usefulness; nothing is changed by it."""
    table, columns = read_table(folder, "joined")
    with _tables(folder, table, columns) as (expression, sources):
        thresholds = Thresholds.from_json(regime.thresholds)
        proposal = core_lattice.propose(expression, columns, thresholds=thresholds, sources=sources)
    write_whole(folder.path / "tables" / "frontier.json", canonical_json(proposal.frontier))
    return {"plan": proposal.plan.to_json(), "frontier": proposal.frontier}


def propose(folder: CaseFolder, *, form: str, case: Mapping[str, JSON], regime: Regime) -> dict[str, JSON]:
    """The very bytes that shall leave, sealed to ourselves, and the report that the reviewers read.

    Raises ``Refused`` where the last assessment did not pass, or a serial is left.
    """
    check_possible(folder, Event.PROPOSE)
    last = folder.entries(Event.ASSESS)[-1]
    name, table, columns = present_table(folder)
    if last.facts["table"] != name or not last.facts["passes"]:
        raise Refused("assessment_not_passed", failures=", ".join(last.facts["failures"]) or "-")
    content = release_bytes(table, columns, form=form)
    digest = sha256_of(content)
    place = table_place(folder, "proposal")
    header = folder.header("proposal", folder.card, digest=digest, form=form)
    with sealing(place, header=header, sender=folder.identity, recipient=folder.card) as writer:
        writer.write(content)
    page = _report(folder, case, name, regime)
    write_whole(folder.path / "outbox" / "report.html", page.encode())
    crash.point("combination.proposal_sealed")
    facts: dict[str, JSON] = {
        "digest": digest,
        "form": form,
        "size": len(content),
        "rows": len(table),
        "sealed": sha256_of_file(place),
        "report": sha256_of(page.encode()),
    }
    advance(folder, Event.PROPOSE, **facts)
    return facts


def release_bytes(table: pa.Table, columns: Columns, *, form: str) -> bytes:
    """The file's bytes, the same for the same table; rows stand in the order of their values, which tells nothing of the sources."""
    import pyarrow.csv as pv

    kept = columns.without(Role.SERIAL)
    names = [column.name for column in kept.all]
    plain = table.select(names).replace_schema_metadata(None)
    if left := [name for name in plain.column_names if name in columns.with_role(Role.SERIAL)]:
        raise Refused("serial_left", column=left[0])
    ordered = plain.sort_by([(name, "ascending") for name in names]) if names else plain
    out = io.BytesIO()
    if form == "csv":
        pv.write_csv(ordered, out)
    else:
        pq.write_table(ordered, out, compression="zstd", store_schema=False)
    return out.getvalue()


def proposed_bytes(folder: CaseFolder) -> bytes:
    place = table_place(folder, "proposal")
    with opening(place, by=folder.identity, sender=folder.card, kind="proposal", spec=folder.spec.digest) as (
        _,
        reader,
    ):
        return bytes(reader.read())


def present_table(folder: CaseFolder) -> tuple[str, pa.Table, Columns]:
    """The treated table if there is one, else the joined."""
    name = "treated" if folder.entries(Event.TREAT) else "joined"
    return name, *read_table(folder, name)


@contextmanager
def _tables(folder: CaseFolder, table: pa.Table, columns: Columns) -> Iterator[tuple[Any, dict[str, Any]]]:
    """The table and what each party still holds, as expressions of one engine."""
    payloads = {party: read_payload(folder, party) for party in folder.spec.parties}
    described = {party: payload.columns for party, payload in payloads.items()}
    with engine() as running:
        sources = {
            party: source_of(running.table(payload.table), party, described) for party, payload in payloads.items()
        }
        yield running.table(table), sources


def _report(folder: CaseFolder, case: Mapping[str, JSON], name: str, regime: Regime) -> str:
    stored = {
        each: _stored(folder, f"{each}.json")
        for each in ("assessment-joined", "assessment-treated", "frontier", "effects")
    }
    after = stored[f"assessment-{name}"]
    return core_report.report(
        case=dict(case),
        match_rate=_match_rate(folder, regime),
        before=stored["assessment-joined"] or after,
        after=after,
        frontier=stored["frontier"],
        effects=stored["effects"],
    )


def _match_rate(folder: CaseFolder, regime: Regime) -> dict[str, JSON]:
    """What the owners say of their own records, and the number of links as the regime lets it be said."""
    told = {party: read_header(check_unchanged(folder, party, "payload")).about for party in folder.spec.parties}
    parties: list[JSON] = [
        {"party": party, "rows": about["records"], "accepted": about["accepted"], "rejected": _codes(about["reasons"])}
        for party, about in told.items()
    ]
    matched = int(folder.entries(Event.JOIN)[-1].facts["rows"])
    accepted = {party: int(about["accepted"]) for party, about in told.items()}
    return {"parties": parties, **disclose_rate(matched, accepted, regime.rate, asked_before=0).to_json()}


def _codes(reasons: Mapping[str, Mapping[str, int]]) -> dict[str, JSON]:
    return {f"{item}: {code}": count for item, codes in reasons.items() for code, count in codes.items()}


def _stored(folder: CaseFolder, name: str) -> dict[str, Any]:
    place = folder.path / "tables" / name
    stored: dict[str, Any] = json.loads(place.read_bytes()) if place.exists() else {}
    return stored


def _seed(folder: CaseFolder) -> bytes:
    """Random treatments draw from a seed of this case, which is destroyed with the case's key: nobody draws them again."""
    from naru.systems.combination.crypto.secret_files import read_secret, write_secret

    place = folder.path / "treatment.key"
    if not place.exists():
        write_secret(place, secrets.token_bytes(32))
    return read_secret(place)
