"""A file with one cause mended: only cells that break the rule and hold it once mended are changed."""

from pathlib import Path

import ibis

from naru.base.kit.refusals import Refused
from naru.base.kit.sql import quoted
from naru.systems.sectors.core.causes import mend_named
from naru.systems.sectors.core.engine import Engine
from naru.systems.sectors.core.profiles import Profile
from naru.systems.sectors.core.relations import LINE, Relation, bind
from naru.systems.sectors.core.values import Cause


def mend(engine: Engine, profile: Profile, relation: Relation, cause: Cause, *, out: Path) -> int:
    """Write the table as CSV (UTF-8 with its mark, so that Excel reads it); how many cells changed.

    Raises ``Refused``: ``cause_cannot_be_mended``.
    """
    rule = profile.table(cause.table)
    how = mend_named(cause.mend)
    if rule is None or how is None or rule.column(cause.column) is None:
        raise Refused("cause_cannot_be_mended")
    bound = bind(engine, rule, relation)
    actual = bound.found[cause.column]
    raw = engine.table(relation.name)
    text = raw[actual]
    mended = how.undo(text)
    result = raw.mutate(**{actual: ibis.ifelse(text.notnull(), mended, text)})
    changed = engine.row(raw.aggregate(n=(text.fill_null("") != mended.fill_null("")).sum()))["n"] or 0
    columns = ", ".join(quoted(name) for name in relation.columns)
    sql = ibis.to_sql(result.order_by(LINE), dialect="duckdb")
    body = out.with_suffix(".body")
    engine.copy(f"SELECT {columns} FROM ({sql})", body)  # noqa: S608
    out.write_bytes(b"\xef\xbb\xbf" + body.read_bytes())
    return int(changed)
