"""What the API's reference says of people in Korean."""

from naru.base.kit.api_words import ApiWords
from naru.base.kit.words import Words

WORDS = ApiWords(
    tag="people",
    title=Words("사람과 기관", "People and organisations"),
    order=40,
    operations={
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
    },
    parameters={
        "person_id": Words("사람 번호", "The person's id"),
        "slug": Words("기관의 짧은 이름", "The organisation's short name"),
        "token_id": Words("토큰 번호", "The token's id"),
    },
    fields={
        "role": "기관에서 할 수 있는 일. 앞의 역할이 뒤의 역할을 품습니다",
    },
)
