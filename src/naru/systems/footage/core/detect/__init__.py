"""From a model's raw output to boxes; motion; still people-like things.

values.py  what a detector is asked to do
"""
