"""What the API's reference says of the catalogue in Korean."""

from naru.base.kit.api_words import ApiWords
from naru.base.kit.words import Words

WORDS = ApiWords(
    tag="catalogue",
    title=Words("목록", "Catalogue"),
    order=20,
    operations={
        "searchDatasets": "데이터셋 찾기, 정확한 갈래별 수와 함께",
        "registerDataset": "초안으로 등록하기",
        "suggest": "이렇게 시작하거나 이 초성인 말",
        "getDataset": "데이터셋 하나와 그 표, 파일. 읽을 수 없으면 공개 카드",
        "changeDataset": "설명하고, 펴내고, 거두고, 열고 닫기",
        "getHistory": "설명이 바뀐 모든 기록",
        "listVersions": "표의 버전들",
        "addDistribution": "데이터를 얻을 수 있는 다른 주소 더하기",
        "removeDistribution": "그 주소 빼기",
        "grantEntitlement": "누가 이것이나 그 일부를 기간을 정해 읽게 하기",
        "listEntitlements": "읽을 권한이 있거나 있었던 쪽",
        "revokeEntitlement": "곧바로 거두기",
    },
    parameters={
        "access": Words("공개 범위", "Who may read it"),
        "dataset_id": Words("데이터셋 번호", "The dataset's id"),
        "entitlement_id": Words("이용권 번호", "The entitlement's id"),
        "reason": Words("거두는 까닭", "Why it is revoked"),
        "distribution_id": Words("배포 파일의 번호", "The distribution's id"),
        "facets": Words("갈래별 수도 함께", "Count the facets as well"),
        "format": Words("파일 형식", "The file's format"),
        "licence": Words("이용허락", "Licence"),
        "limit": Words("가장 많이 받을 수", "At most so many"),
        "name": Words("표의 SQL 이름이나 번호", "The table's SQL name, or its id"),
        "offset": Words("건너뛸 수", "How many to skip"),
        "publisher": Words("제공기관", "Publisher"),
        "q": Words("찾을 말", "What to look for"),
        "region": Words("지역", "Place"),
        "sort": Words(
            "차례로 삼을 열을 쉼표로. 앞에 -를 붙이면 거꾸로", "What to sort by; a - before it for descending"
        ),
        "state": Words("상태", "State"),
        "theme": Words("주제", "Theme"),
        "year": Words("고친 해", "Year of the last change"),
    },
    fields={
        "frequency": "{choices} 가운데 하나",
        "licence": "{choices} 가운데 하나",
        "organisation": "돌볼 기관. null이면 시 자체(데이터 담당관만)",
        "reason": "철회하는 까닭",
        "themes": "{choices} 가운데",
    },
)
