"""Addresses of the exchange."""

from django.urls import path

from naru.systems.exchange.pages import cards, library, market, offers, officers, orders, sellers, trades

app_name = "exchange"
urlpatterns = [
    path("market/", market.market, name="market"),
    path("market/wanted/", market.board, name="board"),
    path("market/wanted/<slug:wanted_id>/", market.wanted, name="wanted"),
    path("market/wanted/<slug:wanted_id>/act", market.wanted_act, name="wanted_act"),
    path("market/offers/new/<slug:dataset_id>/", offers.new_offer, name="new_offer"),
    path("market/offers/<slug:offer_id>/", offers.offer, name="offer"),
    path("market/offers/<slug:offer_id>/act", offers.offer_act, name="offer_act"),
    path("market/offers/<slug:offer_id>/edit/", offers.edit_offer, name="edit_offer"),
    path("market/offers/<slug:offer_id>/valuation/", offers.valuation, name="valuation"),
    path("market/offers/<slug:offer_id>/terms.jsonld", trades.terms_of, name="terms"),
    path("market/negotiations/<slug:negotiation_id>/", trades.negotiation, name="negotiation"),
    path("market/negotiations/<slug:negotiation_id>/act", trades.negotiation_act, name="negotiation_act"),
    path("market/contracts/<slug:contract_id>/", trades.contract, name="contract"),
    path("market/contracts/<slug:contract_id>/act", trades.contract_act, name="contract_act"),
    path("market/contracts/<slug:contract_id>/<int:number>.json", trades.contract_text, name="contract_text"),
    path("market/orders/<slug:order_id>/", orders.order, name="order"),
    path("market/orders/<slug:order_id>/act", orders.order_act, name="order_act"),
    path("market/card-events", cards.card_events, name="card_events"),
    path("market/invoices/<slug:invoice_id>.xml", orders.invoice, name="invoice"),
    path("market/disputes/<slug:dispute_id>/", trades.dispute, name="dispute"),
    path("market/disputes/<slug:dispute_id>/act", trades.dispute_act, name="dispute_act"),
    path("market/library/", library.library, name="library"),
    path("market/desk/", sellers.desk, name="desk"),
    path("market/statements/<slug:settlement_id>/", sellers.statement, name="statement"),
    path("market/office/", officers.office, name="office"),
    path("market/office/orders/", officers.paid, name="paid"),
    path("market/office/late-use", officers.late_use, name="late_use"),
    path("market/office/bank/", officers.bank, name="bank"),
    path("market/office/bank/<slug:line_id>/assign", officers.assign, name="assign"),
    path("market/office/settle", officers.settle, name="settle"),
]
