"""What the API's reference says of MyData in Korean."""

from naru.base.kit.api_words import ApiWords
from naru.base.kit.words import Words

WORDS = ApiWords(
    tag="mydata",
    title=Words("마이데이터", "MyData"),
    order=72,
    operations={"mydataServices": "등록한 마이데이터 서비스와 그 수치"},
    parameters={},
)
