"""Sex, age band and means of movement, with abstention as an answer."""
