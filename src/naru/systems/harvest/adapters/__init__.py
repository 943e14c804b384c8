"""The outside world of harvest.

http_session.py  a source asked over HTTP, with manners
sealed_keys.py   service keys at rest
"""
