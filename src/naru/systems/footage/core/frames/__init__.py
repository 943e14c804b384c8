"""What is wrong with a clip's time stamps and pictures, and what is done about it.

values.py  a clip as it is brought; what may be taken to read it
"""
