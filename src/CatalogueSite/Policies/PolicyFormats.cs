using Catalogue.Site.Policies.Formats;

namespace Catalogue.Site.Policies;

/// <summary>Every format that is offered, in the order in which pages show them.</summary>
public static class PolicyFormats
{
    /// <summary>All formats; the catalogue's own first.</summary>
    public static IReadOnlyList<IPolicyFormat> All { get; } =
    [
        new CatalogueFormat(),
        new InterceptFormat(),
        new ClaudeCodeFormat(),
        new GeminiCliFormat(),
        new CodexFormat(),
        new OpenAiFormat(),
        new DockerFormat(),
        new ToolHiveFormat(),
        new AgentGatewayFormat(),
        new EnvoyFormat(),
        new LiteLlmFormat(),
        new KongFormat(),
        new AgentCoreFormat(),
        new ZedFormat(),
        new VsCodeFormat(),
        new CursorFormat(),
    ];

    /// <summary>A format by its id, or null.</summary>
    public static IPolicyFormat? Find(string id) => All.FirstOrDefault(format => format.Id == id);
}
