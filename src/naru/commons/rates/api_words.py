"""What the API's reference says of rates in Korean."""

from naru.base.kit.api_words import ApiWords
from naru.base.kit.words import Words

WORDS = ApiWords(
    tag="rates",
    title=Words("요율", "Rates"),
    order=62,
    operations={
        "rates": "어느 날의 모든 요율",
        "enterRate": "값 하나 넣기, 그래서 다시 볼 결정",
        "rateHistory": "한 요율의 모든 값, 늦은 날부터",
    },
    parameters={
        "on": Words("날, 없으면 오늘", "A day; today without one"),
        "name": Words("요율의 이름", "The rate's name"),
    },
)
