"""Naru for language models: an MCP server whose tools answer within the rights of whoever asks, and say what they cite.

tools.py   search, describe, query, chart
server.py  the server for one person
stdio.py   over standard input and output
"""
