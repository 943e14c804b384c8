"""What the API's reference says of sectors in Korean."""

from naru.base.kit.api_words import ApiWords
from naru.base.kit.words import Words

WORDS = ApiWords(
    tag="sectors",
    title=Words("특화 산업", "Sectors"),
    order=75,
    operations={
        "listProfiles": "분야 프로파일",
        "getProfile": "프로파일의 정의",
        "datasetQuality": "데이터셋의 검사 결과(W3C DQV, JSON-LD)",
        "datasetConformance": "데이터셋이 따르는 프로파일과 검사 결과",
    },
    parameters={
        "name": Words("프로파일 이름", "The profile's name"),
        "dataset_id": Words("데이터셋 식별자", "The dataset's id"),
    },
)
