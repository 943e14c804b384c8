"""What findings and a verdict's reasons say to people, and what to do about them."""

from naru.base.kit.words import Words
from naru.systems.harvest.core.values import Finding

FINDINGS: dict[str, Words] = {
    "no_title": Words(
        "제목이 없어 받지 않았습니다. 원 출처에 제목을 넣어 달라고 알려 주세요.",
        "Has no title and was left out. Ask its source to give it one.",
    ),
    "no_identifier": Words(
        "식별자가 없어 내용으로 알아봅니다. 제목이나 주소가 바뀌면 다른 기록으로 봅니다.",
        "Has no identifier and is known by what it says: under another title or address it is another record.",
    ),
    "same_id_twice": Words(
        "같은 식별자로 두 번 왔습니다: ‘{first}’, ‘{second}’. 앞의 것만 받았습니다.",
        "One identifier came twice: “{first}” and “{second}”. The first was taken.",
    ),
    "date_unread": Words(
        "날짜를 읽지 못해 비워 두었습니다: {said}", "A date could not be read and was left empty: {said}"
    ),
    "period_reversed": Words(
        "기간의 끝이 시작보다 빨라 비워 두었습니다.", "Its period ends before it begins and was left empty."
    ),
    "licence_unknown": Words(
        "이용허락을 알아보지 못해 비워 두었습니다: {said}", "Its licence is not known here and was left empty: {said}"
    ),
    "address_unusable": Words(
        "쓸 수 없는 주소라 비워 두었습니다: {said}", "An address that cannot be used was left out: {said}"
    ),
    "path_refused": Words(
        "폴더 밖을 가리키는 경로라 받지 않았습니다: {said}", "A path that leads out of its folder was refused: {said}"
    ),
    "record_unreadable": Words(
        "{where}번째 기록을 읽지 못해 건너뛰었습니다({reason}).",
        "Record {where} could not be read and was passed by ({reason}).",
    ),
    "next_page_missing": Words(
        "다음 쪽 주소가 없어 순서로 이어 받았습니다.", "The next page had no address; the walk went on by its offset."
    ),
    "cap_met": Words("한 번에 {size}건까지만 보내는 곳입니다.", "This source sends at most {size} records at once."),
    "row_unreadable": Words("{where} 줄을 읽지 못해 뺐습니다.", "Line {where} could not be read and was left out."),
}
REASONS: dict[str, Words] = {
    "walk_not_ended": Words(
        "끝까지 받지 못했습니다. 아무것도 내리지 않았습니다.", "The end was not reached. Nothing was removed."
    ),
    "page_repeated": Words(
        "같은 쪽이 되풀이되어 멈췄습니다. 아무것도 내리지 않았습니다.",
        "A page came again, and the walk was stopped. Nothing was removed.",
    ),
    "fewer_than_total": Words(
        "출처가 말한 수보다 적게 왔습니다. 아무것도 내리지 않았습니다.",
        "Fewer records came than the source says it has. Nothing was removed.",
    ),
    "nothing_where_there_was": Words(
        "있던 기록이 하나도 오지 않았습니다. 정말 비었는지 확인해 주세요.",
        "Nothing came where there were records. See whether the source is really empty.",
    ),
    "too_many_gone": Words(
        "한꺼번에 너무 많은 기록이 보이지 않습니다. 정말 사라졌는지 확인해 주세요.",
        "Too many records are missing at once. See whether they are really gone.",
    ),
    "gone_while_unread": Words(
        "읽지 못한 기록이 있고, 보이지 않는 기록도 있습니다. 같은 기록일 수 있습니다.",
        "Some records could not be read and some are missing: they may be the same.",
    ),
    "asked_otherwise": Words(
        "주소나 조건을 바꾼 뒤 보이지 않는 기록이 있습니다. 내려도 되는지 확인해 주세요.",
        "The address or filter was changed, and records are missing. See whether they may go.",
    ),
}
LIKENESS: dict[str, Words] = {
    "same_id": Words("식별자가 같습니다", "The same identifier"),
    "same_address": Words("파일 주소가 같습니다", "The same file address"),
    "same_title": Words("제목과 제공기관이 같습니다", "The same title and publisher"),
}


def words_of(finding: Finding) -> Words:
    """Filled in with the finding's facts."""
    found = FINDINGS.get(finding.code, Words(finding.code, finding.code))
    facts = _Facts(finding.facts) | {"where": finding.where}
    return Words(found.ko.format_map(_Facts(facts)), found.en.format_map(_Facts(facts)))


class _Facts(dict[str, object]):
    def __missing__(self, name: str) -> str:
        return "?"
