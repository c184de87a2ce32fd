using System.Text;
using System.Text.Json.Nodes;

namespace Catalogue.TestSupport.Registries;

/// <summary>Plays the registry API (v0.1) over entries held in memory, with cursors that name the next position.</summary>
public sealed class FakeRegistry
{
    private readonly List<string> _entries = [];

    /// <summary>Entries it puts on a page, whatever is asked for.</summary>
    public int PageSize { get; set; } = 100;

    /// <summary>Adds an entry as raw JSON.</summary>
    public FakeRegistry Add(string rawEntry)
    {
        _entries.Add(rawEntry);
        return this;
    }

    /// <summary>Adds a server with one remote.</summary>
    public FakeRegistry AddRemote(string name, string url = "https://mcp.a-shop.com/mcp") => Add(Entry(name, $"\"remotes\":[{{\"type\":\"streamable-http\",\"url\":\"{url}\"}}]"));

    /// <summary>Adds a server with one npm package.</summary>
    public FakeRegistry AddPackage(string name, string package) =>
        Add(Entry(name, $"\"packages\":[{{\"registryType\":\"npm\",\"identifier\":\"{package}\",\"version\":\"1.0.0\",\"transport\":{{\"type\":\"stdio\"}}}}]"));

    /// <summary>An entry of the newest generation.</summary>
    /// <param name="name">The server's name.</param>
    /// <param name="members">More members of <c>server</c>, as JSON without braces; or empty.</param>
    /// <param name="meta">More members of the registry's own part, likewise.</param>
    public static string Entry(string name, string members = "", string meta = "")
    {
        var more = members.Trim().Length == 0 ? "" : "," + members;
        var moreMeta = meta.Trim().Length == 0 ? "" : "," + meta;
        const string Schema = "https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json";
        var server = $"{{\"$schema\":\"{Schema}\",\"name\":\"{name}\",\"description\":\"A server for tests\",\"version\":\"1.0.0\"{more}}}";
        var own = $"{{\"status\":\"active\",\"updatedAt\":\"2026-01-01T00:00:00Z\",\"isLatest\":true{moreMeta}}}";
        return $"{{\"server\":{server},\"_meta\":{{\"io.modelcontextprotocol.registry/official\":{own}}}}}";
    }

    /// <summary>Answers as the registry does.</summary>
    public FakeAnswer Answer(FakeRequest request)
    {
        if (request.Path != "/v0.1/servers") return FakeAnswer.Error(404);
        var from = request.Query.TryGetValue("cursor", out var cursor) ? int.Parse(cursor.Split(':')[1]) : 0;
        var page = _entries.Skip(from).Take(PageSize).ToList();
        var next = from + page.Count < _entries.Count ? $"next:{from + page.Count}" : null;
        return Page(page, next);
    }

    /// <summary>One page with any cursor.</summary>
    public static FakeAnswer Page(IReadOnlyList<string> entries, string? nextCursor)
    {
        var json = new StringBuilder("{\"servers\":[");
        json.AppendJoin(",\n  ", entries);
        json.Append("],\"metadata\":{\"count\":").Append(entries.Count);
        if (nextCursor is not null) json.Append(",\"nextCursor\":").Append(JsonValue.Create(nextCursor).ToJsonString());
        return FakeAnswer.Text(json.Append("}}").ToString());
    }
}
