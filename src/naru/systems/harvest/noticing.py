"""What a new or changed record gives to look at later: links to probe, traits by which another source's record is like it."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from naru.systems.harvest.core.likeness import CROWD, Traits, traits_of
from naru.systems.harvest.intake import Intake
from naru.systems.harvest.models import Link, Pair, Record, Trait
from naru.systems.harvest.said import description_said, distributions_said

AT_ONCE = 500


def notice(rows: Sequence[Record], intake: Intake) -> None:
    """Within the transaction that takes the records in."""
    Link.objects.bulk_create(_links(rows, intake), ignore_conflicts=True, batch_size=AT_ONCE)
    Trait.objects.filter(record__in=[row.id for row in rows]).delete()
    traits = [
        Trait(record=row, source_id=row.source_id, reason=reason, digest=digest(what))
        for row in rows
        for reason, what in set(traits_of(_traits(row)))
    ]
    Trait.objects.bulk_create(traits, batch_size=AT_ONCE)


def propose_pairs(intake: Intake) -> int:
    """Pairs of records changed in this run with those of other sources that share a trait; how many are new."""
    changed = Record.objects.filter(source=intake.source, changed_at__gte=intake.run.at).values("id")
    reasons: dict[tuple[str, str], set[str]] = defaultdict(set)
    mine = Trait.objects.filter(record__in=changed).values_list("record", "reason", "digest")
    for batch in _batches(list(mine)):
        theirs: dict[str, list[str]] = defaultdict(list)
        shared = Trait.objects.filter(digest__in=[digest for _, _, digest in batch]).exclude(source_id=intake.source.id)
        for record_id, found in shared.values_list("record", "digest"):
            theirs[found].append(record_id)
        for record_id, reason, found in batch:
            for other in theirs[found] if len(theirs[found]) < CROWD else ():
                reasons[other, record_id].add(reason)
    return _write(reasons, intake)


def _write(reasons: dict[tuple[str, str], set[str]], intake: Intake) -> int:
    """The one that was here first stands first: its dataset stays when the two are merged."""
    known = set(Pair.objects.filter(second__source=intake.source).values_list("first", "second"))
    known |= {
        (second, first)
        for first, second in Pair.objects.filter(first__source=intake.source).values_list("first", "second")
    }
    fresh = [
        Pair(first_id=min(pair), second_id=max(pair), reasons=sorted(why), at=intake.now)
        for pair, why in sorted(reasons.items())
        if pair not in known
    ]
    Pair.objects.bulk_create(fresh, ignore_conflicts=True, batch_size=AT_ONCE)
    return len(fresh)


def _traits(row: Record) -> Traits:
    said = description_said(row)
    return Traits(
        id=row.id,
        source=row.source_id,
        title=row.title,
        publisher=said.publisher if said else "",
        global_ids=tuple(row.said.get("global_ids", ())),
        urls=tuple(each.url for each in distributions_said(row)[:20]),
    )


def _links(rows: Sequence[Record], intake: Intake) -> Iterator[Link]:
    seen: set[str] = set()
    for row in rows:
        for each in distributions_said(row):
            if not each.url.startswith("http") or each.url in seen:
                continue
            seen.add(each.url)
            yield Link(
                url=each.url,
                url_digest=digest(each.url),
                host=(urlsplit(each.url).hostname or "")[:255],
                promised=each.format,
                next_at=intake.now,
            )


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _batches(values: list[tuple[str, str, str]]) -> Iterator[list[tuple[str, str, str]]]:
    return (values[start : start + AT_ONCE] for start in range(0, len(values), AT_ONCE))
