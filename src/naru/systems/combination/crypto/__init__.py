"""Kept libraries put to use for combinations: ``cryptography`` (HPKE, AES-GCM, Ed25519) and libsodium's ristretto255 by ``rbcl``.

identities.py   a role's keys and its public card
secret_files.py secrets in files that nobody else may read
sealed_files.py files sealed to one recipient and signed by their sender
sealed_tables.py Arrow tables in sealed files

ristretto.py    the group, and hashing into it (RFC 9380, RFC 9496)
oprf.py         keys that two owners make together and none alone (RFC 9497)
intersection.py how many two owners share, and nothing else
"""
