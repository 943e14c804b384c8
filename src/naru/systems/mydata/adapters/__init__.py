"""The programs of holders and receivers.

participants.py  what the city asks them, signed, and what they answer, signed
"""
