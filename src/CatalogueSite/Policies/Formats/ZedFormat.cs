using Catalogue.Site.Policies.Text;

namespace Catalogue.Site.Policies.Formats;

/// <summary>
/// Zed's tool permissions: a default for each tool, named <c>mcp:server:tool</c>.
/// </summary>
public sealed class ZedFormat : PolicyFormat
{
    /// <inheritdoc/>
    public override string Id => "zed";

    /// <inheritdoc/>
    public override string Title => "Zed";

    /// <inheritdoc/>
    public override string Extension => "json";

    /// <inheritdoc/>
    public override string MediaType => "application/json";

    /// <inheritdoc/>
    public override string UnknownTools => "Zed asks before each call, by the default set here.";

    /// <inheritdoc/>
    public override string HowToInstall => "Merge this into settings.json of Zed. The alias must be the name under which the server is configured there.";

    /// <inheritdoc/>
    protected override IReadOnlyList<DecisionKind> Knows => [DecisionKind.Allow, DecisionKind.Ask, DecisionKind.Deny];

    /// <inheritdoc/>
    protected override bool KeysOnServer => true;

    /// <inheritdoc/>
    protected override string WriteText(WrittenPlan plan, IReadOnlyList<string> notes) => JsonText.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartObject("agent");
        writer.WriteStartObject("tool_permissions");
        writer.WriteString("default", "confirm");
        writer.WriteStartObject("tools");
        foreach (var server in plan.Servers)
        {
            foreach (var tool in server.Tools.Where(tool => tool.Carried))
            {
                writer.WriteStartObject($"mcp:{server.Alias}:{tool.Name}");
                writer.WriteString("default", Word(tool.Kind));
                writer.WriteEndObject();
            }
        }
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
    });

    private static string Word(DecisionKind kind) => kind switch
    {
        DecisionKind.Allow => "allow",
        DecisionKind.Ask => "confirm",
        _ => "deny",
    };
}
