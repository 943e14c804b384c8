"""Sex, age band and means of movement of a track, with abstention.

values.py    what is asked of a track's pictures, and when votes become an answer
votes.py     what models say of single crops, and which crops are asked about
movement.py  by what means a track moves
decide.py    votes become ATTRIBUTES, or ``unknown``
shares.py    shares of a crowd, corrected for a model's confusion; small cells suppressed
"""
