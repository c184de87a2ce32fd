"""An honest MCP server over stdio, for the tests of Python packages."""
import json
import sys


def main():
    for line in sys.stdin:
        request = json.loads(line)
        if "id" not in request:
            continue
        if request["method"] == "initialize":
            reply = {"result": {"protocolVersion": "2025-06-18", "capabilities": {"tools": {}}, "serverInfo": {"name": "wheel", "version": "1.0.0"}}}
        elif request["method"] == "tools/list":
            names = ["from_wheel"] + sys.argv[1:]
            reply = {"result": {"tools": [{"name": name, "inputSchema": {"type": "object"}} for name in names]}}
        else:
            reply = {"error": {"code": -32601, "message": "Method not found"}}
        print(json.dumps({"jsonrpc": "2.0", "id": request["id"], **reply}), flush=True)


class tools:
    serve = staticmethod(main)
