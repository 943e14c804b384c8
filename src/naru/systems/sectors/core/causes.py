"""Findings grouped by what explains them: one line for 2,294 rows, and what would mend them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

import ibis.expr.types as ir

from naru.base.kit.words import Words
from naru.systems.sectors.core.values import Cause, RuleResult, Status

EXPLAINS = 0.5  # of a rule's failures, for a mend to be its cause
WIDE = str.maketrans({chr(0xFF01 + at): chr(0x21 + at) for at in range(94)})
_FROM, _TO = "".join(chr(each) for each in WIDE), "".join(str(each) for each in WIDE.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Mend:
    """What may have happened to a text on its way, undone."""

    name: str
    words: Words  # the cause, without its numbers
    undo: Callable[[ir.StringValue], ir.StringValue]


def mends(widths: Iterable[int]) -> list[Mend]:
    """The likeliest first; those that add zeros need to know how long a good text is."""
    plain = [
        Mend(
            name="trim",
            words=Words("앞뒤에 빈칸이 있습니다", "there are blanks around the values"),
            undo=lambda text: text.strip(),
        ),
        Mend(
            name="half_width",
            words=Words("전각 문자로 적었습니다", "they are written in full-width letters"),
            undo=lambda text: text.translate(_FROM, _TO),
        ),
        Mend(
            name="upper",
            words=Words("소문자로 적었습니다", "they are written in lower case"),
            undo=lambda text: text.upper(),
        ),
        Mend(
            name="thousands",
            words=Words("천 단위 쉼표가 있습니다", "they have commas between thousands"),
            undo=lambda text: text.replace(",", ""),
        ),
        Mend(
            name="dotted_date",
            words=Words("날짜를 점이나 빗금으로 적었습니다", "dates are written with dots or slashes"),
            undo=lambda text: text.replace(" ", "").re_replace(
                r"^([0-9]{4})[./]([0-9]{2})[./]([0-9]{2})\.?$", r"\1-\2-\3"
            ),
        ),
        Mend(
            name="decimal_point",
            words=Words("엑셀이 소수점을 붙였습니다", "a spreadsheet added a decimal point"),
            undo=lambda text: text.re_replace(r"\.0+$", ""),
        ),
    ]
    return [*(_zeros(width) for width in sorted(set(widths))), *plain]


def _zeros(width: int) -> Mend:
    def undo(text: ir.StringValue) -> ir.StringValue:
        digits = text.re_replace(r"\.0+$", "")
        return digits.re_search("^[0-9]+$").ifelse(
            (digits.length() < width).ifelse(digits.lpad(width, "0"), digits), text
        )

    return Mend(
        name=f"zeros_{width}",
        words=Words("앞자리 0이 없어졌습니다(엑셀)", "leading zeros were lost (in a spreadsheet)"),
        undo=undo,
    )


def mend_named(name: str) -> Mend | None:
    widths = [int(name.removeprefix("zeros_"))] if name.startswith("zeros_") and name[6:].isdigit() else []
    return next((each for each in mends(widths) if each.name == name), None)


def cause_of(column: Words, rule: RuleResult, mended: Mapping[str, int], widths: Iterable[int]) -> Cause | None:
    """The mend that puts most of a rule's failures right, where it is at least half of them."""
    best = max(mended.items(), key=lambda item: item[1], default=("", 0))
    if best[1] < EXPLAINS * rule.failed or best[1] == 0:
        return None
    mend = next(each for each in mends(widths) if each.name == best[0])
    return Cause(
        words=Words(
            f"{best[1]:,}행이 한 까닭으로 틀립니다. {column.ko}: {mend.words.ko}.",
            f"{best[1]:,} rows fail for one reason: in {column.en}, {mend.words.en}.",
        ),
        rules=(rule.rule,),
        rows=best[1],
        table=rule.table,
        column=rule.column,
        mend=mend.name,
    )


def grouped(rules: Iterable[RuleResult], mended: Iterable[Cause], references: Mapping[str, str]) -> tuple[Cause, ...]:
    """All causes, the widest first. ``references``: rule → the table that its column points into."""
    failed = [each for each in rules if each.status is Status.FAILED]
    causes = list(_joined(mended))
    explained = {rule for cause in causes for rule in cause.rules}
    causes += _lacking(failed, references, explained)
    causes += _empty_columns(each for each in failed if each.rule not in explained)
    return tuple(sorted(causes, key=lambda each: (-each.rows, each.rules)))


def _joined(causes: Iterable[Cause]) -> list[Cause]:
    """One column, one mend, one line: a lost zero breaks the pattern and the code list at once."""
    joined: dict[tuple[str, str, str], Cause] = {}
    for each in causes:
        key = (each.table, each.column, each.mend)
        before = joined.get(key)
        widest = each if before is None or each.rows > before.rows else before
        rules = (*(before.rules if before else ()), *each.rules)
        joined[key] = replace(widest, rules=tuple(dict.fromkeys(rules)))
    return list(joined.values())


def _lacking(failed: Iterable[RuleResult], references: Mapping[str, str], explained: set[str]) -> list[Cause]:
    """Many columns that point into one table which lacks what they point at: the table is the cause, once."""
    by_table: dict[str, list[RuleResult]] = {}
    for each in failed:
        if each.rule in references and each.rule not in explained:
            by_table.setdefault(references[each.rule], []).append(each)
    causes = []
    for table, rules in by_table.items():
        rows = sum(each.failed for each in rules)
        whole = [each for each in rules if each.failed == each.checked]
        if len(rules) < 2 and not whole:
            continue
        causes.append(
            Cause(
                words=Words(
                    f"{len(rules)}개 열의 {rows:,}행이 한 까닭으로 틀립니다: 가리키는 표에 그 값이 없습니다({table}).",
                    f"{rows:,} values in {len(rules)} columns fail for one reason: {table} lacks what they point at.",
                ),
                rules=tuple(each.rule for each in rules),
                rows=rows,
                table=table,
            )
        )
    return causes


def _empty_columns(failed: Iterable[RuleResult]) -> list[Cause]:
    """A column without a single value is one finding, however many rows there are."""
    return [
        Cause(
            words=Words(
                f"{each.failed:,}행이 한 까닭으로 틀립니다: {each.column} 열이 비어 있습니다.",
                f"{each.failed:,} rows fail for one reason: the column {each.column} is empty.",
            ),
            rules=(each.rule,),
            rows=each.failed,
            table=each.table,
            column=each.column,
        )
        for each in failed
        if each.rule.endswith(".required") and each.failed == each.checked > 1
    ]
