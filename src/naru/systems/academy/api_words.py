"""What the API's reference says of the academy in Korean."""

from naru.base.kit.api_words import ApiWords
from naru.base.kit.words import Words

WORDS = ApiWords(
    tag="academy",
    title=Words("아카데미", "Academy"),
    order=72,
    operations={
        "cohorts": "교육 기수와 그 수치",
        "certificate": "수료증 한 장: Open Badges 3.0",
        "checkCertificate": "수료증 확인",
    },
    parameters={"number": Words("수료증 번호", "the number of the certificate")},
)
