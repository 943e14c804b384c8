"""A clip's time stamps and pictures: what is wrong, and what is done about it."""
