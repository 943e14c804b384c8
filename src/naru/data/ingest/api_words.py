"""What the API's reference says of loads in Korean."""

from naru.base.kit.api_words import ApiWords
from naru.base.kit.words import Words

WORDS = ApiWords(
    tag="loads",
    title=Words("데이터 들이기", "Adding data"),
    order=30,
    operations={
        "startLoads": "파일을 표로 들이기",
        "listLoads": "내가 들인 것, 새것부터",
        "getLoad": "들인 것 하나와 그 보고서",
        "decideLoad": "멈춰 있는 것을 결정하기",
        "endPublication": "개인정보를 그대로 공개하자는 요청에 두 번째 담당관으로 답하기",
        "trustLoad": "이상해 보여 멈춘 것이 맞다고 하기",
    },
    parameters={
        "before": Words("이 번호보다 앞선 것", "Those before this one"),
        "limit": Words("가장 많이 받을 수", "At most so many"),
        "load_id": Words("들인 것의 번호", "The load's id"),
    },
    fields={
        "decision": "개인정보가 발견되어 멈춘 것을 어떻게 할지",
    },
)
