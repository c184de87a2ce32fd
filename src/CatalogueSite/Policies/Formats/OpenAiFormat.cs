using System.Text.Json;
using Catalogue.Site.Policies.Text;

namespace Catalogue.Site.Policies.Formats;

/// <summary>
/// The <c>mcp</c> tool of a Responses API request. A tool that is not among the allowed ones is not offered.
/// </summary>
public sealed class OpenAiFormat : PolicyFormat
{
    /// <inheritdoc/>
    public override string Id => "openai";

    /// <inheritdoc/>
    public override string Title => "OpenAI Responses API";

    /// <inheritdoc/>
    public override string Extension => "json";

    /// <inheritdoc/>
    public override string MediaType => "application/json";

    /// <inheritdoc/>
    public override string UnknownTools => "not offered to the model, since allowed_tools lists the ones that are.";

    /// <inheritdoc/>
    public override string HowToInstall => "Put this object into the tools of the request. Set server_url to where your server is reached.";

    /// <inheritdoc/>
    protected override IReadOnlyList<DecisionKind> Knows => [DecisionKind.Allow, DecisionKind.Ask, DecisionKind.Hide, DecisionKind.Deny];

    /// <inheritdoc/>
    protected override bool KeysOnServer => true;

    /// <inheritdoc/>
    protected override string? AliasFault(string alias) => alias.Contains('.', StringComparison.Ordinal) ? "a server_label may not hold a dot; use a hyphen." : null;

    private const string NoRemote = "https://your-server.example/mcp";

    /// <inheritdoc/>
    protected override IEnumerable<string> OwnNotes(WrittenPlan plan)
    {
        if (plan.Servers.Any(server => !char.IsAsciiLetter(server.Alias[0]))) yield return "A server_label begins with a letter: choose such an alias.";
        if (plan.Servers.Any(server => RemoteOf(server) is null)) yield return "No public remote is known: replace " + NoRemote + " by the URL at which your server is reached.";
    }

    /// <inheritdoc/>
    protected override string WriteText(WrittenPlan plan, IReadOnlyList<string> notes) => JsonText.Write(writer =>
    {
        if (plan.Servers.Count > 1) writer.WriteStartArray();
        foreach (var server in plan.Servers) WriteServer(writer, server);
        if (plan.Servers.Count > 1) writer.WriteEndArray();
    });

    private static void WriteServer(Utf8JsonWriter writer, WrittenServer server)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "mcp");
        writer.WriteString("server_label", server.Alias);
        writer.WriteString("server_url", RemoteOf(server) ?? NoRemote);
        writer.WriteStartObject("allowed_tools");
        writer.WriteStrings("tool_names", server.Names(DecisionKind.Allow, DecisionKind.Ask));
        writer.WriteEndObject();
        writer.WriteStartObject("require_approval");
        WriteNames(writer, "always", server.Names(DecisionKind.Ask));
        WriteNames(writer, "never", server.Names(DecisionKind.Allow));
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteNames(Utf8JsonWriter writer, string member, IEnumerable<string> names)
    {
        writer.WriteStartObject(member);
        writer.WriteStrings("tool_names", names);
        writer.WriteEndObject();
    }

    private static string? RemoteOf(WrittenServer server) =>
        server.Plan.Server.Record.Endpoints.FirstOrDefault(endpoint => IsWeb(endpoint.Url))?.Url;

    // A listing may say anything: only an address of the web can be a server_url.
    private static bool IsWeb(string? url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http";
}
