"""The 10,000 real catalogue records as the catalogue takes them; benches that need them skip with a clear line without."""

import gzip
import json
import sys
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

FEED = Path(__file__).resolve().parents[1].parent / "shared/data/catalogue/data-go-kr-10k.jsonl.gz"


@cache
def raw() -> list[dict[str, Any]]:
    if not FEED.exists():
        print(f"skipped: {FEED.name} is not beside this checkout (../shared/data/catalogue)")
        sys.exit(0)
    with gzip.open(FEED, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def records(raw_records: list[dict[str, Any]]) -> list[Any]:
    from naru.data.catalogue.core.values import Description, DistributionIn, Record
    from naru.data.catalogue.core.vocabulary import themes_of

    def record(one: dict[str, Any]) -> Record:
        day = date.fromisoformat(one["published"]) if one.get("published") else None
        described = Description(
            title=one["title"],
            description=one["description"],
            publisher=one["organisation"],
            keywords=tuple(one["tags"]),
            themes=themes_of(one["title"], *one["tags"]),
            place=one["organisation"],
            contact=one["department"],
            issued=day,
            modified=day,
        )
        files = tuple(
            DistributionIn(format=(one["formats"] or [""])[0], url=url) for url in one.get("download_urls", ())
        )
        return Record(source_id=one["id"], description=described, distributions=files)

    return [record(one) for one in raw_records]


def load(raw_records: list[dict[str, Any]] | None = None, *, feed: str = "data-go-kr") -> None:
    """These records, or all 10,000, in the catalogue and in the index."""
    from naru.base.kit.person import SYSTEM
    from naru.data.catalogue import actions
    from naru.data.catalogue.search import indexer

    actions.upsert_records(feed, records(raw() if raw_records is None else raw_records), by=SYSTEM)
    indexer.refresh()


def text_of(one: dict[str, Any]) -> str:
    return " ".join([one["title"], one["description"], one["organisation"], *one["tags"]])
