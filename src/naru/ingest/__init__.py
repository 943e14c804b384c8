"""Data comes in: files, feeds and addresses become typed tables, with bad rows kept aside."""
