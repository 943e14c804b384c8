"""Ready code that asks the same question from Python, R or a shell; and first questions to a table."""

import json
from collections.abc import Sequence

from naru.base.kit.words import Words
from naru.data.catalogue.core.columns import Column, ColumnType
from naru.data.query.core.chart_measures import is_measure
from naru.data.query.core.charts import Aggregation, Kind, aggregation_of, is_time, suggestions

_FUNCTIONS = {Aggregation.SUM: "sum", Aggregation.MEAN: "avg"}


def python_code(sql: str, origin: str) -> str:
    """A script that asks the site at ``origin`` (without a slash) and makes a data frame; any text is safe in it."""
    return f"""import pandas as pd
import requests

sql = {_python_text(sql)}
answer = requests.post(
    {json.dumps(origin + "/api/v1/sql")},
    json={{"sql": sql}},
    # headers={{"Authorization": "Bearer naru_…"}},
    timeout=60,
)
answer.raise_for_status()
found = answer.json()
table = pd.DataFrame(found["rows"], columns=[column["name"] for column in found["columns"]])
print(table)
"""


def r_code(sql: str, origin: str) -> str:
    """The same in R (httr2)."""
    return f"""library(httr2)

sql <- {_r_text(sql)}
found <- request({json.dumps(origin + "/api/v1/sql")}) |>
  # req_auth_bearer_token("naru_…") |>
  req_body_json(list(sql = sql)) |>
  req_perform() |>
  resp_body_json(simplifyVector = TRUE)
table <- as.data.frame(found$rows)
names(table) <- found$columns$name
print(table)
"""


def curl_code(sql: str, origin: str) -> str:
    """The same for a POSIX shell; the answer is JSON."""
    body = json.dumps({"sql": sql}, ensure_ascii=False).replace("'", "\\u0027")
    return f"""curl -s '{origin}/api/v1/sql' \\
  -H 'Content-Type: application/json' \\
  --data-binary '{body}'
"""


def first_questions(name: str, columns: Sequence[Column]) -> list[tuple[Words, str]]:
    """A handful of questions that make sense for the table, each a whole query."""
    table = quoted(name)
    asked = [(Words("처음 100행", "First 100 rows"), f"select *\nfrom {table}\nlimit 100")]
    by_alias = {column.alias: column for column in columns}
    bars = next((spec for spec in suggestions(columns, 1_000_000) if spec.kind is Kind.BAR and spec.x), None)
    measure = next((column for column in columns if is_measure(column)), None)
    if bars is not None and bars.x is not None:
        group = by_alias[bars.x]
        asked.append((Words(f"{group.plain_name}별 행 수", f"Rows by {group.plain_name}"), _counted(table, group)))
        if measure is not None:
            asked.append(
                (
                    Words(f"{group.plain_name}별 {measure.plain_name}", f"{measure.plain_name} by {group.plain_name}"),
                    _grouped(table, group, measure),
                )
            )
    times = (column for column in columns if is_time(column) and column.distinct != 1)
    moment = next((column for column in times if column.type is not ColumnType.YEAR), None)
    if moment is not None:
        step, name = ("quarter", "분기") if moment.type is ColumnType.QUARTER else ("month", "월")
        what = Words(measure.plain_name, measure.plain_name) if measure is not None else Words("행 수", "Rows")
        asked.append(
            (Words(f"{name}별 {what.ko}", f"{what.en} by {step}"), _by_period(table, moment, measure, step, name))
        )
    if measure is not None:
        asked.append(
            (
                Words(f"{measure.plain_name} 큰 순서", f"Largest {measure.plain_name}"),
                f"select *\nfrom {table}\nwhere {quoted(measure.name)} is not null\norder by {quoted(measure.name)} desc\nlimit 20",
            )
        )
    return asked


def quoted(name: str) -> str:
    """The identifier, in quotes where SQL needs them; ``name`` is not empty."""
    plain = name.replace("_", "a").isalnum() and not name[0].isdigit() and name == name.lower() and name not in RESERVED
    return name if plain else '"' + name.replace('"', '""') + '"'


def _counted(table: str, group: Column) -> str:
    return f"select {quoted(group.name)}, count(*) as 행_수\nfrom {table}\ngroup by {quoted(group.name)}\norder by 행_수 desc"


def _grouped(table: str, group: Column, measure: Column) -> str:
    value = _aggregate(measure)
    return f"select {quoted(group.name)}, {value}\nfrom {table}\ngroup by {quoted(group.name)}\norder by 2 desc"


def _by_period(table: str, moment: Column, measure: Column | None, step: str, name: str) -> str:
    value = _aggregate(measure) if measure is not None else "count(*) as 행_수"
    return (
        f"select date_trunc('{step}', {quoted(moment.name)}) as {name}, {value}\nfrom {table}"
        f"\ngroup by {name}\norder by {name}"
    )


def _aggregate(measure: Column) -> str:
    function = _FUNCTIONS[aggregation_of(measure)]
    inner = f"{function}({quoted(measure.name)})"
    return f"{f'round({inner}, 2)' if function == 'avg' else inner} as {quoted(measure.name)}"


def _python_text(text: str) -> str:
    if not all(letter.isprintable() or letter == "\n" for letter in text):
        return repr(text)
    quote = '\\"' if '"""' in text or text.endswith('"') else '"'
    return '"""' + text.replace("\\", "\\\\").replace('"', quote) + '"""'


def _r_text(text: str) -> str:
    dashes = "-" * next(count for count in range(1, 100) if ")" + "-" * count + '"' not in text)
    return f'r"{dashes}({text}){dashes}"'


RESERVED = frozenset(
    """all and any array as asc both case cast check collate column constraint create default desc distinct do else end
    except false fetch for foreign from grant group having in initially intersect into is lateral leading limit not null
    offset on only or order placing primary qualify references returning select show some summarize symmetric table then
    to trailing true union unique using variadic when where window with""".split()  # noqa: SIM905 - words read as words
)
