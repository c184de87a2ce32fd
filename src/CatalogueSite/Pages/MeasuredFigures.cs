using System.Text.Json;
using System.Text.Json.Serialization;

namespace Catalogue.Site.Pages;

/// <summary>One figure of a measurement.</summary>
/// <param name="What">What was measured, as a person would say it.</param>
/// <param name="Value">The result as it is to be printed (<c>91.5 %</c>).</param>
/// <param name="Of">On how much it was measured (<c>246 tools</c>).</param>
/// <param name="Note">What to keep in mind when reading it, or null.</param>
public sealed record MeasuredFigure(string What, string Value, string Of, string? Note = null);

/// <summary>
/// The last figures that a benchmark wrote to <c>data/figures/*.json</c>:
/// <c>{"title","measured":"2026-11-22","ruleSet":"sha256:…","command","figures":[{"what","value","of","note"?}]}</c>.
/// </summary>
/// <param name="Title">What the table is about.</param>
/// <param name="Measured">The day.</param>
/// <param name="RuleSet">Hash of the rule set that was measured, or null.</param>
/// <param name="Command">The command that measures again, or null.</param>
/// <param name="Figures">The figures in the order in which they are shown.</param>
public sealed record MeasuredFigures(string Title, DateOnly Measured, string? RuleSet, string? Command, IReadOnlyList<MeasuredFigure> Figures)
{
    private const string Folder = "figures/";

    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>The figures that were built in, by file name; empty where none was measured yet.</summary>
    /// <exception cref="FormatException">A figures file is malformed: says which and why.</exception>
    public static IReadOnlyList<MeasuredFigures> LoadEmbedded()
    {
        var assembly = typeof(MeasuredFigures).Assembly;
        var all = new List<MeasuredFigures>();
        foreach (var name in assembly.GetManifestResourceNames().Order(StringComparer.Ordinal))
        {
            if (!name.StartsWith(Folder, StringComparison.Ordinal)) continue;
            using var stream = assembly.GetManifestResourceStream(name)!;
            using var reader = new StreamReader(stream);
            all.Add(Parse(name, reader.ReadToEnd()));
        }
        return all;
    }

    /// <summary>Reads one figures file.</summary>
    /// <exception cref="FormatException">It is malformed: says which and why.</exception>
    public static MeasuredFigures Parse(string file, string json)
    {
        try
        {
            var figures = JsonSerializer.Deserialize<MeasuredFigures>(json, Strict);
            return figures is { Title: not null, Figures: not null } ? figures : throw new FormatException($"{file}: 'title' and 'figures' are required.");
        }
        catch (JsonException error)
        {
            throw new FormatException($"{file}:{error.LineNumber + 1}: {error.Message}", error);
        }
    }
}
