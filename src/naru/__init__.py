"""Naru (나루): a city's data economy, from scattered files to traded, combined and answered data."""

__version__ = "0.1.0"
