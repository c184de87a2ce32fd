using Catalogue.Classifier.Model;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Catalogue.Site.Policies;

/// <summary>A decision table that cannot be used: where, what, and what would be allowed.</summary>
public sealed class DecisionTableException(string file, long line, string message) : Exception($"{file}:{line}: {message}");

/// <summary>Reads a decision table strictly: an unknown key or value is an error that names its line and what is allowed.</summary>
public static class DecisionTableFile
{
    private static readonly string[] TopKeys = ["version", "rules"];
    private static readonly string[] RuleKeys = ["id", "when", "decide", "per-minute", "because"];
    private static readonly string[] WhenKeys = ["finding", "category", "risk", "capability", "confidence", "claim-only"];
    private static readonly string[] Decisions = ["allow", "limit", "ask", "deny", "hide"];

    /// <summary>Parses a table.</summary>
    /// <param name="file">The file's name, for messages.</param>
    /// <param name="text">Its YAML text.</param>
    /// <exception cref="DecisionTableException">The table is not usable.</exception>
    public static DecisionTable Parse(string file, string text)
    {
        var top = Load(file, text);
        CheckKeys(file, top, TopKeys);
        if (Scalar(file, top, "version") is not "1") throw Wrong(file, top, "version must be 1.");
        if (!top.Children.TryGetValue(new YamlScalarNode("rules"), out var list) || list is not YamlSequenceNode rules || rules.Children.Count == 0)
        {
            throw Wrong(file, top, "rules must be a list with at least one rule.");
        }
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return new DecisionTable([.. rules.Select(node => ReadRule(file, node, seen))]);
    }

    private static YamlMappingNode Load(string file, string text)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            return stream.Documents is [{ RootNode: YamlMappingNode top }]
                ? top
                : throw new DecisionTableException(file, 1, "One mapping with 'version' and 'rules' is wanted.");
        }
        catch (YamlException error)
        {
            throw new DecisionTableException(file, error.Start.Line, "Not YAML: " + error.Message);
        }
    }

    private static DecisionRule ReadRule(string file, YamlNode node, HashSet<string> seen)
    {
        if (node is not YamlMappingNode map) throw Wrong(file, node, "A rule must be a mapping.");
        CheckKeys(file, map, RuleKeys);
        var id = Scalar(file, map, "id") ?? throw Wrong(file, map, "A rule needs an id.");
        if (!seen.Add(id)) throw Wrong(file, map, $"The id '{id}' is used twice.");
        var because = Scalar(file, map, "because") ?? throw Wrong(file, map, $"Rule '{id}' needs a 'because'.");
        var kind = Choice(file, map, "decide", Decisions) is { } decide
            ? (DecisionKind)Array.IndexOf(Decisions, decide)
            : throw Wrong(file, map, $"Rule '{id}' needs a 'decide': {string.Join(", ", Decisions)}.");
        var when = map.Children.TryGetValue(new YamlScalarNode("when"), out var child) ? child : new YamlMappingNode();
        if (when is not YamlMappingNode conditions) throw Wrong(file, when, "'when' must be a mapping.");
        CheckKeys(file, conditions, WhenKeys);
        return new DecisionRule
        {
            Id = id,
            Finding = Value<RiskLevel>(file, conditions, "finding"),
            Category = Value<Category>(file, conditions, "category"),
            Risk = Value<RiskLevel>(file, conditions, "risk"),
            Capabilities = CapabilityOf(file, conditions),
            Confidence = Value<Confidence>(file, conditions, "confidence"),
            ClaimOnly = Choice(file, conditions, "claim-only", ["true", "false"]) is { } claim ? claim == "true" : null,
            Decision = new Decision(kind, PerMinute(file, map, id, kind), id, because),
        };
    }

    private static int? PerMinute(string file, YamlMappingNode map, string id, DecisionKind kind)
    {
        var text = Scalar(file, map, "per-minute");
        if (kind == DecisionKind.Limit && text is null) throw Wrong(file, map, $"Rule '{id}' limits: it needs 'per-minute'.");
        if (text is null) return null;
        if (kind is not (DecisionKind.Limit or DecisionKind.Ask)) throw Wrong(file, map, "'per-minute' goes with limit or ask only.");
        return int.TryParse(text, out var number) && number is >= 1 and <= 100_000
            ? number
            : throw Wrong(file, map, $"per-minute must be a whole number from 1 to 100000, not '{text}'.");
    }

    private static Capabilities CapabilityOf(string file, YamlMappingNode map)
    {
        if (Scalar(file, map, "capability") is not { } name) return Capabilities.None;
        return CapabilityNames.TryParse(name, out var capability)
            ? capability
            : throw Wrong(file, map, $"'{name}' is not a capability; one of: {string.Join(", ", CapabilityNames.All.Select(CapabilityNames.ToName))}.");
    }

    private static T? Value<T>(string file, YamlMappingNode map, string key)
        where T : struct, Enum =>
        Choice(file, map, key, Enum.GetNames<T>()) is { } name ? Enum.Parse<T>(name) : null;

    private static string? Choice(string file, YamlMappingNode map, string key, string[] allowed)
    {
        var text = Scalar(file, map, key);
        return text is null || allowed.Contains(text)
            ? text
            : throw Wrong(file, map.Children[new YamlScalarNode(key)], $"{key}: '{text}' is not one of {string.Join(", ", allowed)}.");
    }

    private static string? Scalar(string file, YamlMappingNode map, string key)
    {
        if (!map.Children.TryGetValue(new YamlScalarNode(key), out var node)) return null;
        return node is YamlScalarNode { Value.Length: > 0 } scalar ? scalar.Value : throw Wrong(file, node, $"'{key}' must be a single value.");
    }

    private static void CheckKeys(string file, YamlMappingNode map, string[] allowed)
    {
        foreach (var key in map.Children.Keys)
        {
            if (key is not YamlScalarNode { Value: { } name } || !allowed.Contains(name))
            {
                throw Wrong(file, key, $"'{key}' is not known here; allowed: {string.Join(", ", allowed)}.");
            }
        }
    }

    private static DecisionTableException Wrong(string file, YamlNode at, string message) => new(file, at.Start.Line, message);
}
