using System.Text.Json;
using Catalogue.Site.Policies.Conditions;
using Catalogue.Site.Policies.Text;

namespace Catalogue.Site.Policies.Formats;

/// <summary>
/// The catalogue's own JSON. It can't ask: <c>deny_if</c> with empty conditions denies and says that a person must approve.
/// It has no comments, so that what it can't say stands in the notes beside it.
/// </summary>
public sealed class CatalogueFormat : PolicyFormat
{
    private const string NeedsApproval = "Requires human approval.";

    /// <inheritdoc/>
    public override string Id => "catalogue";

    /// <inheritdoc/>
    public override string Title => "Catalogue JSON";

    /// <inheritdoc/>
    public override string Extension => "json";

    /// <inheritdoc/>
    public override string MediaType => "application/json";

    /// <inheritdoc/>
    public override string UnknownTools => "denied, since the default is deny.";

    /// <inheritdoc/>
    public override string HowToInstall => "Register the server at a proxy that reads this format, set this as its policy, and point your client at the proxy.";

    /// <inheritdoc/>
    protected override IReadOnlyList<DecisionKind> Knows => [DecisionKind.Allow, DecisionKind.Limit, DecisionKind.Deny, DecisionKind.Hide];

    /// <inheritdoc/>
    protected override bool KeysOnServer => false;

    /// <inheritdoc/>
    public override string? ArgumentsFault => null;

    // What is denied is listed, what passes is not: a folder or a ceiling would let values of other types through.
    /// <inheritdoc/>
    protected override bool CanSay(ArgumentTest test) => test.Kind is ArgumentTestKind.OneOf or ArgumentTestKind.Is;

    /// <inheritdoc/>
    protected override string? NameFault(string name) => name == "*" ? "a lone asterisk means every tool in this format" : null;

    /// <inheritdoc/>
    protected override IEnumerable<string> OwnNotes(WrittenPlan plan)
    {
        if (plan.Plan.SingleTool) yield return "Alone, this denies every other tool of the server too, because its default is deny: install the policy of the whole server instead.";
    }

    /// <inheritdoc/>
    protected override string WriteText(WrittenPlan plan, IReadOnlyList<string> notes) => JsonText.Write(writer =>
    {
        var tools = plan.Union;
        var hidden = tools.Where(tool => tool.Kind == DecisionKind.Hide).Select(tool => tool.Name).ToList();
        var named = tools.Where(tool => tool.Kind != DecisionKind.Hide).ToList();
        writer.WriteStartObject();
        writer.WriteString("version", "1");
        writer.WriteString("default", "deny");
        if (hidden.Count > 0) writer.WriteStrings("hide", hidden);
        if (named.Count > 0)
        {
            writer.WriteStartObject("tools");
            foreach (var tool in named) WriteTool(writer, tool);
            writer.WriteEndObject();
        }
        writer.WriteEndObject();
    }, indented: !plan.Plan.SingleTool);

    private static void WriteTool(Utf8JsonWriter writer, WrittenTool tool)
    {
        writer.WriteStartObject(tool.Name);
        if (tool.Kind == DecisionKind.Deny) WriteDenial(writer, tool);
        else if (tool.Condition is { } condition) WriteConditions(writer, condition);
        if (tool.Kind == DecisionKind.Limit) WriteLimit(writer, tool);
        writer.WriteEndObject();
    }

    private static void WriteLimit(Utf8JsonWriter writer, WrittenTool tool)
    {
        writer.WriteStartArray("limits");
        writer.WriteStartObject();
        writer.WriteString("counter", tool.Name);
        writer.WriteString("window", "minute");
        writer.WriteNumber("max", tool.Said.PerMinute ?? 1);
        writer.WriteString("scope", "grant");
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    private static void WriteDenial(Utf8JsonWriter writer, WrittenTool tool)
    {
        writer.WriteStartArray("deny_if");
        writer.WriteStartObject();
        writer.WriteStartArray("conditions");
        writer.WriteEndArray();
        writer.WriteString("on_deny", tool.Plan.Decision.Kind == DecisionKind.Ask ? NeedsApproval : tool.Plan.Decision.Because);
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    // A missing argument makes every operator but 'exists' false, so that its absence is a denial of its own.
    private static void WriteConditions(Utf8JsonWriter writer, ArgumentCondition condition)
    {
        writer.WriteStartArray("deny_if");
        foreach (var test in condition.Tests)
        {
            var reason = $"Allowed only where {ConditionSentences.Of(condition)}.";
            WriteRule(writer, test, "exists", reason, value => value.WriteBooleanValue(false));
            if (test.Kind == ArgumentTestKind.Is) WriteRule(writer, test, "neq", reason, value => value.WriteBooleanValue(test.Value));
            else WriteRule(writer, test, "not_in", reason, value => WriteValues(value, test.Values));
        }
        writer.WriteEndArray();
    }

    private static void WriteRule(Utf8JsonWriter writer, ArgumentTest test, string operation, string reason, Action<Utf8JsonWriter> writeValue)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("conditions");
        writer.WriteStartObject();
        writer.WriteString("path", "args." + test.Argument);
        writer.WriteString("op", operation);
        writer.WritePropertyName("value");
        writeValue(writer);
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteString("on_deny", reason);
        writer.WriteEndObject();
    }

    private static void WriteValues(Utf8JsonWriter writer, IReadOnlyList<string> values)
    {
        writer.WriteStartArray();
        foreach (var value in values) writer.WriteStringValue(value);
        writer.WriteEndArray();
    }
}
