using System.Globalization;
using System.Text;
using Catalogue.Classifier.Model;
using Catalogue.Classifier.Text;
using Catalogue.Crawler.Model;

namespace Catalogue.TestSupport;

/// <summary>
/// Made-up catalogues of any size, the same each time: servers with tools of every kind, in lengths and shapes such as real
/// ones have. Streams, so that 500,000 tools need no memory.
/// </summary>
public static class CatalogueGenerator
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    private static readonly (string Verb, string Does)[] Verbs =
    [
        ("get", "Returns"), ("list", "Lists every"), ("search", "Looks for"), ("describe", "Explains"), ("create", "Creates a new"),
        ("update", "Changes an existing"), ("delete", "Removes for good the"), ("send", "Sends out the"), ("run", "Runs the"), ("export", "Exports the"),
        ("archive", "Puts away the"), ("assign", "Assigns the"), ("refund", "Pays back the"), ("count", "Counts the"), ("validate", "Checks the"),
        ("sync", "Brings up to date the"), ("upload", "Uploads the"), ("cancel", "Cancels the"), ("preview", "Shows a preview of the"), ("tag", "Labels the"),
    ];

    private static readonly string[] Nouns =
    [
        "invoice", "ticket", "message", "file", "folder", "branch", "release", "dashboard", "metric", "alert", "customer", "order", "payment", "webhook",
        "calendar", "meeting", "contact", "document", "spreadsheet", "image", "video", "transcript", "database", "table", "query", "container", "cluster",
        "secret", "token", "policy", "issue", "comment", "page", "form", "campaign", "shipment", "device", "sensor", "recipe", "playlist", "wallet",
    ];

    private static readonly string[] Sentences =
    [
        "Results come in pages of fifty, newest first.", "Needs the identifier that the list tool gives.", "Fails with a clear message when the caller lacks the right to it.",
        "Dates are ISO 8601 in UTC.", "Use the search tool first when only a name is known.", "Large values are cut after ten thousand characters.",
        "Works on drafts as well as on published ones.", "The answer holds the whole record with its links.", "Set dry_run to see what would happen.",
        "Nothing is sent to other people by this.", "Takes a few seconds for big workspaces.", "Only fields that are given are changed.",
    ];

    /// <summary>Servers with so many tools together.</summary>
    /// <param name="tools">Tools in all.</param>
    /// <param name="servers">Servers in all; some of them not observed, without tools.</param>
    public static IEnumerable<ServerRecord> Servers(int tools, int servers)
    {
        var random = new Random(20260301);
        var observed = Math.Max(1, servers * 9 / 10);
        var made = 0;
        for (var i = 0; i < servers; i++)
        {
            // Sizes differ as they do in life: many small servers, a few large ones; the last takes what is left.
            var rest = tools - made;
            var share = (double)rest / Math.Max(1, observed - i);
            var count = i >= observed ? 0 : i == observed - 1 ? rest : Math.Min(rest, (int)Math.Round(share * (0.3 + (1.4 * random.NextDouble()))));
            made += count;
            yield return Server(i + 1, count, random);
        }
    }

    /// <summary>One server.</summary>
    public static ServerRecord Server(int id, int tools, Random random)
    {
        var noun = Nouns[id % Nouns.Length];
        var name = string.Create(CultureInfo.InvariantCulture, $"io.example.{noun}s/{noun}-desk-{id}");
        var list = new List<ToolRecord>(tools);
        for (var t = 0; t < tools; t++) list.Add(Tool(t, random));
        return new ServerRecord
        {
            Id = id,
            Name = name,
            Slug = name.Replace('.', '-').Replace('/', '-'),
            Aliases = [$"{noun}-desk-{id}"],
            Title = $"{char.ToUpperInvariant(noun[0])}{noun[1..]} desk {id}",
            Description = $"Everything about {noun}s for people who work with them all day. {Sentences[id % Sentences.Length]}",
            Repository = $"https://code.example/{noun}s/desk-{id}",
            Version = "1.2.3",
            FirstSeen = Start.AddMinutes(id),
            Observation = new Observation
            {
                Outcome = tools > 0 ? Outcome.Observed : Outcome.AuthRequired,
                Reason = tools > 0 ? null : "The server asks for a bearer token.",
                At = Start.AddDays(1),
                LastGoodAt = tools > 0 ? Start.AddDays(1) : null,
                How = tools > 0 ? "streamable-http" : null,
                Endpoint = $"https://{noun}.example/mcp/{id}",
                ProtocolVersion = tools > 0 ? "2025-11-25" : null,
                Instructions = id % 7 == 0 ? $"Start with list_{noun}s. {Sentences[id % Sentences.Length]}" : null,
            },
            Endpoints = [new Endpoint { Kind = EndpointKind.StreamableHttp, Url = $"https://{noun}.example/mcp/{id}" }],
            Listings = [new Listing("generated", name, Start.AddMinutes(id), Start.AddDays(1), null, null)],
            Tools = [.. list.OrderBy(tool => tool.Name, StringComparer.Ordinal)],
            History = [new HistoryEntry(id, id, null, ChangeKind.Added, Start.AddMinutes(id), null, null, [])],
            Revision = id,
        };
    }

    private static ToolRecord Tool(int number, Random random)
    {
        var (verb, does) = Verbs[random.Next(Verbs.Length)];
        var noun = Nouns[random.Next(Nouns.Length)];
        var name = string.Create(CultureInfo.InvariantCulture, $"{verb}_{noun}_{number}");
        var description = new StringBuilder($"{does} {noun}.");
        // Half are one sentence, a few run to a page.
        var sentences = random.Next(10) switch { < 5 => random.Next(2), < 9 => random.Next(2, 6), _ => random.Next(10, 30) };
        for (var s = 0; s < sentences; s++) description.Append(' ').Append(Sentences[random.Next(Sentences.Length)]);
        var definition = new ToolDefinition
        {
            Name = name,
            Description = description.ToString(),
            InputSchema = Schema(noun, random),
            Annotations = random.Next(4) == 0 ? Encoding.UTF8.GetBytes($"{{\"readOnlyHint\":{(verb is "get" or "list" ? "true" : "false")}}}") : default,
        };
        return new ToolRecord
        {
            Name = name,
            Slug = name.Replace('_', '-'),
            Definition = definition,
            DefinitionHash = DefinitionHash.Compute(definition),
            FirstSeen = Start,
            ChangedAt = Start,
        };
    }

    private static byte[] Schema(string noun, Random random)
    {
        var json = new StringBuilder("{\"type\":\"object\",\"properties\":{");
        json.Append(CultureInfo.InvariantCulture, $"\"{noun}_id\":{{\"type\":\"string\",\"description\":\"Identifier of the {noun}\"}}");
        for (var p = random.Next(5); p > 0; p--)
        {
            var field = Nouns[random.Next(Nouns.Length)];
            json.Append(CultureInfo.InvariantCulture, $",\"{field}_{p}\":{{\"type\":\"{(p % 2 == 0 ? "integer" : "string")}\",\"description\":\"{Sentences[random.Next(Sentences.Length)]}\"}}");
        }
        return Encoding.UTF8.GetBytes(json.Append(CultureInfo.InvariantCulture, $"}},\"required\":[\"{noun}_id\"]}}").ToString());
    }
}
