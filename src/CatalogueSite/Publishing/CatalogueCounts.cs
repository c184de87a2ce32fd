using System.Text.Json;
using Catalogue.Classifier.Model;
using Catalogue.Crawler.Model;

namespace Catalogue.Site.Publishing;

/// <summary>Counts that can be added and taken away again, so that one changed server costs one server.</summary>
public sealed class CatalogueCounts
{
    private readonly SortedDictionary<string, int> _counts = new(StringComparer.Ordinal);

    /// <summary>The counts of one server.</summary>
    public static CatalogueCounts Of(AssessedServer server)
    {
        ArgumentNullException.ThrowIfNull(server);
        var counts = new CatalogueCounts();
        counts.Add("servers", 1);
        counts.Add("outcome:" + server.Record.Observation.Outcome, 1);
        foreach (var tool in server.PresentTools)
        {
            counts.Add("tools", 1);
            counts.Add("category:" + tool.Verdict.Category, 1);
            counts.Add("risk:" + tool.Verdict.Risk, 1);
            foreach (var capability in CapabilityNames.Split(tool.Verdict.Capabilities)) counts.Add("capability:" + capability, 1);
        }
        return counts;
    }

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    public static CatalogueCounts Parse(string json)
    {
        var counts = new CatalogueCounts();
        using var document = JsonDocument.Parse(json);
        foreach (var member in document.RootElement.EnumerateObject()) counts.Add(member.Name, member.Value.GetInt32());
        return counts;
    }

    /// <summary>The counts as one JSON object, names in order.</summary>
    public string ToJson()
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var (name, count) in _counts) writer.WriteNumber(name, count);
            writer.WriteEndObject();
        }
        return System.Text.Encoding.UTF8.GetString(buffer.ToArray());
    }

    /// <summary>Adds (<paramref name="sign"/> 1) or takes away (-1) another's counts.</summary>
    public void Add(CatalogueCounts other, int sign = 1)
    {
        ArgumentNullException.ThrowIfNull(other);
        foreach (var (name, count) in other._counts) Add(name, sign * count);
    }

    /// <summary>The counts as pages and the API show them; every category, level, outcome and capability is there, with 0 where none is.</summary>
    public CatalogueStats ToStats(long generation, DateTimeOffset publishedAt, string ruleSet) => new(
        Get("servers"),
        Get("tools"),
        Enum.GetValues<Category>().ToDictionary(value => value, value => Get("category:" + value)),
        Enum.GetValues<RiskLevel>().ToDictionary(value => value, value => Get("risk:" + value)),
        Enum.GetValues<Outcome>().ToDictionary(value => value, value => Get("outcome:" + value)),
        CapabilityNames.All.Select(CapabilityNames.ToName).ToDictionary(name => name, name => Get("capability:" + name)),
        generation,
        publishedAt,
        ruleSet);

    private int Get(string name) => _counts.GetValueOrDefault(name);

    private void Add(string name, int count)
    {
        var sum = _counts.GetValueOrDefault(name) + count;
        if (sum == 0) _counts.Remove(name);
        else _counts[name] = sum;
    }
}
