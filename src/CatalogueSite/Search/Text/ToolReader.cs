using System.Text.Json;
using Catalogue.Site.Publishing;
using Catalogue.Site.Search.Lexicon;

namespace Catalogue.Site.Search.Text;

/// <summary>Takes from a server and its tools what an index takes, cut into words in the way queries are.</summary>
internal static class ToolReader
{
    private const int MaxTextWords = 300;
    private const int MaxNameWords = 40;
    private const int MaxOtherWords = 60;

    public static IndexedServer Read(AssessedServer server)
    {
        var words = Words(server.Record.Name).Concat(Words(server.Record.Title)).Concat(server.Record.Aliases.Take(4).SelectMany(alias => Words(alias)));
        return new IndexedServer(
            server.Record.Name,
            server.Record.Slug,
            [.. words.Distinct(StringComparer.Ordinal).Take(MaxNameWords)],
            [.. server.PresentTools.OrderBy(tool => tool.Record.Slug, StringComparer.Ordinal).Select(Read)]);
    }

    private static IndexedTool Read(AssessedTool tool)
    {
        var definition = tool.Record.Definition;
        var names = Words(definition.Name);
        var text = new List<string>();
        var other = new List<string>();
        foreach (var run in NameWords.Runs(Head(definition.Description)))
        {
            if (text.Count >= MaxTextWords) break;
            var parts = SearchLexicon.Embedded.JoinCompounds(NameWords.OfName(run));
            text.AddRange(parts);
            if (parts.Count > 1) other.Add(NameWords.Fold(run));
        }
        AddParameterNames(definition.InputSchema, other);
        return new IndexedTool
        {
            Name = definition.Name,
            Slug = tool.Record.Slug,
            Title = definition.Title,
            Summary = Summary(definition.Description),
            Category = tool.Verdict.Category,
            Risk = tool.Verdict.Risk,
            Capabilities = tool.Verdict.Capabilities,
            Contested = tool.Verdict.Contested,
            Findings = tool.Verdict.Findings.Count,
            NameWords = names,
            TitleWords = Words(definition.Title),
            TextWords = text,
            OtherWords = [.. other.Distinct(StringComparer.Ordinal).Take(MaxOtherWords)],
        };
    }

    private static List<string> Words(string? name) => [.. SearchLexicon.Embedded.JoinCompounds(NameWords.OfName(Head(name))).Take(MaxNameWords)];

    private static string? Head(string? text) => text is { Length: > 8192 } ? text[..8192] : text;

    private static string? Summary(string? text)
    {
        if (text is not { Length: > SearchHit.SummaryLength }) return text;
        var end = char.IsHighSurrogate(text[SearchHit.SummaryLength - 1]) ? SearchHit.SummaryLength - 1 : SearchHit.SummaryLength;
        return text[..end];
    }

    // The names below "properties", at any depth that parses; a schema that is broken gives what came before the fault.
    private static void AddParameterNames(ReadOnlyMemory<byte> schema, List<string> words)
    {
        if (schema.IsEmpty) return;
        var reader = new Utf8JsonReader(schema.Span, new JsonReaderOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
        var inside = new Stack<bool>();
        var next = false;
        try
        {
            while (reader.Read() && words.Count < MaxOtherWords * 2)
            {
                switch (reader.TokenType)
                {
                    case JsonTokenType.StartObject:
                        inside.Push(next);
                        next = false;
                        break;
                    case JsonTokenType.EndObject:
                        inside.TryPop(out _);
                        break;
                    case JsonTokenType.PropertyName when inside.TryPeek(out var names) && names:
                        words.AddRange(SearchLexicon.Embedded.JoinCompounds(NameWords.OfName(Head(reader.GetString()))));
                        next = false;
                        break;
                    case JsonTokenType.PropertyName:
                        next = reader.ValueTextEquals("properties"u8);
                        break;
                    default:
                        next = false;
                        break;
                }
            }
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // What was read so far is kept.
        }
    }
}
