using System.Text.Json.Nodes;
using Catalogue.Classifier.Model;
using Catalogue.Crawler.Inspection.Wire;
using Catalogue.Crawler.Model;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Catalogue.Crawler.Inspection;

/// <summary>One conversation with one server over any transport: greet it, list its tools, count its prompts and resources.</summary>
/// <param name="guard">Ends it at the first limit crossed.</param>
/// <param name="tap">Has seen every message first.</param>
/// <param name="clock">The clock.</param>
/// <param name="probeTime">How long <c>server/discover</c> may stay unanswered.</param>
internal sealed class Conversation(InspectionGuard guard, MessageTap tap, TimeProvider clock, TimeSpan probeTime)
{
    private static readonly TimeSpan Forever = TimeSpan.FromDays(1);
    private readonly List<ToolDefinition> _tools = [];
    private readonly ListHasher _hasher = new();
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private int _nameless;
    private int _repeated;

    /// <summary>The client's name and version in every greeting.</summary>
    public static Implementation ClientInfo { get; } = new()
    {
        Name = "mcp-risk-catalogue",
        Version = typeof(Conversation).Assembly.GetName().Version?.ToString(3) ?? "0.0.0",
    };

    /// <summary>Holds the conversation to its end.</summary>
    /// <exception cref="Exception">Anything: <see cref="FaultReader"/> turns it into an outcome.</exception>
    public async Task<InspectionResult> HoldAsync(IClientTransport transport)
    {
        var options = new McpClientOptions
        {
            ClientInfo = ClientInfo,
            Capabilities = new ClientCapabilities(),
            DiscoverProbeTimeout = probeTime,
            InitializationTimeout = Forever, // the guard's clock is the one that counts
            TimeProvider = clock,
        };
        var client = await McpClient.CreateAsync(transport, options, null, guard.Token).ConfigureAwait(false);
        await using (client.ConfigureAwait(false))
        {
            var cut = await ListToolsAsync(client).ConfigureAwait(false);
            var prompts = client.ServerCapabilities.Prompts is null || cut is not null ? null : await CountAsync(client, "prompts/list", "prompts").ConfigureAwait(false);
            var resources = client.ServerCapabilities.Resources is null || cut is not null ? null : await CountAsync(client, "resources/list", "resources").ConfigureAwait(false);
            return new InspectionResult(Describe(client, cut, prompts, resources), _tools) { ListHash = cut is null ? _hasher.Value : null };
        }
    }

    private Observation Describe(McpClient client, string? cut, int? prompts, int? resources) => new()
    {
        Outcome = cut is null ? Outcome.Observed : Outcome.Partial,
        Reason = cut ?? Remark(),
        ProtocolVersion = client.NegotiatedProtocolVersion,
        ServerTitle = Title(client),
        ServerVersion = client.ServerInfo?.Version,
        Instructions = client.ServerInstructions,
        PromptCount = prompts,
        ResourceCount = resources,
    };

    private static string? Title(McpClient client) =>
        client.ServerInfo is not { } info ? null : string.IsNullOrWhiteSpace(info.Title) ? info.Name : info.Title;

    private string? Remark() => (_repeated, _nameless) switch
    {
        (0, 0) => null,
        (0, _) => $"{_nameless:N0} entries of the list have no name and are left out.",
        (_, 0) => $"{_repeated:N0} tools repeat the name of another and are left out; the first counts.",
        _ => $"{_repeated:N0} tools repeat the name of another and {_nameless:N0} have no name; they are left out.",
    };

    /// <summary>Lists page by page.</summary>
    /// <returns>Why the list was cut short, or null when it is whole.</returns>
    private async Task<string?> ListToolsAsync(McpClient client)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        string? cursor = null;
        for (var page = 1; ; page++)
        {
            var response = await AskAsync(client, "tools/list", cursor).ConfigureAwait(false);
            if (response is null) return null;
            if (!tap.TryTakeList(response.Id.ToString(), out var list))
                throw guard.Fail(Outcome.ProtocolError, "The server answered tools/list without a list of tools.");
            if (!Add(list)) return $"The server lists more than {guard.Limits.MaxTools:N0} tools; the first {_tools.Count:N0} are kept.";
            cursor = Cursor(response);
            if (cursor is null) return null;
            if (!seen.Add(cursor)) return $"The server repeats a page cursor, so its list never ends; {_tools.Count:N0} tools were read from {page:N0} pages.";
            if (page >= guard.Limits.MaxPages) return $"The server's list did not end within {page:N0} pages; {_tools.Count:N0} tools were read.";
        }
    }

    private bool Add(ReadOnlyMemory<byte> list)
    {
        var page = new List<ToolDefinition>();
        _hasher.Add(list.Span);
        _nameless += ToolListParser.Parse(list, guard.Limits.MaxDepth, page);
        foreach (var tool in page)
        {
            if (!_names.Add(tool.Name)) _repeated++;
            else if (_tools.Count >= guard.Limits.MaxTools) return false;
            else _tools.Add(tool);
        }
        return true;
    }

    private async Task<int?> CountAsync(McpClient client, string method, string member)
    {
        try
        {
            var count = 0;
            string? cursor = null;
            for (var page = 0; page < guard.Limits.MaxPages; page++)
            {
                var response = await AskAsync(client, method, cursor).ConfigureAwait(false);
                if (response?.Result is not JsonObject result || result[member] is not JsonArray list) return null;
                count += list.Count;
                var next = Cursor(response);
                if (next is null) return count;
                if (next == cursor) return null;
                cursor = next;
            }
            return null;
        }
        catch (Exception problem) when (problem is McpException or HttpRequestException && guard.Fault is null && !guard.Token.IsCancellationRequested)
        {
            return null; // A count is a courtesy: its failure changes nothing about the tools.
        }
    }

    /// <summary>Asks for a page of a list; null when the server has no such list.</summary>
    private async Task<JsonRpcResponse?> AskAsync(McpClient client, string method, string? cursor)
    {
        var parameters = new JsonObject();
        if (cursor is not null) parameters["cursor"] = cursor;
        try
        {
            return await client.SendRequestAsync(new JsonRpcRequest { Method = method, Params = parameters }, guard.Token).ConfigureAwait(false);
        }
        catch (McpProtocolException problem) when (problem.ErrorCode == McpErrorCode.MethodNotFound && cursor is null && client.ServerCapabilities.Tools is null)
        {
            return null;
        }
    }

    private static string? Cursor(JsonRpcResponse response) =>
        response.Result is JsonObject result && result["nextCursor"] is JsonValue value && value.TryGetValue(out string? cursor) && cursor.Length > 0 ? cursor : null;
}
