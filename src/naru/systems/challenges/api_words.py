"""What the API's reference says of challenges in Korean."""

from naru.base.kit.api_words import ApiWords
from naru.base.kit.words import Words

WORDS = ApiWords(
    tag="challenges",
    title=Words("챌린지", "Challenges"),
    order=68,
    operations={
        "challenges": "데이터 챌린지 목록",
        "challengeBoard": "챌린지의 순위표",
        "challengeSubmissions": "우리 팀의 제출",
        "challengeSubmit": "우리 팀의 파일 제출",
    },
    parameters={"id": Words("챌린지의 id", "Id of the challenge")},
)
