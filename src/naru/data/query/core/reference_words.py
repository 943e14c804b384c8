"""The API's reference in Korean, and what its parameters mean in both languages.

The OpenAPI document is written in English, as programs' documents are. A test holds this table complete: an operation or
a parameter without its words fails it.
"""

from naru.base.kit.words import Words

GROUPS = {
    "tables": Words("표와 질의", "Tables and questions"),
    "catalogue": Words("목록", "Catalogue"),
    "loads": Words("데이터 들이기", "Adding data"),
    "people": Words("사람과 기관", "People and organisations"),
}

ANSWERS = {
    "OK": Words("됨", "OK"),
    "Created": Words("만듦", "Created"),
    "Accepted": Words("받아서 하는 중", "Accepted"),
    "No Content": Words("됨, 내용 없음", "No content"),
    "Refused.": Words("거절", "Refused"),
    "The file, streamed.": Words("파일, 흘려 보냄", "The file, streamed"),
}

OPERATIONS = {
    "me": "나는 누구이고, 어디에 속하며, 내 토큰은 무엇을 할 수 있나",
    "myTokens": "내 API 토큰, 새것부터",
    "revokeMyToken": "내 토큰 하나를 거두기",
    "organisations": "모든 기관",
    "createOrganisation": "기관 만들기",
    "organisation": "기관 하나",
    "describeOrganisation": "기관 설명 고치기",
    "members": "기관에 속한 사람",
    "addMember": "구성원 더하기",
    "changeRole": "구성원의 역할 바꾸기",
    "removeMember": "구성원을 빼거나 스스로 나가기",
    "searchDatasets": "데이터셋 찾기, 정확한 갈래별 수와 함께",
    "registerDataset": "초안으로 등록하기",
    "suggest": "이렇게 시작하거나 이 초성인 말",
    "getDataset": "데이터셋 하나와 그 표, 파일",
    "changeDataset": "설명하고, 펴내고, 거두고, 열고 닫기",
    "getHistory": "설명이 바뀐 모든 기록",
    "listVersions": "표의 버전들",
    "addDistribution": "데이터를 얻을 수 있는 다른 주소 더하기",
    "removeDistribution": "그 주소 빼기",
    "grantDataset": "기관에 열어 주기",
    "revokeGrant": "열어 준 것을 거두기",
    "startLoads": "파일을 표로 들이기",
    "listLoads": "내가 들인 것, 새것부터",
    "getLoad": "들인 것 하나와 그 보고서",
    "decideLoad": "멈춰 있는 것을 결정하기",
    "listTables": "물을 수 있는 표",
    "getTable": "표 하나와 그 열",
    "getRows": "행 한 쪽",
    "aggregateRows": "묶음과 그 값",
    "downloadTable": "고른 행 모두를 파일로",
    "runSql": "볼 수 있는 모든 표에 묻는 SELECT 하나",
}

FIELDS = {
    "decision": "개인정보가 발견되어 멈춘 것을 어떻게 할지",
    "frequency": "{choices} 가운데 하나",
    "licence": "{choices} 가운데 하나",
    "limit": "가장 많이 받을 행의 수",
    "organisation": "돌볼 기관. null이면 시 자체(데이터 담당관만)",
    "role": "기관에서 할 수 있는 일. 앞의 역할이 뒤의 역할을 품습니다",
    "sql": '하나의 SELECT. 열은 `main`에서는 이름으로, `ascii`에서는 별칭으로 부르고, `"표@3"`은 버전 3을 인용합니다',
    "themes": "{choices} 가운데",
}

PARAMETERS = {
    "access": Words("공개 범위", "Who may read it"),
    "aggregate": Words("묶는 방법", "How to aggregate"),
    "before": Words("이 번호보다 앞선 것", "Those before this one"),
    "bom": Words("엑셀이 바라는 BOM을 붙인 CSV", "CSV with a byte-order mark, as Excel wants it"),
    "columns": Words("이름이나 별칭을 쉼표로. 없으면 모두", "Names or aliases, comma-separated; all without it"),
    "containing": Words("이름에 든 글자", "A part of the name"),
    "count": Words("조건에 남는 행을 세기", "Count the rows that the filters leave"),
    "cursor": Words("앞 쪽이 준 next 값", "The next value of the page before"),
    "dataset_id": Words("데이터셋 번호", "The dataset's id"),
    "distribution_id": Words("배포 파일의 번호", "The distribution's id"),
    "facets": Words("갈래별 수도 함께", "Count the facets as well"),
    "filter": Words(
        "열:비교:값. 비교는 eq ne lt lte gt gte in contains starts is_null",
        "column:operator:value; operators eq ne lt lte gt gte in contains starts is_null",
    ),
    "format": Words("파일 형식", "The file's format"),
    "group": Words("묶을 열을 쉼표로", "Columns to group by, comma-separated"),
    "keys": Words("칸을 이름(name)이나 별칭(alias)으로", "Name the cells by name or by alias"),
    "licence": Words("이용허락", "Licence"),
    "limit": Words("가장 많이 받을 수", "At most so many"),
    "load_id": Words("들인 것의 번호", "The load's id"),
    "measure": Words(
        "count, 또는 sum·avg·min·max·median·distinct·count:열",
        "count, or sum, avg, min, max, median, distinct, count with :column",
    ),
    "name": Words("표의 SQL 이름이나 번호", "The table's SQL name, or its id"),
    "offset": Words("건너뛸 수", "How many to skip"),
    "organisation": Words("기관 번호", "The organisation's id"),
    "person_id": Words("사람 번호", "The person's id"),
    "publisher": Words("제공기관", "Publisher"),
    "q": Words("찾을 말", "What to look for"),
    "region": Words("지역", "Place"),
    "safe": Words("스프레드시트가 수식으로 읽지 않는 CSV", "CSV whose text no spreadsheet reads as a formula"),
    "slug": Words("기관의 짧은 이름", "The organisation's short name"),
    "sort": Words("차례로 삼을 열을 쉼표로. 앞에 -를 붙이면 거꾸로", "What to sort by; a - before it for descending"),
    "state": Words("상태", "State"),
    "theme": Words("주제", "Theme"),
    "token_id": Words("토큰 번호", "The token's id"),
    "version": Words("인용할 버전. 없으면 가장 새것", "A version to cite; the newest without it"),
    "year": Words("고친 해", "Year of the last change"),
}
