"""Addresses of the ledger."""

from django.urls import URLPattern, path

from naru.commons.ledger import pages

app_name = "ledger"
urlpatterns: list[URLPattern] = [
    path("ledger/", pages.accounts, name="accounts"),
    path("ledger/balance/", pages.balance, name="balance"),
    path("ledger/export/<str:form>/", pages.export, name="export"),
    path("ledger/accounts/<str:code>/", pages.account, name="account"),
    path("ledger/transfers/<path:transfer_id>/", pages.transfer, name="transfer"),
]
