"""What the API answers, as the reference says it in both languages; what each package's operations do, it says itself.

The OpenAPI document is written in English, as programs' documents are. A test holds the words complete: an operation or
a parameter without its own fails it.
"""

from naru.base.kit.words import Words

ANSWERS = {
    "OK": Words("됨", "OK"),
    "Created": Words("만듦", "Created"),
    "Accepted": Words("받아서 하는 중", "Accepted"),
    "No Content": Words("됨, 내용 없음", "No content"),
    "Refused.": Words("거절", "Refused"),
    "The file, streamed.": Words("파일, 흘려 보냄", "The file, streamed"),
}
