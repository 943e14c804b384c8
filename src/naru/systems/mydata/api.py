"""MyData in the API: the register of services and its public figures, for anyone."""

from datetime import datetime

from django.http import HttpRequest
from ninja import Router, Schema

from naru.base.kit.guard import person_of
from naru.systems.mydata import reads
from naru.systems.mydata.core.states import ServiceState

router = Router(tags=["mydata"])


class ServiceOut(Schema):
    """A figure that is null is withheld, so that nobody can be told from it."""

    id: str
    number: str
    title_ko: str
    title_en: str
    receiver_ko: str
    state: str
    registered: datetime | None
    items: list[str]
    period_days: int
    frequency_days: int
    retention_days: int
    agreed: int | None
    withdrew: int | None
    sharing: int | None
    deletion_hours: int | None


@router.get(
    "/mydata/services",
    response=list[ServiceOut],
    url_name="mydata_services",
    summary="Registered MyData services and their figures",
)
def mydata_services(request: HttpRequest) -> list[ServiceOut]:
    public = {ServiceState.REGISTERED, ServiceState.STOPPED}
    return [_out(each) for each in reads.services(person_of(request)) if each.state in public]


def _out(found: reads.Service) -> ServiceOut:
    figures = reads.public_figures(found)
    return ServiceOut(
        id=found.id,
        number=found.number,
        title_ko=found.title.ko,
        title_en=found.title.en,
        receiver_ko=found.receiver.ko,
        state=found.state.value,
        registered=found.registered,
        items=sorted({choice.item for choice in found.terms.choices}),
        period_days=found.terms.period_days,
        frequency_days=found.terms.frequency_days,
        retention_days=found.terms.retention_days,
        agreed=figures.agreed,
        withdrew=figures.withdrew,
        sharing=figures.sharing,
        deletion_hours=figures.deletion_hours,
    )
