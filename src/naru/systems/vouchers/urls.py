"""Addresses of vouchers."""

from django.urls import URLPattern, path

from naru.systems.vouchers import office_pages, pages, review_pages

app_name = "vouchers"
urlpatterns: list[URLPattern] = [
    path("vouchers/", pages.programmes, name="programmes"),
    path("vouchers/programmes/<str:programme_id>/", pages.programme, name="programme"),
    path("vouchers/programmes/<str:programme_id>/apply/", pages.apply, name="apply"),
    path("vouchers/programmes/<str:programme_id>/office/", office_pages.office, name="office"),
    path("vouchers/programmes/<str:programme_id>/check/", office_pages.check, name="check"),
    path("vouchers/programmes/<str:programme_id>/panel/", office_pages.draw_panel, name="draw_panel"),
    path("vouchers/programmes/<str:programme_id>/announce/", office_pages.announce, name="announce"),
    path("vouchers/programmes/<str:programme_id>/audit/", office_pages.show_signals, name="audit"),
    path("vouchers/programmes/<str:programme_id>/settlement.csv", office_pages.settlement, name="settlement"),
    path("vouchers/programmes/<str:programme_id>/review/", review_pages.review, name="review"),
    path(
        "vouchers/programmes/<str:programme_id>/review/interests/",
        review_pages.declare_interests,
        name="declare_interests",
    ),
    path("vouchers/programmes/<str:programme_id>/review/sign/", review_pages.sign_sheets, name="sign_sheets"),
    path("vouchers/programmes/<str:programme_id>/review/<str:case_id>/", review_pages.sheet, name="sheet"),
    path("vouchers/applications/<str:case_id>/", pages.application, name="application"),
    path("vouchers/applications/<str:case_id>/file/", pages.file, name="file"),
    path("vouchers/applications/<str:case_id>/withdraw/", pages.withdraw, name="withdraw"),
    path("vouchers/applications/<str:case_id>/object/", pages.object_to, name="object"),
    path("vouchers/applications/<str:case_id>/supplement/", office_pages.ask_supplement, name="ask_supplement"),
    path("vouchers/awards/<str:award_id>/", pages.award, name="award"),
    path("vouchers/awards/<str:award_id>/agreement/", pages.draft_agreement, name="draft_agreement"),
    path("vouchers/awards/<str:award_id>/sign/", pages.sign, name="sign"),
    path("vouchers/awards/<str:award_id>/own/", office_pages.deposit_own, name="deposit_own"),
    path("vouchers/awards/<str:award_id>/deliver/", pages.deliver, name="deliver"),
    path("vouchers/awards/<str:award_id>/close/", office_pages.close, name="close"),
    path("vouchers/awards/<str:award_id>/outcome/", pages.report_outcome, name="report_outcome"),
    path("vouchers/claims/<str:claim_id>/inspect/", office_pages.inspect, name="inspect"),
    path("vouchers/claims/<str:claim_id>/approve/", office_pages.approve, name="approve"),
    path("vouchers/claims/<str:claim_id>/pay/", office_pages.pay, name="pay"),
]
