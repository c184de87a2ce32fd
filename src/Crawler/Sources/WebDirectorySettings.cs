using Catalogue.Crawler.Files;

namespace Catalogue.Crawler.Sources;

/// <summary>Where on an entry a field stands: the text of the first element that matches, or one of its attributes.</summary>
/// <param name="Selector">CSS; empty for the entry itself.</param>
/// <param name="Attribute">The attribute, or null for the text.</param>
internal sealed record WebField(string Selector, string? Attribute);

/// <summary>What a web directory is configured with.</summary>
/// <param name="Url">Its first page.</param>
/// <param name="Entry">CSS of one entry of the list.</param>
/// <param name="Fields">Where the fields stand (<see cref="FieldNames"/>).</param>
/// <param name="Next">CSS of what is clicked for the next page, or null for one page.</param>
/// <param name="MaxPages">Pages to go through at most.</param>
/// <param name="Wait">How long a page may take to show its entries.</param>
internal sealed record WebDirectorySettings(
    Uri Url, string Entry, IReadOnlyDictionary<string, WebField> Fields, string? Next, int MaxPages, TimeSpan Wait)
{
    /// <summary>The fields that can be told.</summary>
    public static IReadOnlyList<string> FieldNames { get; } =
        ["name", "title", "description", "repository", "website", "version", "remote", "sse", "npm", "pypi", "oci", "registry-name"];

    /// <summary>Reads the settings of this kind.</summary>
    public static WebDirectorySettings Read(StrictYaml yaml)
    {
        _ = yaml.RequiredString("url");
        var url = yaml.Url("url")!;
        var entry = yaml.RequiredString("entry");
        var fields = yaml.Map("fields") ?? throw yaml.ProblemAt("fields", "'fields' must say where at least the name stands.");
        var read = new Dictionary<string, WebField>(StringComparer.Ordinal);
        foreach (var name in FieldNames)
        {
            if (fields.String(name) is { } text) read[name] = ReadField(text);
        }
        fields.End();
        if (!read.ContainsKey("name")) throw fields.ProblemAt("name", "'name' is missing.");
        return new WebDirectorySettings(
            url, entry, read, yaml.String("next"), yaml.Integer("max-pages", 50, 1, 10_000), TimeSpan.FromSeconds(yaml.Integer("wait-seconds", 15, 1, 300)));
    }

    private static WebField ReadField(string text)
    {
        var at = text.LastIndexOf('@');
        return at < 0 ? new WebField(text.Trim(), null) : new WebField(text[..at].Trim(), text[(at + 1)..].Trim());
    }
}
