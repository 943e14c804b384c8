"""What the API's reference says of the questions in Korean."""

from naru.base.kit.api_words import ApiWords
from naru.base.kit.words import Words

WORDS = ApiWords(
    tag="tables",
    title=Words("표와 질의", "Tables and questions"),
    order=10,
    operations={
        "listTables": "물을 수 있는 표",
        "getTable": "표 하나와 그 열",
        "getRows": "행 한 쪽",
        "aggregateRows": "묶음과 그 값",
        "facetRows": "열의 값과 값마다의 개수",
        "downloadTable": "고른 행 모두를 파일로",
        "querySql": "주소 하나로 하는 SELECT",
        "runSql": "볼 수 있는 모든 표에 묻는 SELECT 하나",
    },
    parameters={
        "any": Words(
            "filter처럼 쓰고, 그 가운데 하나라도 맞으면 되는 조건", "As filter; one of them at least must hold"
        ),
        "bbox": Words(
            "서,남,동,북(도). 위치가 이 범위에 든 행", "west,south,east,north in degrees: rows placed within"
        ),
        "having": Words("계산:비교:수. 묶음의 값에 거는 조건", "measure:operator:number: a condition on each group"),
        "bom": Words("엑셀이 바라는 BOM을 붙인 CSV", "CSV with a byte-order mark, as Excel wants it"),
        "columns": Words("이름이나 별칭을 쉼표로. 없으면 모두", "Names or aliases, comma-separated; all without it"),
        "containing": Words("이름에 든 글자", "A part of the name"),
        "count": Words("조건에 남는 행을 세기", "Count the rows that the filters leave"),
        "cursor": Words("앞 쪽이 준 next 값", "The next value of the page before"),
        "filter": Words(
            "열:비교:값. 비교는 eq ne lt lte gt gte in contains starts is_null",
            "column:operator:value; operators eq ne lt lte gt gte in contains starts is_null",
        ),
        "format": Words("파일 형식", "The file's format"),
        "group": Words("묶을 열을 쉼표로", "Columns to group by, comma-separated"),
        "keys": Words("칸을 이름(name)이나 별칭(alias)으로", "Name the cells by name or by alias"),
        "limit": Words("가장 많이 받을 수", "At most so many"),
        "q": Words(
            "어느 열에든 행에 모두 있어야 하는 말", "Words that must all stand in the row, in whichever columns"
        ),
        "measure": Words(
            "count, 또는 sum·avg·min·max·median·p5~p99·distinct·count:열",
            "count, or sum, avg, min, max, median, p5 to p99, distinct, count with :column",
        ),
        "name": Words("표의 SQL 이름이나 번호", "The table's SQL name, or its id"),
        "offset": Words("건너뛸 수", "How many to skip"),
        "safe": Words("스프레드시트가 수식으로 읽지 않는 CSV", "CSV whose text no spreadsheet reads as a formula"),
        "sort": Words("정렬할 열을 쉼표로. 앞에 -를 붙이면 내림차순", "What to sort by; a - before it for descending"),
        "version": Words("인용할 버전. 없으면 가장 새것", "A version to cite; the newest without it"),
    },
    fields={
        "limit": "가장 많이 받을 행의 수",
        "sql": '하나의 SELECT. 열은 `main`에서는 이름으로, `ascii`에서는 별칭으로 부르고, `"표@3"`은 버전 3을 인용합니다',
    },
)
