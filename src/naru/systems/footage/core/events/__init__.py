"""Versioned rules over tracks; the Korean intelligent-CCTV test."""
