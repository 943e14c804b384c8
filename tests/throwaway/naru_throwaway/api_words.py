"""What the API's reference says of boats in Korean."""

from naru.base.kit.api_words import ApiWords
from naru.base.kit.words import Words

WORDS = ApiWords(tag="boats", title=Words("배", "Boats"), operations={"listBoats": "떠 있는 모든 배"})
