"""The stages in their order, each keyed by what goes into it; where their tables lie."""
