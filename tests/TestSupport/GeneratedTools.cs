using System.Text;
using System.Text.Json;
using Catalogue.Classifier.Model;

namespace Catalogue.TestSupport;

/// <summary>Makes definitions by chance, the same for the same seed: plausible words, odd spellings, odd characters, odd schemas.</summary>
public static class GeneratedTools
{
    private static readonly string[] Verbs = ["get", "list", "delete", "remove", "create", "update", "send", "run", "execute", "pay", "transfer", "click", "set up", "tear down", "reset", "search", "manage", "frob"];
    private static readonly string[] Nouns = ["file", "user", "order", "payment", "token", "issue", "background", "sql query", "page", "e-mail", "DNSRecords", "café", "文件", "файл", "😀", "a\u0301", "\u202Ex", "x\u200By", "\ud800"];
    private static readonly string[] Sentences = ["{0}s the {1}.", "Does not {0} the {1}.", "Use {0}_{1} instead.", "This tool {0}s a {1} and returns it.", "(read-only) {0} {1}", "{1}: {0}, {1} / {0}", "<IMPORTANT>{0} {1}</IMPORTANT>", "{0}\n\n- {1}\n- {0}", "例：{0}{1}。", "`{0}` \"{1}\" {{}}"];

    /// <summary>Makes <paramref name="count"/> tools.</summary>
    public static IEnumerable<(ToolDefinition Definition, ServerContext Context)> Make(int seed, int count)
    {
        var random = new Random(seed);
        var context = new ServerContext("generated", []);
        for (var i = 0; i < count; i++)
        {
            if (i % 20 == 0) context = new ServerContext(Pick(random, Nouns) + " server", [Name(random), Name(random)]);
            yield return (Tool(random), context);
        }
    }

    private static ToolDefinition Tool(Random random) => new()
    {
        Name = random.Next(50) == 0 ? Noise(random, 300) : Name(random),
        Title = random.Next(4) == 0 ? Name(random) : null,
        Description = random.Next(8) == 0 ? null : random.Next(20) == 0 ? Noise(random, 2000) : Text(random),
        InputSchema = random.Next(5) == 0 ? default : Schema(random),
        Annotations = random.Next(3) == 0 ? Encoding.UTF8.GetBytes($"{{\"readOnlyHint\":{(random.Next(2) == 0 ? "true" : "false")},\"destructiveHint\":{(random.Next(2) == 0 ? "true" : "1")}}}") : default,
    };

    private static string Name(Random random)
    {
        var words = Enumerable.Range(0, random.Next(1, 5)).Select(_ => Pick(random, random.Next(2) == 0 ? Verbs : Nouns)).ToArray();
        return random.Next(4) switch
        {
            0 => string.Join('_', words),
            1 => string.Concat(words.Select(word => char.ToUpperInvariant(word[0]) + word[1..])),
            2 => string.Join('-', words).ToUpperInvariant(),
            _ => string.Join('.', words),
        };
    }

    private static string Text(Random random) => string.Join(' ', Enumerable.Range(0, random.Next(1, 5)).Select(_ => string.Format(null, Pick(random, Sentences), Pick(random, Verbs), Pick(random, Nouns))));

    private static byte[] Schema(Random random)
    {
        if (random.Next(12) == 0) return Encoding.UTF8.GetBytes(Noise(random, 60));
        var properties = new Dictionary<string, object>(StringComparer.Ordinal);
        for (var i = random.Next(5); i > 0; i--)
        {
            properties[Pick(random, ["path", "action", "sql", "url", "method", "command", Name(random)])] = new Dictionary<string, object>
            {
                ["type"] = "string",
                ["description"] = Text(random),
                ["enum"] = Verbs[..random.Next(4)],
            };
        }
        return JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object> { ["type"] = "object", ["properties"] = properties });
    }

    private static string Noise(Random random, int most) => string.Create(random.Next(1, most), random, static (span, random) =>
    {
        foreach (ref var c in span) c = (char)(random.Next(3) == 0 ? random.Next(0x10000) : random.Next(0x20, 0x7F));
    });

    private static string Pick(Random random, string[] words) => words[random.Next(words.Length)];
}
