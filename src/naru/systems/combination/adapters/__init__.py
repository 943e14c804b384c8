"""The outside world of a combination.

opendp.py  noise with a certificate, by the OpenDP library
"""
