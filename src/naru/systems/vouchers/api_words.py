"""What the API's reference says of vouchers in Korean."""

from naru.base.kit.api_words import ApiWords
from naru.base.kit.words import Words

WORDS = ApiWords(
    tag="vouchers",
    title=Words("바우처", "Vouchers"),
    order=70,
    operations={"programmes": "바우처 사업과 그 수치"},
    parameters={},
)
