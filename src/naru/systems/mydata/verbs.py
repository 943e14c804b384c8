"""What consents say in the trail: names of items and counts, never a value and never whose."""

from naru.base.kit.words import Words
from naru.base.trail.core.verbs import Stream, declare

declare(
    Stream(
        name="mydata_holder",
        words=Words("정보제공자", "Data holders"),
        verbs={
            "mydata_holder.registered": Words(
                "데이터를 가진 곳을 등록했습니다: {lists}", "Registered a holder of {lists}."
            ),
            "mydata_holder.reported_wrongly": Words(
                "전송 기록이 맞지 않습니다: {kind}, {pull}", "Reported wrongly: {kind}, {pull}."
            ),
        },
    )
)
declare(
    Stream(
        name="mydata_service",
        words=Words("마이데이터 서비스", "MyData services"),
        verbs={
            "mydata_service.written": Words("서비스를 적었습니다: {title}", "Described the service {title}."),
            "mydata_service.submitted": Words("등록 심사를 신청했습니다.", "Asked for a review."),
            "mydata_service.registered": Words(
                "서비스를 등록했습니다: {number}", "Registered the service as {number}."
            ),
            "mydata_service.returned": Words("보완을 요청했습니다: {reason}", "Returned it: {reason}"),
            "mydata_service.stopped": Words("서비스를 멈추었습니다: {reason}", "Stopped the service: {reason}"),
            "mydata_service.restored": Words("서비스를 다시 등록했습니다.", "Registered the service again."),
            "mydata_service.sent": Words(
                "{holder}에서 {count}건을 보냈습니다: {items}", "{holder} sent {count} pulls of {items}."
            ),
            "mydata_service.blocked": Words(
                "삭제를 증명하지 않아 전송을 막았습니다: {order}", "Blocked: no proof of deletion for {order}."
            ),
        },
    )
)
declare(
    Stream(
        name="mydata_consent",
        words=Words("데이터 전송 동의", "Consents"),
        verbs={
            "mydata_consent.agreed": Words("동의했습니다: {items}", "Agreed: {items}"),
            "mydata_consent.declined": Words("거절했습니다.", "Declined."),
            "mydata_consent.suspended": Words("잠시 멈추었습니다.", "Paused."),
            "mydata_consent.resumed": Words("다시 보내게 했습니다.", "Resumed."),
            "mydata_consent.narrowed": Words("줄였습니다: {items}", "Narrowed: {items}"),
            "mydata_consent.withdrawn": Words("철회했습니다: {at}", "Withdrew: {at}"),
            "mydata_consent.expired": Words("기간이 끝났습니다.", "Expired."),
            "mydata_consent.offer_over": Words("제안이 끝났습니다.", "The offer was over."),
            "mydata_consent.renewed": Words("{ends}까지 늘렸습니다.", "Renewed until {ends}."),
            "mydata_consent.ordered": Words(
                "삭제를 요청했습니다: {items}, {digest}", "Ordered deletion of {items}, {digest}."
            ),
            "mydata_consent.attested": Words("삭제를 증명했습니다: {digest}", "Attested deletion: {digest}"),
            "mydata_consent.deleted": Words("모두 지워졌습니다.", "All deleted."),
            "mydata_consent.overdue": Words("삭제 증명이 늦습니다.", "Proof of deletion is overdue."),
        },
        values={
            "at": {
                "city": Words("나루에서", "at the city"),
                "holder": Words("데이터를 가진 곳에서", "at the holder"),
                "receiver": Words("서비스에서", "at the service"),
                "paper": Words("서면으로", "on paper"),
            }
        },
    )
)
declare(
    Stream(
        name="mydata_proxy",
        words=Words("데이터 대리", "Proxies"),
        verbs={
            "mydata_proxy.given": Words("대리를 맡겼습니다. {ends}까지", "Made someone a proxy until {ends}."),
            "mydata_proxy.ended": Words("대리를 끝냈습니다.", "Ended a proxy."),
        },
    )
)
