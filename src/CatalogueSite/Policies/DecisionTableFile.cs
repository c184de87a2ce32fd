using System.Security.Cryptography;
using System.Text;
using Catalogue.Classifier.Model;
using Catalogue.Crawler.Files;

namespace Catalogue.Site.Policies;

/// <summary>Reads a decision table strictly: an unknown key or value is an error that names its line and what is allowed.</summary>
public static class DecisionTableFile
{
    private static readonly string[] Decisions = ["allow", "limit", "ask", "deny", "hide"];

    /// <summary>Parses a table.</summary>
    /// <param name="file">The file's name, for messages.</param>
    /// <param name="text">Its YAML text.</param>
    /// <exception cref="FileContentException">The table is not usable.</exception>
    public static DecisionTable Parse(string file, string text)
    {
        var top = StrictYaml.Parse(file, text);
        if (top.String("version") != "1") throw top.ProblemAt("version", "version must be 1.");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var rules = top.Maps("rules").Select(map => ReadRule(map, seen)).ToList();
        if (rules.Count == 0) throw top.ProblemAt("rules", "'rules' must be a list with at least one rule.");
        top.End();
        return new DecisionTable(rules, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))));
    }

    private static DecisionRule ReadRule(StrictYaml map, HashSet<string> seen)
    {
        var id = map.RequiredString("id");
        if (!seen.Add(id)) throw map.ProblemAt("id", $"the id '{id}' is used twice.");
        var kind = (DecisionKind)Array.IndexOf(Decisions, map.Choice("decide", "", Decisions));
        var decision = new Decision(kind, PerMinute(map, kind), id, map.RequiredString("because"));
        var when = map.Map("when");
        map.End();
        var rule = when is null ? new DecisionRule { Id = id, Decision = decision } : ReadConditions(when, id, decision);
        when?.End();
        return rule;
    }

    private static DecisionRule ReadConditions(StrictYaml when, string id, Decision decision) => new()
    {
        Id = id,
        Finding = Value<RiskLevel>(when, "finding"),
        Category = Value<Category>(when, "category"),
        Risk = Value<RiskLevel>(when, "risk"),
        Capabilities = CapabilityOf(when),
        Confidence = Value<Confidence>(when, "confidence"),
        ClaimOnly = when.String("claim-only") is null ? null : when.Boolean("claim-only", fallback: false),
        Decision = decision,
    };

    private static int? PerMinute(StrictYaml map, DecisionKind kind)
    {
        var given = map.String("per-minute") is not null;
        if (kind == DecisionKind.Limit && !given) throw map.ProblemAt("decide", "a limit needs 'per-minute'.");
        if (given && kind is not (DecisionKind.Limit or DecisionKind.Ask)) throw map.ProblemAt("per-minute", "'per-minute' goes with limit or ask only.");
        return given ? map.Integer("per-minute", 1, 1, 100_000) : null;
    }

    private static Capabilities CapabilityOf(StrictYaml when)
    {
        if (when.String("capability") is not { } name) return Capabilities.None;
        return CapabilityNames.TryParse(name, out var capability)
            ? capability
            : throw when.ProblemAt("capability", $"'{name}' is not a capability; one of: {string.Join(", ", CapabilityNames.All.Select(CapabilityNames.ToName))}.");
    }

    private static T? Value<T>(StrictYaml when, string key)
        where T : struct, Enum =>
        when.String(key) is null ? null : Enum.Parse<T>(when.Choice(key, "", Enum.GetNames<T>()));
}
