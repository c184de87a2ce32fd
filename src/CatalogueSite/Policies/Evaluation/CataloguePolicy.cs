using System.Text.Json;

namespace Catalogue.Site.Policies.Evaluation;

/// <summary>
/// The reference evaluator of the catalogue's own JSON, written from the format's grammar: hiding first, then the default for
/// tools that are not named, then <c>deny_if</c>, then limits; the first denial wins. <c>require</c> is refused, since its
/// shape is not public. Holds the counters of one grant; not safe to share between threads.
/// </summary>
public sealed class CataloguePolicy
{
    private readonly bool _allowByDefault;
    private readonly HashSet<string> _hidden;
    private readonly List<CallLimit> _limits;
    private readonly Dictionary<string, ToolRules> _tools;
    private readonly CallCounter _counter = new();

    private CataloguePolicy(bool allowByDefault, HashSet<string> hidden, List<CallLimit> limits, Dictionary<string, ToolRules> tools)
    {
        _allowByDefault = allowByDefault;
        _hidden = hidden;
        _limits = limits;
        _tools = tools;
    }

    private sealed record DenyRule(IReadOnlyList<PolicyCondition> Conditions, string Reason);

    private sealed record ToolRules(IReadOnlyList<DenyRule> DenyIf, IReadOnlyList<CallLimit> Limits);

    /// <summary>Parses a policy strictly.</summary>
    /// <exception cref="PolicyFileException">It is not one: says where and what is allowed.</exception>
    public static CataloguePolicy Parse(string json)
    {
        using var document = PolicyJson.Read(json);
        var top = document.RootElement;
        PolicyJson.CheckMembers("", top, ["version", "default", "hide", "all_tools", "tools"]);
        if (PolicyJson.Text("", top, "version") != "1") throw new PolicyFileException("version", "must be \"1\".");
        var fallback = PolicyJson.Text("", top, "default");
        if (fallback is not ("allow" or "deny")) throw new PolicyFileException("default", "must be \"allow\" or \"deny\".");
        var limits = new List<CallLimit>();
        if (top.TryGetProperty("all_tools", out var all))
        {
            PolicyJson.CheckMembers("all_tools", all, ["limits"]);
            limits.AddRange(Limits("all_tools", all));
        }
        var tools = new Dictionary<string, ToolRules>(StringComparer.Ordinal);
        if (top.TryGetProperty("tools", out var named))
        {
            foreach (var tool in PolicyJson.Object("tools", named)) tools[tool.Name] = ReadTool("tools." + tool.Name, tool.Value);
        }
        return new CataloguePolicy(fallback == "allow", [.. PolicyJson.Strings("hide", top, "hide")], limits, tools);
    }

    /// <summary>What the policy says to a call, which is counted when it is allowed.</summary>
    /// <param name="tool">The tool's name.</param>
    /// <param name="arguments">The call's arguments.</param>
    /// <param name="now">The time of the call.</param>
    public PolicyAnswer Evaluate(string tool, JsonElement arguments, DateTimeOffset now)
    {
        if (_hidden.Contains(tool) || _hidden.Contains("*")) return PolicyAnswer.Hide;
        if (!_tools.TryGetValue(tool, out var rules))
        {
            if (!_allowByDefault) return PolicyAnswer.Deny("The policy does not name the tool, and its default is deny.");
            rules = new ToolRules([], []);
        }
        foreach (var rule in rules.DenyIf)
        {
            if (rule.Conditions.All(condition => condition.Holds(arguments))) return PolicyAnswer.Deny(rule.Reason);
        }
        return _counter.TryCount([.. _limits, .. rules.Limits], now) is { } used
            ? PolicyAnswer.Deny($"The limit of {used.Max} calls a {used.Window.ToString().ToLowerInvariant()} is used up.")
            : PolicyAnswer.Allow;
    }

    private static ToolRules ReadTool(string where, JsonElement tool)
    {
        if (tool.ValueKind == JsonValueKind.Object && tool.TryGetProperty("require", out _))
        {
            throw new PolicyFileException(where + ".require", "its meaning is not public, so that nothing can be said of what it would do.");
        }
        PolicyJson.CheckMembers(where, tool, ["deny_if", "limits"]);
        var rules = PolicyJson.Items(where + ".deny_if", tool, "deny_if").Select((item, index) => ReadDenyRule($"{where}.deny_if[{index}]", item));
        return new ToolRules([.. rules], [.. Limits(where, tool)]);
    }

    private static DenyRule ReadDenyRule(string where, JsonElement rule)
    {
        PolicyJson.CheckMembers(where, rule, ["conditions", "on_deny"]);
        if (!rule.TryGetProperty("conditions", out _)) throw new PolicyFileException(where, "needs 'conditions' (an empty list denies always).");
        var conditions = PolicyJson.Items(where + ".conditions", rule, "conditions").Select((item, index) => ReadCondition($"{where}.conditions[{index}]", item));
        return new DenyRule([.. conditions], rule.TryGetProperty("on_deny", out _) ? PolicyJson.Text(where, rule, "on_deny") : "Denied by policy.");
    }

    private static PolicyCondition ReadCondition(string where, JsonElement condition)
    {
        PolicyJson.CheckMembers(where, condition, ["path", "op", "value"]);
        return new PolicyCondition(where, PolicyJson.Text(where, condition, "path"), PolicyJson.Text(where, condition, "op"), condition.TryGetProperty("value", out var value) ? value : PolicyJson.True);
    }

    private static IEnumerable<CallLimit> Limits(string where, JsonElement holder) =>
        PolicyJson.Items(where + ".limits", holder, "limits").Select((item, index) => ReadLimit($"{where}.limits[{index}]", item));

    private static CallLimit ReadLimit(string where, JsonElement limit)
    {
        PolicyJson.CheckMembers(where, limit, ["counter", "window", "max", "scope"]);
        if (PolicyJson.Text(where, limit, "scope") != "grant") throw new PolicyFileException(where + ".scope", "must be \"grant\".");
        return new CallLimit(PolicyJson.Text(where, limit, "counter"), PolicyJson.Window(where + ".window", PolicyJson.Text(where, limit, "window")), PolicyJson.Count(where, limit, "max"));
    }
}
