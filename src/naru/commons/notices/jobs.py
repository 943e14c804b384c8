"""Work that a worker does for notices."""

from django_tasks import task

from naru.base.kit.words import Words
from naru.commons.notices import delivery


@task(label="notices.deliver", title=Words("알림 보내기", "Send a notice"), attempts_max=8)
def deliver(delivery_id: str) -> bool:
    """Tried for about three hours; then the doctor says so."""
    return delivery.deliver(delivery_id)
