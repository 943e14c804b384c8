"""What the API's reference says of the strategy in Korean."""

from naru.base.kit.api_words import ApiWords
from naru.base.kit.words import Words

WORDS = ApiWords(
    tag="strategy",
    title=Words("시 계획", "The city's plan"),
    order=90,
    operations={"indicators": "시 계획의 지표와 지금 값"},
    parameters={},
)
