"""The stages in their order, each keyed by what goes into it; where their tables lie.

frame_stages.py  probe, detect, mask, attributes: from a clip's pictures to tables
"""
