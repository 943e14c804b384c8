"""The papers of combination."""

from naru.base.kit.words import Words
from naru.commons.papers.core.templates import PaperTemplate, declare

RECEIPT, RELEASE = "combination.receipt", "combination.release"
DESIGNATION, ACTIVITY = "combination.designation", "combination.activity"
TITLES = {
    RECEIPT: ("receipt", Words("결합 신청서", "Application for a combination")),
    RELEASE: ("release", Words("결합 결과 반출 확인서", "Release of a combination")),
    DESIGNATION: ("designation", Words("결합전문기관 지정 신청 서류", "Designation dossier of a combination agency")),
    ACTIVITY: ("activity", Words("결합전문기관 정기 보고", "Periodic report of a combination agency")),
}
for name, (file, title) in TITLES.items():
    declare(PaperTemplate(name=name, version=1, title=title, source=f"naru.systems.combination:papers/{file}-1.typ"))
