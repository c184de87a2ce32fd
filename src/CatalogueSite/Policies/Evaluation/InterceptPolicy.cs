using System.Globalization;
using System.Text.Json;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Catalogue.Site.Policies.Evaluation;

/// <summary>
/// The reference evaluator of Intercept's YAML, written from the format's grammar. Conditions say when a call is permitted
/// (the opposite sense to the catalogue's <c>deny_if</c>); the rules of the tool and of <c>*</c> are tried in order, and the
/// first that does not let the call through decides. Holds the counters of one session; not safe to share between threads.
/// </summary>
public sealed class InterceptPolicy
{
    private readonly bool _allowByDefault;
    private readonly HashSet<string> _hidden;
    private readonly Dictionary<string, List<Rule>> _tools;
    private readonly CallCounter _counter = new();

    private InterceptPolicy(bool allowByDefault, HashSet<string> hidden, Dictionary<string, List<Rule>> tools)
    {
        _allowByDefault = allowByDefault;
        _hidden = hidden;
        _tools = tools;
    }

    private sealed record Rule(string Name, string Action, string OnDeny, IReadOnlyList<PolicyCondition> Conditions, CallLimit? Limit);

    /// <summary>Parses a policy strictly.</summary>
    /// <exception cref="PolicyFileException">It is not one: says where and what is allowed.</exception>
    public static InterceptPolicy Parse(string yaml)
    {
        using var document = PolicyJson.Read(ToJson(yaml));
        var top = document.RootElement;
        PolicyJson.CheckMembers("", top, ["version", "description", "default", "hide", "tools"]);
        if (PolicyJson.Text("", top, "version") != "1") throw new PolicyFileException("version", "must be \"1\".");
        var fallback = top.TryGetProperty("default", out _) ? PolicyJson.Text("", top, "default") : "allow";
        if (fallback is not ("allow" or "deny")) throw new PolicyFileException("default", "must be allow or deny.");
        if (!top.TryGetProperty("tools", out var named)) throw new PolicyFileException("", "needs 'tools' (write {} when there are none).");
        var tools = new Dictionary<string, List<Rule>>(StringComparer.Ordinal);
        foreach (var tool in PolicyJson.Object("tools", named))
        {
            var where = "tools." + tool.Name;
            PolicyJson.CheckMembers(where, tool.Value, ["rules"]);
            tools[tool.Name] = [.. PolicyJson.Items(where + ".rules", tool.Value, "rules").Select((rule, index) => ReadRule($"{where}.rules[{index}]", tool.Name, rule))];
        }
        return new InterceptPolicy(fallback == "allow", [.. PolicyJson.Strings("hide", top, "hide")], tools);
    }

    /// <summary>What the policy says to a call, which is counted when it is allowed.</summary>
    /// <param name="tool">The tool's name.</param>
    /// <param name="arguments">The call's arguments.</param>
    /// <param name="now">The time of the call.</param>
    public PolicyAnswer Evaluate(string tool, JsonElement arguments, DateTimeOffset now)
    {
        if (_hidden.Contains(tool) || _hidden.Contains("*")) return PolicyAnswer.Hide;
        if (!_tools.ContainsKey(tool) && !_allowByDefault) return PolicyAnswer.Deny("The policy does not name the tool, and its default is deny.");
        List<Rule> rules = [.. _tools.GetValueOrDefault(tool) ?? [], .. _tools.GetValueOrDefault("*") ?? []];
        foreach (var rule in rules)
        {
            if (rule.Action == "require_approval" && rule.Conditions.All(condition => condition.Holds(arguments))) return new PolicyAnswer(false, false, true, rule.OnDeny);
            if (rule.Action == "deny" || (rule.Action == "evaluate" && !rule.Conditions.All(condition => condition.Holds(arguments)))) return PolicyAnswer.Deny(rule.OnDeny);
        }
        return _counter.TryCount([.. rules.Select(rule => rule.Limit).OfType<CallLimit>()], now) is { } used
            ? PolicyAnswer.Deny($"The limit of {used.Max} calls a {used.Window.ToString().ToLowerInvariant()} is used up.")
            : PolicyAnswer.Allow;
    }

    private static Rule ReadRule(string where, string tool, JsonElement rule)
    {
        PolicyJson.CheckMembers(where, rule, ["name", "action", "on_deny", "rate_limit", "conditions"]);
        var name = PolicyJson.Text(where, rule, "name");
        var action = rule.TryGetProperty("action", out _) ? PolicyJson.Text(where, rule, "action") : "evaluate";
        if (action is not ("evaluate" or "deny" or "require_approval")) throw new PolicyFileException(where + ".action", $"'{action}' is not one of evaluate, deny, require_approval.");
        var conditions = PolicyJson.Items(where + ".conditions", rule, "conditions").Select((item, index) => ReadCondition($"{where}.conditions[{index}]", item)).ToList();
        var limit = rule.TryGetProperty("rate_limit", out _) ? ReadLimit(where + ".rate_limit", tool, PolicyJson.Text(where, rule, "rate_limit")) : null;
        if (action == "evaluate" && limit is null == (conditions.Count == 0)) throw new PolicyFileException(where, "needs either 'rate_limit' or 'conditions'.");
        return new Rule(name, action, rule.TryGetProperty("on_deny", out _) ? PolicyJson.Text(where, rule, "on_deny") : "Denied by policy.", conditions, limit);
    }

    private static PolicyCondition ReadCondition(string where, JsonElement condition)
    {
        PolicyJson.CheckMembers(where, condition, ["path", "op", "value"]);
        return new PolicyCondition(where, PolicyJson.Text(where, condition, "path"), PolicyJson.Text(where, condition, "op"), condition.TryGetProperty("value", out var value) ? value : PolicyJson.True);
    }

    private static CallLimit ReadLimit(string where, string tool, string text)
    {
        if (tool.Contains('.', StringComparison.Ordinal)) throw new PolicyFileException(where, "the format refuses a rate limit on a tool name with a dot.");
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && int.TryParse(text[..slash], NumberStyles.None, CultureInfo.InvariantCulture, out var max)
            ? new CallLimit(tool, PolicyJson.Window(where, text[(slash + 1)..]), max)
            : throw new PolicyFileException(where, $"'{text}' must be a number, a slash and minute, hour or day.");
    }

    /// <summary>YAML as JSON text, by YAML's core schema; one strict reader then serves both formats.</summary>
    private static string ToJson(string yaml)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(yaml));
            if (stream.Documents.Count != 1) throw new PolicyFileException("", "one YAML document is wanted.");
            return Text.JsonText.Write(writer => WriteNode(writer, stream.Documents[0].RootNode));
        }
        catch (YamlException error)
        {
            throw new PolicyFileException("", $"not YAML, line {error.Start.Line}: {error.Message}", error);
        }
    }

    private static void WriteNode(Utf8JsonWriter writer, YamlNode node)
    {
        switch (node)
        {
            case YamlMappingNode map:
                writer.WriteStartObject();
                foreach (var (key, value) in map.Children)
                {
                    writer.WritePropertyName((key as YamlScalarNode)?.Value ?? throw new PolicyFileException("", $"line {key.Start.Line}: a key must be a string."));
                    WriteNode(writer, value);
                }
                writer.WriteEndObject();
                break;
            case YamlSequenceNode list:
                writer.WriteStartArray();
                foreach (var item in list) WriteNode(writer, item);
                writer.WriteEndArray();
                break;
            case YamlScalarNode { Style: ScalarStyle.Plain, Value: { } word }:
                if (word is "true" or "false") writer.WriteBooleanValue(word == "true");
                else if (word is "null" or "~" or "") writer.WriteNullValue();
                else if (double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)) writer.WriteNumberValue(number);
                else writer.WriteStringValue(word);
                break;
            default:
                writer.WriteStringValue((node as YamlScalarNode)?.Value);
                break;
        }
    }
}
