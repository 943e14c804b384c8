"""The MCP client of its makers, in a revision: by HTTP at an address, or by standard input of a command. In its own environment."""

import asyncio
import json
import sys
from importlib.metadata import version

from mcp import Client
from mcp.client.stdio import StdioServerParameters, stdio_client

mode, table, *where = sys.argv[1:]


async def main():
    if len(where) == 1:
        server = where[0]
    else:
        server = stdio_client(
            StdioServerParameters(command=where[0], args=where[1:], env=dict(__import__("os").environ))
        )
    async with Client(server, mode=mode) as client:
        tools = [tool.name for tool in (await client.list_tools()).tools]
        found = await client.call_tool("search", {"query": "주차장"})
        described = await client.call_tool("describe", {"name": table})
        asked = await client.call_tool("query", {"sql": f'SELECT count(*) AS n FROM "{table}"'})
        drawn = await client.call_tool("chart", {"table": table, "kind": "bar", "x": "면수"})
        wrong = await client.call_tool("query", {"sql": "DROP TABLE a"})
    print(
        json.dumps(
            {
                "version": version("mcp"),
                "tools": tools,
                "found": [each["title"] for each in found.structured_content["datasets"]],
                "columns": [each["name"] for each in described.structured_content["tables"][0]["columns"]],
                "rows": asked.structured_content["rows"],
                "cited": [(each["table"], each["version"]) for each in asked.structured_content["sources"]],
                "chart": drawn.structured_content["kind"],
                "wrong": wrong.is_error,
            },
            ensure_ascii=False,
        )
    )


asyncio.run(main())
