"""What paid work counts, as of any instant: people with a job, won paid, labels settled."""

from datetime import datetime

from naru.base.kit.fact_rows import FactRow, ListedRows
from naru.base.kit.query_rows import QueryRows
from naru.base.kit.ref import Ref
from naru.systems.work.models import Answer, Payout
from naru.systems.work.reads.people import created


def jobs(until: datetime) -> ListedRows:
    """Opened by contract, which the person and the job's people alone may see."""
    return ListedRows(
        [
            FactRow(key=each.contract_id, ref=Ref("work_contract", each.contract_id), at=each.at)
            for each in created(until)
        ]
    )


def paid_krw(until: datetime) -> QueryRows:
    """Before tax."""
    return QueryRows(query=Payout.objects.filter(paid__lte=until), kind="work_payout", at="paid", amount="gross_krw")


def accepted(until: datetime) -> QueryRows:
    """Answers accepted in batches that were checked by then; opened by job."""
    query = Answer.objects.filter(state="accepted", assignment__checked__lte=until)
    return QueryRows(query=query, kind="work_job", at="assignment__checked", shown_by="task__job_id")
