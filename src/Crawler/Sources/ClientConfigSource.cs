using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Catalogue.Crawler.Files;
using Catalogue.Crawler.Model;

namespace Catalogue.Crawler.Sources;

/// <summary>
/// An MCP client's configuration file: the maps named <c>mcpServers</c>, <c>servers</c> or <c>context_servers</c>, wherever such
/// clients keep them. Values of environment variables and headers, and what looks like a secret elsewhere, never leave this class.
/// </summary>
internal sealed class ClientConfigSource(string name, string file) : IServerSource
{
    private static readonly string[] Maps = ["mcpServers", "servers", "context_servers"];
    private static readonly JsonDocumentOptions WithComments = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    public string Name => name;

    public SourcePass? LastPass { get; private set; }

    /// <summary>Reads the settings of this kind.</summary>
    public static Func<SourceContext, IServerSource> Read(string name, StrictYaml yaml, SourceFiles files)
    {
        var file = files.Resolve(yaml.RequiredString("file"));
        return _ => new ClientConfigSource(name, file);
    }

    /// <summary>True when JSON looks like a client's configuration.</summary>
    public static bool Recognises(JsonElement root) => FindMaps(root).Any();

    public async IAsyncEnumerable<SourceItem> DiscoverAsync(DateTimeOffset? since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        LastPass = null;
        using var json = Parse(await SourceInput.ReadFileAsync(file, cancellationToken));
        var maps = FindMaps(json.RootElement).ToList();
        if (maps.Count == 0) throw new SourceUnavailableException($"{file} has no map of servers (one of {string.Join(", ", Maps)}).");
        foreach (var entry in maps.SelectMany(static map => map.EnumerateObject()))
        {
            SourceItem item;
            try
            {
                item = new SourceItem(ReadEntry(entry.Name, entry.Value), null);
            }
            catch (FormatException e)
            {
                item = new SourceItem(null, $"server '{entry.Name.Cut(100)}': {e.Message}");
            }
            yield return item;
        }
        LastPass = new SourcePass { Complete = true };
    }

    private JsonDocument Parse(byte[] bytes)
    {
        var text = bytes.AsMemory();
        if (text.Span.StartsWith("\uFEFF"u8)) text = text[3..];
        try
        {
            return JsonDocument.Parse(text, WithComments);
        }
        catch (JsonException e)
        {
            throw new SourceUnavailableException($"{file}, line {e.LineNumber + 1}: not readable as JSON: {e.Message}", e);
        }
    }

    private static IEnumerable<JsonElement> FindMaps(JsonElement root)
    {
        foreach (var place in (JsonElement[])[root, root.Get("mcp")])
        {
            foreach (var map in Maps)
            {
                if (place.Get(map) is { ValueKind: JsonValueKind.Object } found) yield return found;
            }
        }
        // One client keeps a map for each project.
        if (root.Get("projects") is not { ValueKind: JsonValueKind.Object } projects) yield break;
        foreach (var project in projects.EnumerateObject())
        {
            if (project.Value.Get(Maps[0]) is { ValueKind: JsonValueKind.Object } found) yield return found;
        }
    }

    private DiscoveredServer ReadEntry(string key, JsonElement entry)
    {
        if (entry.ValueKind != JsonValueKind.Object) throw new FormatException("it is no object");
        if (string.IsNullOrWhiteSpace(key) || key.Length > 300 || key.Any(char.IsControl)) throw new FormatException("its name is not usable");
        var endpoint = Endpoint(entry);
        return new DiscoveredServer
        {
            Source = name,
            Name = key.Trim(),
            Description = entry.Text("description").Cut(5000),
            Endpoints = endpoint is null ? [] : [endpoint],
            RawEntry = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(Secrets.Redact(entry), ClientConfigJson.Default.JsonNode)),
        };
    }

    private static Endpoint? Endpoint(JsonElement entry)
    {
        var url = entry.Text("url", "serverUrl", "httpUrl", "endpoint");
        if (url is not null)
        {
            var isSse = entry.Text("type", "transport", "transportType") is "sse" || (entry.Text("type", "transport") is null && url.TrimEnd('/').EndsWith("/sse", StringComparison.Ordinal));
            return new Endpoint
            {
                Kind = isSse ? EndpointKind.Sse : EndpointKind.StreamableHttp,
                Url = Secrets.StripUrl(url),
                Settings = Names(entry.Get("headers", "requestInit")),
                Trusted = true,
            };
        }
        // One client nests the command: {"command": {"path": …, "args": […]}}.
        var nested = entry.Get("command");
        if (nested.ValueKind == JsonValueKind.Object) return Command(nested, nested.Text("path", "command"), entry);
        return nested.ValueKind == JsonValueKind.String ? Command(entry, nested.GetString(), entry)
            : throw new FormatException("it has neither a command nor a URL");
    }

    private static Endpoint? Command(JsonElement place, string? command, JsonElement entry)
    {
        if (string.IsNullOrWhiteSpace(command)) throw new FormatException("its command is empty");
        var arguments = place.Items(1000, "args", "arguments").Select(static argument => argument.ValueKind == JsonValueKind.String ? argument.GetString()! : argument.GetRawText());
        var endpoint = CommandLines.Read(command, [.. arguments]);
        if (endpoint is null) return null;
        return endpoint with
        {
            Arguments = Secrets.StripArguments(endpoint.Arguments),
            Settings = endpoint.Kind == EndpointKind.Package ? Names(entry.Get("env", "environment")) : endpoint.Settings,
            Trusted = true,
        };
    }

    private static EndpointSetting[] Names(JsonElement map)
    {
        if (map.ValueKind != JsonValueKind.Object) return [];
        if (map.Get("headers") is { ValueKind: JsonValueKind.Object } inner) map = inner;
        return [.. map.EnumerateObject().Take(100).Where(static pair => pair.Name.Length is > 0 and <= 200)
            .Select(static pair => new EndpointSetting(pair.Name, true, Secrets.IsSecretName(pair.Name)))];
    }
}
