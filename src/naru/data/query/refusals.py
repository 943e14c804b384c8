"""What asking may tell a person."""

from naru.base.kit.refusals import Sentence, declare

declare(
    {
        "sql_empty": Sentence(
            ko="질의가 비어 있습니다. SELECT 문을 써 주세요.", en="The query is empty. Write a SELECT."
        ),
        "sql_too_long": Sentence(
            ko="질의가 너무 깁니다({length}자). {limit}자까지 쓸 수 있습니다.",
            en="The query is too long ({length} characters); the limit is {limit}.",
        ),
        "sql_one_statement": Sentence(
            ko="한 번에 SELECT 하나만 실행할 수 있습니다. 지금은 {count}개입니다.",
            en="One SELECT at a time, please; this holds {count} statements.",
        ),
        "sql_only_select": Sentence(
            ko="SELECT만 실행할 수 있습니다. {statement} 문은 쓸 수 없습니다.",
            en="Only SELECT may run here; {statement} may not.",
        ),
        "sql_show": Sentence(
            ko="SHOW는 쓸 수 없습니다. 표의 열은 DESCRIBE 표이름, 열의 요약은 SUMMARIZE 표이름으로 봅니다. 표의 목록은 편집기 옆과 데이터 찾기에 있습니다.",
            en="SHOW may not run here. See a table's columns with DESCRIBE name, a summary of them with SUMMARIZE name; the tables are listed beside the editor and in the search.",
        ),
        "sql_pivot_without_list": Sentence(
            ko="PIVOT에는 열이 될 값을 적어야 합니다. 예: PIVOT 표이름 ON 구 IN ('중구', '동구') USING sum(요금)",
            en="A PIVOT must list the values that become columns, for instance: PIVOT name ON district IN ('Jung', 'Dong') USING sum(fee)",
        ),
        "sql_too_deep": Sentence(
            ko="질의가 너무 깊게 겹쳐 있습니다. WITH로 나누어 주세요.",
            en="The query nests too deeply. Break it up with WITH.",
        ),
        "sql_not_allowed": Sentence(
            ko="{line}행 {column}열: {what}은(는) 여기서 쓸 수 없습니다. 데이터셋의 표와 계산 함수만 쓸 수 있습니다.",
            en="Line {line}, column {column}: {what} is closed here; use datasets' tables and computing functions.",
        ),
        "table_unknown": Sentence(
            ko="‘{name}’ 표가 없거나 볼 권한이 없습니다. 비슷한 표: {nearest}",
            en="There is no table “{name}”, or you may not see it. Similar tables: {nearest}",
            status=404,
            exit_code=4,
        ),
        "format_unknown": Sentence(
            ko="‘{format}’ 형식으로는 쓸 수 없습니다. 쓸 수 있는 형식: {formats}",
            en="“{format}” is no format to write. The formats are: {formats}",
            exit_code=2,
        ),
        "sql_unknown_table": Sentence(
            ko="{line}행 {column}열: ‘{name}’ 표가 없거나 볼 권한이 없습니다. 비슷한 표: {nearest_ko}",
            en="Line {line}, column {column}: no table “{name}”, or you may not see it. Similar tables: {nearest_en}",
            status=404,
        ),
        "sql_unknown_column": Sentence(
            ko="{line}행 {column}열: ‘{name}’ 열이 없습니다. 비슷한 열: {nearest_ko}",
            en="Line {line}, column {column}: there is no column “{name}”. Similar columns: {nearest_en}",
        ),
        "sql_unknown_quoted": Sentence(
            ko="{line}행 {column}열: “{name}” 열이 없습니다. 글자 값이라면 작은따옴표로 묶어 주세요: '{name}'. 비슷한 열: {nearest_ko}",
            en="Line {line}, column {column}: there is no column “{name}”. If it is a text, put it in single quotes: '{name}'. Similar columns: {nearest_en}",
        ),
        "sql_name_needs_quotes": Sentence(
            ko='{line}행 {column}열에서 문법이 맞지 않습니다. 빈칸이나 기호가 든 이름은 큰따옴표로 묶어 주세요: "{name}"',
            en='The syntax is wrong at line {line}, column {column}. Put names with spaces or signs in double quotes: "{name}"',
        ),
        "sql_unknown_function": Sentence(
            ko="{line}행 {column}열: ‘{name}’ 함수가 없습니다. 비슷한 함수: {nearest_ko}",
            en="Line {line}, column {column}: there is no function “{name}”. Similar functions: {nearest_en}",
        ),
        "sql_syntax": Sentence(
            ko="{line}행 {column}열에서 문법이 맞지 않습니다: {detail}",
            en="The syntax is wrong at line {line}, column {column}: {detail}",
        ),
        "sql_value": Sentence(
            ko="{line}행 {column}열: 값을 바꿀 수 없습니다: {detail}",
            en="Line {line}, column {column}: a value does not convert: {detail}",
        ),
        "sql_wrong": Sentence(
            ko="{line}행 {column}열: 실행할 수 없는 질의입니다: {detail}",
            en="Line {line}, column {column}: the query cannot run: {detail}",
        ),
        "sql_too_big": Sentence(
            ko="질의에 메모리가 너무 많이 필요합니다. 조건이나 LIMIT으로 줄여 주세요.",
            en="The query needs too much memory. Narrow it with a condition or a LIMIT.",
            status=422,
        ),
        "sql_too_slow": Sentence(
            ko="{seconds}초 안에 끝나지 않아 멈추었습니다. 조건이나 LIMIT으로 줄여 주세요.",
            en="It did not finish within {seconds} seconds and was stopped. Narrow it with a condition or a LIMIT.",
            status=422,
        ),
        "sql_crashed": Sentence(
            ko="질의가 너무 복잡하여 실행기가 멈추었습니다. 더 단순하게 나누어 주세요.",
            en="The query was too complex and its engine stopped. Break it into simpler parts.",
            status=422,
        ),
        "sql_curly_quotes": Sentence(
            ko="{line}행 {column}열 부근: 둥근 따옴표(‘ ’ “ ”)가 있습니다. 값은 '곧은 작은따옴표'로, 열 이름은 \"곧은 큰따옴표\"로 감싸 주세요.",
            en="Near line {line}, column {column}: there are curly quotes. Put values in straight 'single quotes' and names of columns in straight \"double quotes\".",
        ),
        "sql_full_width": Sentence(
            ko="{line}행 {column}열 부근: 전각 기호나 숫자(（ ， ＝ １)가 있습니다. 반각으로 바꿔 주세요.",
            en="Near line {line}, column {column}: there are full-width marks or digits (（ ， ＝ １). Use half-width ones.",
        ),
        "sql_top": Sentence(
            ko="{line}행 {column}열 부근: 여기서는 TOP 대신 질의 끝에 LIMIT 10처럼 씁니다.",
            en="Near line {line}, column {column}: instead of TOP, write LIMIT 10 at the end of the query.",
        ),
        "sql_other_function": Sentence(
            ko="{line}행 {column}열: 여기에는 ‘{name}’ 함수가 없습니다. 이렇게 써 주세요: {hint}",
            en="Line {line}, column {column}: there is no function “{name}” here. Write it like this: {hint}",
        ),
        "sql_busy": Sentence(
            ko="지금 질의가 많이 밀려 있습니다. 잠시 뒤 다시 시도해 주세요.",
            en="Many queries are running just now. Try again in a moment.",
            status=503,
        ),
        "parameter_unknown": Sentence(
            ko="‘{name}’(이)라는 매개변수는 없습니다. 쓸 수 있는 것: {names}",
            en="There is no parameter “{name}”. There are: {names}",
        ),
        "measure_unreadable": Sentence(
            ko="‘{measure}’ 계산을 읽을 수 없습니다. count 또는 연산:열로 쓰고, 연산은 {measures} 가운데 하나입니다.",
            en="The measure “{measure}” is not readable. Write count or measure:column with one of {measures}.",
        ),
        "measure_needs_numbers": Sentence(
            ko="‘{column}’ 열로는 {measure} 계산을 할 수 없습니다. 숫자 열을 골라 주세요.",
            en="Column “{column}” has no {measure}. Choose a column of numbers.",
        ),
        "having_unreadable": Sentence(
            ko="‘{having}’ 조건을 읽을 수 없습니다. 계산:비교:수로 씁니다. 계산은 {measures}, 비교는 {operators} 가운데 하나입니다.",
            en="The condition “{having}” is not readable. Write measure:operator:number with a measure of {measures} and one of {operators}.",
        ),
        "box_unreadable": Sentence(
            ko="‘{box}’ 범위를 읽을 수 없습니다. 경도와 위도로 서,남,동,북 차례로 씁니다(128.9,35.0,129.3,35.3).",
            en="The box “{box}” is not readable. Write west,south,east,north in degrees (128.9,35.0,129.3,35.3).",
        ),
        "box_without_degrees": Sentence(
            ko="이 표에는 위도·경도나 도형 열이 없어 범위(bbox)로 고를 수 없습니다.",
            en="The table has no latitude and longitude or geometry, so no box selects its rows.",
            status=422,
        ),
        "format_not_for_sql": Sentence(
            ko="SQL 답은 {formats} 가운데 하나로 받을 수 있습니다.",
            en="An answer in SQL comes as one of {formats}.",
        ),
        "too_many_rows_for_xlsx": Sentence(
            ko="엑셀 한 장에는 {limit}행까지 들어가는데 {rows}행입니다. CSV로 받거나 조건으로 줄여 주세요.",
            en="An Excel sheet holds {limit} rows and this has {rows}. Take CSV, or narrow it with a filter.",
            status=422,
        ),
        "no_place_in_table": Sentence(
            ko="이 표에는 위치(도형 또는 위도·경도) 열이 없어 지도 파일로 만들 수 없습니다.",
            en="The table has no place (geometry, or latitude and longitude), so it cannot become a file for maps.",
            status=422,
        ),
        "json_wanted": Sentence(
            ko="Content-Type: application/json 으로 보내 주세요.",
            en="Send it as Content-Type: application/json.",
            status=415,
        ),
    }
)
