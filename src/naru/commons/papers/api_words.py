"""What the API's reference says of papers in Korean."""

from naru.base.kit.api_words import ApiWords
from naru.base.kit.words import Words

WORDS = ApiWords(
    tag="papers",
    title=Words("문서", "Papers"),
    order=66,
    operations={"checkPaper": "번호로 문서 확인"},
    parameters={"number": Words("문서 번호", "The paper's number")},
)
