"""The world outside of the exchange.

card_gateway.py   the card company's gateway: where a payment begins, and what it says of it later
"""
