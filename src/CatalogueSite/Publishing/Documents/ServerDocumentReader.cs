using System.Text.Json;
using Catalogue.Classifier.Flows;
using Catalogue.Classifier.Model;
using Catalogue.Crawler.Model;

namespace Catalogue.Site.Publishing.Documents;

/// <summary>Reads what <see cref="ServerDocumentWriter"/> wrote.</summary>
public static class ServerDocumentReader
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 1000 };

    /// <summary>The server of these lines.</summary>
    /// <exception cref="FormatException">They are not the lines of one server.</exception>
    public static AssessedServer Read(ReadOnlyMemory<byte> lines)
    {
        try
        {
            return ReadLines(lines);
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException)
        {
            throw new FormatException($"Not a server document: {error.Message}", error);
        }
    }

    private static AssessedServer ReadLines(ReadOnlyMemory<byte> lines)
    {
        AssessedServer? server = null;
        var tools = new List<AssessedTool>();
        while (!lines.IsEmpty)
        {
            var end = lines.Span.IndexOf((byte)'\n');
            var line = end < 0 ? lines : lines[..end];
            lines = end < 0 ? default : lines[(end + 1)..];
            if (line.IsEmpty) continue;
            using var document = JsonDocument.Parse(line, Options);
            if (document.RootElement.GetProperty("kind").ValueEquals("server"u8)) server = ReadServer(document.RootElement);
            else tools.Add(ReadTool(document.RootElement));
        }
        if (server is null) throw new FormatException("Not a server document: no line of kind server.");
        var present = tools.Where(tool => tool.Present);
        return server with
        {
            Tools = tools,
            Record = server.Record with { Tools = [.. tools.Select(tool => tool.Record)] },
            Flow = ToxicFlow.Find(present.Select(tool => new FlowTool(server.Record.Name, tool.Record.Name, tool.Verdict.Capabilities))),
        };
    }

    private static AssessedServer ReadServer(JsonElement json)
    {
        var id = json.GetProperty("id").GetInt64();
        var record = new ServerRecord
        {
            Id = id,
            Name = JsonText.Read(json, "name")!,
            Slug = JsonText.Read(json, "slug")!,
            Aliases = Strings(json, "aliases"),
            Title = JsonText.Read(json, "title"),
            Description = JsonText.Read(json, "description"),
            Repository = JsonText.Read(json, "repository"),
            RepositorySubfolder = JsonText.Read(json, "repositorySubfolder"),
            WebsiteUrl = JsonText.Read(json, "websiteUrl"),
            Version = JsonText.Read(json, "version"),
            Status = Enum.Parse<ServerStatus>(JsonText.Read(json, "status")!),
            StatusMessage = JsonText.Read(json, "statusMessage"),
            FirstSeen = json.GetProperty("firstSeen").GetDateTimeOffset(),
            WithdrawnAt = Time(json, "withdrawnAt"),
            Observation = ReadObservation(json.GetProperty("observation")),
            Endpoints = [.. json.GetProperty("endpoints").EnumerateArray().Select(ReadEndpoint)],
            Listings = [.. json.GetProperty("listings").EnumerateArray().Select(ReadListing)],
            History = [.. json.GetProperty("history").EnumerateArray().Select(entry => ReadHistory(id, entry))],
            Revision = json.GetProperty("revision").GetInt64(),
        };
        return new AssessedServer
        {
            Record = record,
            Tools = [],
            Findings = VerdictJson.ReadFindings(json),
            Flow = ToxicFlow.Find([]),
            Risk = JsonText.Read(json, "risk") is { } risk ? Enum.Parse<RiskLevel>(risk) : null,
        };
    }

    private static AssessedTool ReadTool(JsonElement json)
    {
        var verdict = VerdictJson.Read(json);
        return new AssessedTool(
            new ToolRecord
            {
                Name = JsonText.Read(json, "tool")!,
                Slug = JsonText.Read(json, "slug")!,
                Definition = new ToolDefinition
                {
                    Name = JsonText.Read(json, "tool")!,
                    Title = JsonText.Read(json, "title"),
                    Description = JsonText.Read(json, "description"),
                    InputSchema = JsonText.ReadJson(json, "inputSchema"),
                    OutputSchema = JsonText.ReadJson(json, "outputSchema"),
                    Annotations = JsonText.ReadJson(json, "annotations"),
                },
                DefinitionHash = JsonText.Read(json, "storedDefinition") ?? verdict.Definition,
                FirstSeen = json.GetProperty("firstSeen").GetDateTimeOffset(),
                ChangedAt = json.GetProperty("changedAt").GetDateTimeOffset(),
                RemovedAt = Time(json, "removedAt"),
                Declared = json.TryGetProperty("declared", out _),
            },
            verdict);
    }

    private static Observation ReadObservation(JsonElement json) => new()
    {
        Outcome = OutcomeNames.Parse(JsonText.Read(json, "outcome")!),
        Reason = JsonText.Read(json, "reason"),
        At = Time(json, "at"),
        LastGoodAt = Time(json, "lastGoodAt"),
        How = JsonText.Read(json, "how"),
        Endpoint = JsonText.Read(json, "endpoint"),
        ProtocolVersion = JsonText.Read(json, "protocolVersion"),
        ServerTitle = JsonText.Read(json, "serverTitle"),
        ServerVersion = JsonText.Read(json, "serverVersion"),
        Instructions = JsonText.Read(json, "instructions"),
        PromptCount = json.TryGetProperty("promptCount", out var prompts) ? prompts.GetInt32() : null,
        ResourceCount = json.TryGetProperty("resourceCount", out var resources) ? resources.GetInt32() : null,
        Duration = json.TryGetProperty("durationMs", out var duration) ? TimeSpan.FromMilliseconds(duration.GetInt64()) : null,
    };

    private static Endpoint ReadEndpoint(JsonElement json) => new()
    {
        Kind = Enum.Parse<EndpointKind>(JsonText.Read(json, "kind")!),
        Url = JsonText.Read(json, "url"),
        PackageType = JsonText.Read(json, "packageType"),
        PackageName = JsonText.Read(json, "packageName"),
        PackageVersion = JsonText.Read(json, "packageVersion"),
        Arguments = Strings(json, "arguments"),
        Settings = json.TryGetProperty("settings", out var settings) ? [.. settings.EnumerateArray().Select(ReadSetting)] : [],
        Trusted = json.TryGetProperty("trusted", out _),
    };

    private static EndpointSetting ReadSetting(JsonElement json) => new(
        JsonText.Read(json, "name")!,
        json.GetProperty("required").GetBoolean(),
        json.GetProperty("secret").GetBoolean(),
        JsonText.Read(json, "default"),
        JsonText.Read(json, "format"),
        json.TryGetProperty("choices", out _) ? Strings(json, "choices") : null);

    private static Listing ReadListing(JsonElement json) => new(
        JsonText.Read(json, "source")!,
        JsonText.Read(json, "nameThere")!,
        json.GetProperty("firstSeen").GetDateTimeOffset(),
        json.GetProperty("lastSeen").GetDateTimeOffset(),
        Time(json, "dropped"),
        json.TryGetProperty("rawEntry", out var raw) ? raw.GetBytesFromBase64() : default(ReadOnlyMemory<byte>?));

    private static HistoryEntry ReadHistory(long serverId, JsonElement json) => new(
        json.GetProperty("id").GetInt64(),
        serverId,
        JsonText.Read(json, "tool"),
        Enum.Parse<ChangeKind>(JsonText.Read(json, "change")!),
        json.GetProperty("at").GetDateTimeOffset(),
        JsonText.Read(json, "oldHash"),
        JsonText.Read(json, "newHash"),
        Strings(json, "fields"));

    private static string[] Strings(JsonElement json, string name) =>
        json.TryGetProperty(name, out var list) ? [.. list.EnumerateArray().Select(JsonText.ReadValue)] : [];

    private static DateTimeOffset? Time(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) ? value.GetDateTimeOffset() : null;
}
