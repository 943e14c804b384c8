"""What happened to a consent, in sentences that a person can read aloud."""

from collections.abc import Mapping

from naru.base.kit.words import Words

SENTENCES: dict[str, Words] = {
    "offered": Words("이 서비스가 내 데이터를 써도 되는지 물었습니다.", "The service asked for my data."),
    "agreed": Words("동의했습니다: {items}", "I agreed to {items_en}."),
    "declined": Words("거절했습니다.", "I said no."),
    "suspended": Words("잠시 멈추었습니다.", "I paused it."),
    "resumed": Words("다시 보내게 했습니다.", "I let it go on."),
    "narrowed": Words("줄였습니다. 그만 보내는 것: {items}", "I took back {items_en}."),
    "withdrawn": Words(
        "철회했습니다. 그때부터 아무것도 보내지 않습니다.", "I took it back. Nothing was sent from then on."
    ),
    "expired": Words(
        "기간이 끝났습니다. 그때부터 아무것도 보내지 않습니다.", "Its time was over. Nothing was sent from then on."
    ),
    "offer_over": Words("대답하지 않아 제안이 끝났습니다.", "I did not answer, and the offer was over."),
    "renewed": Words("{ends}까지 늘렸습니다. 지운 것은 없습니다.", "I renewed it until {ends}; nothing was deleted."),
    "ordered": Words("받은 쪽에 삭제를 요청했습니다: {items}", "The receiver was ordered to delete {items_en}."),
    "sent": Words("{holder}에서 보냈습니다: {items}", "{holder_en} sent {items_en}."),
    "refused": Words("{holder}에서 보내지 않았습니다. 까닭: {ground}", "{holder_en} did not send: {ground_en}."),
    "fault": Words(
        "{holder}의 전송 기록이 맞지 않아 담당자에게 알렸습니다.",
        "What {holder_en} reported was wrong; an officer was told.",
    ),
    "attested": Words(
        "받은 쪽이 지웠다는 증명을 보냈고, 서명이 맞습니다.",
        "The receiver proved that it deleted, and the signature holds.",
    ),
    "deleted": Words("모두 지워졌습니다.", "All of it is deleted."),
    "overdue": Words(
        "받은 쪽이 기한까지 삭제를 증명하지 않았습니다. 그곳으로는 아무것도 보내지 않습니다.",
        "The receiver did not prove deletion in time. Nothing is sent there any more.",
    ),
}


def sentence(kind: str, facts: Mapping[str, str]) -> Words:
    """The sentence of an event; a fact that it lacks reads ``?``."""
    said = SENTENCES[kind]
    filled = _Facts(facts)
    return Words(said.ko.format_map(filled), said.en.format_map(filled))


class _Facts(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return "?"
