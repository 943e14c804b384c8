"""What the API's reference says of paid work in Korean."""

from naru.base.kit.api_words import ApiWords
from naru.base.kit.words import Words

WORDS = ApiWords(
    tag="work",
    title=Words("데이터 일감", "Data work"),
    order=77,
    operations={"jobs": "일감과 진행"},
    parameters={},
)
