"""The outside world of harvest: HTTP with manners, keys sealed at rest."""
