using System.Globalization;
using System.Text.RegularExpressions;
using Catalogue.Classifier.Model;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Catalogue.Site.Reviews;

/// <summary>Reads one file of reviews strictly: a list of mappings, every key known, every value checked.</summary>
internal static partial class ReviewFile
{
    private static readonly string[] Keys = ["server", "tool", "definition", "category", "risk", "reason", "date"];

    /// <exception cref="ReviewException">The file is broken: says line and what is allowed.</exception>
    public static IReadOnlyList<Review> Parse(string file, string text)
    {
        var yaml = new YamlStream();
        try
        {
            yaml.Load(new StringReader(text));
        }
        catch (YamlException error)
        {
            throw new ReviewException(file, error.Start.Line, error.Message);
        }
        if (yaml.Documents.Count == 0) return [];
        if (yaml.Documents.Count > 1) throw new ReviewException(file, yaml.Documents[1].RootNode.Start.Line, "one document a file.");
        return yaml.Documents[0].RootNode is YamlSequenceNode list
            ? [.. list.Children.Select(node => ReadReview(file, node))]
            : throw new ReviewException(file, yaml.Documents[0].RootNode.Start.Line, "a list of reviews is wanted, each beginning with '- server:'.");
    }

    private static Review ReadReview(string file, YamlNode node)
    {
        if (node is not YamlMappingNode map) throw new ReviewException(file, node.Start.Line, $"a review has the keys {string.Join(", ", Keys)}.");
        var values = new Dictionary<string, YamlScalarNode>(StringComparer.Ordinal);
        foreach (var (key, value) in map.Children)
        {
            var name = (key as YamlScalarNode)?.Value ?? "";
            if (!Keys.Contains(name)) throw new ReviewException(file, key.Start.Line, $"unknown key '{name}'; allowed: {string.Join(", ", Keys)}.");
            if (value is not YamlScalarNode { Value: { Length: > 0 } and not ("~" or "null") } scalar) throw new ReviewException(file, value.Start.Line, $"'{name}' wants a text.");
            values[name] = scalar;
        }
        foreach (var key in Keys)
        {
            if (!values.ContainsKey(key)) throw new ReviewException(file, map.Start.Line, $"'{key}' is missing.");
        }
        var hash = values["definition"];
        if (!HashForm().IsMatch(hash.Value!)) throw new ReviewException(file, hash.Start.Line, "'definition' wants 'sha256:' and 64 hexadecimal digits in lower case, as the tool's page shows it.");
        return new Review(
            values["server"].Value!,
            values["tool"].Value!,
            hash.Value!,
            OneOf<Category>(file, "category", values["category"]),
            OneOf<RiskLevel>(file, "risk", values["risk"]),
            values["reason"].Value!.Trim(),
            Day(file, values["date"]));
    }

    private static T OneOf<T>(string file, string key, YamlScalarNode node) where T : struct, Enum =>
        Array.IndexOf(Enum.GetNames<T>(), node.Value) is >= 0 and var index
            ? Enum.GetValues<T>()[index]
            : throw new ReviewException(file, node.Start.Line, $"'{key}' is '{node.Value}'; one of: {string.Join(", ", Enum.GetNames<T>())}.");

    private static DateOnly Day(string file, YamlScalarNode node) =>
        DateOnly.TryParseExact(node.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw new ReviewException(file, node.Start.Line, $"'date' is '{node.Value}'; wanted as 2026-01-31.");

    [GeneratedRegex("^sha256:[0-9a-f]{64}$")]
    private static partial Regex HashForm();
}
