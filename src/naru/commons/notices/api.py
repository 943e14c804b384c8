"""Notices in the API: one's own inbox."""

from datetime import date, datetime

from django.http import HttpRequest
from ninja import Router, Schema

from naru.base.kit.guard import person_of, require_signed_in, require_write
from naru.commons.notices import actions, reads

router = Router(tags=["notices"])


class NoticeOut(Schema):
    id: str
    topic: str
    title_ko: str
    title_en: str
    text_ko: str | None
    text_en: str | None
    kind: str
    subject: str
    due: date | None
    told: datetime
    read: datetime | None

    @classmethod
    def of(cls, notice: reads.Notice) -> "NoticeOut":
        telling = notice.telling
        return cls(
            id=notice.id,
            topic=telling.topic,
            title_ko=telling.title.ko,
            title_en=telling.title.en,
            text_ko=telling.text.ko if telling.text else None,
            text_en=telling.text.en if telling.text else None,
            kind=telling.about.kind,
            subject=telling.about.id,
            due=telling.due,
            told=telling.told,
            read=notice.read,
        )


class InboxOut(Schema):
    notices: list[NoticeOut]
    next: str | None


@router.get("/notices", response=InboxOut, url_name="notices", summary="One's own notices, newest first")
def inbox(request: HttpRequest, unread: bool = False, cursor: str | None = None, limit: int = 30) -> InboxOut:
    person = person_of(request)
    require_signed_in(person)
    page = reads.inbox(person, unread=unread, after=cursor, limit=min(max(limit, 1), 100))
    return InboxOut(notices=[NoticeOut.of(each) for each in page.rows], next=page.next)


@router.post("/notices/{notice_id}/read", response=NoticeOut, url_name="notice_read", summary="One notice is read")
def open_notice(request: HttpRequest, notice_id: str) -> NoticeOut:
    person = person_of(request)
    require_write(person)
    actions.open_notice(notice_id, by=person)
    return NoticeOut.of(reads.notice(notice_id, person))
