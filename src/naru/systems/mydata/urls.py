"""Addresses of MyData."""

from django.urls import URLPattern, path

from naru.systems.mydata import pages, server, service_pages

app_name = "mydata"
urlpatterns: list[URLPattern] = [
    path("mydata/", pages.mine, name="mine"),
    path("mydata/stop/", pages.stop_all, name="stop_all"),
    path("mydata/links/", pages.link, name="link"),
    path("mydata/proxies/", pages.give_proxy, name="give_proxy"),
    path("mydata/proxies/<str:proxy_id>/end/", pages.end_proxy, name="end_proxy"),
    path("mydata/vault/", pages.vault, name="vault"),
    path("mydata/offers/<str:consent_id>/", pages.offer, name="offer"),
    path("mydata/consents/<str:consent_id>/", pages.consent, name="consent"),
    path("mydata/consents/<str:consent_id>/withdraw/", pages.withdraw, name="withdraw"),
    path("mydata/consents/<str:consent_id>/suspend/", pages.suspend, name="suspend"),
    path("mydata/consents/<str:consent_id>/resume/", pages.resume, name="resume"),
    path("mydata/consents/<str:consent_id>/renew/", pages.renew, name="renew"),
    path("mydata/consents/<str:consent_id>/narrow/", pages.narrow, name="narrow"),
    path("mydata/consents/<str:consent_id>/back/", pages.back, name="back"),
    path("mydata/consents/<str:consent_id>/receipt/", pages.receipt, name="receipt"),
    path("mydata/consents/<str:consent_id>/proofs/<str:order_id>/", pages.attestation, name="attestation"),
    path("mydata/services/", service_pages.services, name="services"),
    path("mydata/services/new/", service_pages.new_service, name="new_service"),
    path("mydata/services/<str:service_id>/", service_pages.service, name="service"),
    path("mydata/services/<str:service_id>/ask/", pages.ask, name="ask"),
    path("mydata/services/<str:service_id>/submit/", service_pages.submit, name="submit"),
    path("mydata/services/<str:service_id>/review/", service_pages.review, name="review"),
    path("mydata/office/", service_pages.office, name="office"),
    path("mydata/office/paper/", service_pages.paper, name="paper"),
    path("mydata/office/holders/", service_pages.new_holder, name="new_holder"),
    path("mydata/office/guardians/", service_pages.guardian, name="guardian"),
    path("mydata/check/", service_pages.check, name="check"),
    path("mydata/oauth/metadata/", server.metadata, name="metadata"),
    path("mydata/oauth/par/", server.push, name="push"),
    path("mydata/oauth/authorize/", pages.authorize, name="authorize"),
    path("mydata/oauth/token/", server.token, name="token"),
    path("mydata/wire/due/", server.due, name="due"),
    path("mydata/wire/permits/", server.permits, name="permits"),
    path("mydata/wire/reports/", server.reports, name="reports"),
    path("mydata/wire/orders/", server.open_orders, name="orders"),
    path("mydata/wire/attestations/", server.attestations, name="attestations"),
    path("mydata/wire/withdrawals/", server.withdrawals, name="withdrawals"),
]
