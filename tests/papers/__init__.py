"""Templates of papers for the tests."""
