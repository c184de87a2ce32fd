using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Catalogue.Crawler.Files;
using Catalogue.Crawler.Net;

namespace Catalogue.Crawler.Sources;

/// <summary>What a Docker catalogue is configured with: one of the first two.</summary>
/// <param name="Url">Where it is, or null.</param>
/// <param name="File">A saved copy, or null.</param>
/// <param name="Packages">True: the images it names may be pulled and run in the sandbox.</param>
/// <param name="Descriptions">True: the descriptions of tools are fetched too, one more request for each server.</param>
internal sealed record DockerSettings(Uri? Url, string? File, bool Packages, bool Descriptions);

/// <summary>
/// Docker's catalogue of servers: one YAML file (or JSON, which is YAML too) whose entries name an image or a remote, and declare
/// their tools.
/// </summary>
internal sealed class DockerCatalogueSource(string name, DockerSettings settings, SourceContext context) : IServerSource
{
    public string Name => name;

    public SourcePass? LastPass { get; private set; }

    /// <summary>Reads the settings of this kind.</summary>
    public static Func<SourceContext, IServerSource> Read(string name, StrictYaml yaml, SourceFiles files)
    {
        var file = yaml.String("file");
        if (file is null == yaml.String("url") is null) throw yaml.ProblemAt("url", "exactly one of 'url' and 'file' must be given.");
        var settings = new DockerSettings(yaml.Url("url"), file is null ? null : files.Resolve(file), yaml.Boolean("packages", false), yaml.Boolean("descriptions", false));
        return context => new DockerCatalogueSource(name, settings, context);
    }

    public async IAsyncEnumerable<SourceItem> DiscoverAsync(DateTimeOffset? since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        LastPass = null;
        using var reader = context.CreateReader(settings.Url is null ? [] : [settings.Url]);
        var registry = await ReadAsync(reader, cancellationToken);
        foreach (var (key, node) in registry)
        {
            yield return await ReadEntryAsync(reader, key, node, cancellationToken);
        }
        LastPass = new SourcePass { Complete = true };
    }

    private async Task<JsonObject> ReadAsync(PatientReader reader, CancellationToken cancellationToken)
    {
        var where = settings.Url?.AbsoluteUri ?? settings.File!;
        try
        {
            var bytes = settings.Url is { } url ? await reader.GetAsync(url, cancellationToken) : await SourceInput.ReadFileAsync(settings.File!, cancellationToken);
            var root = LenientYaml.Read(Encoding.UTF8.GetString(bytes));
            return (root as JsonObject)?["registry"] as JsonObject ?? throw new FormatException("it has no mapping named 'registry'");
        }
        catch (FormatException e)
        {
            throw new SourceUnavailableException($"{where} is no Docker catalogue: {e.Message}.", e);
        }
        catch (Exception e) when (NetFailure.Read(e) is { } failure && !cancellationToken.IsCancellationRequested)
        {
            throw new SourceUnavailableException($"{where} could not be read: {failure.Reason}", e);
        }
    }

    private async Task<SourceItem> ReadEntryAsync(PatientReader reader, string key, JsonNode? node, CancellationToken cancellationToken)
    {
        try
        {
            using var json = JsonDocument.Parse(node?.ToJsonString() ?? "null", new JsonDocumentOptions { MaxDepth = 128 });
            var described = settings.Descriptions ? await DescriptionsAsync(reader, json.RootElement, cancellationToken) : null;
            using (described)
            {
                return new SourceItem(DockerEntryReader.Read(name, key, json.RootElement, described?.RootElement, settings.Packages), null);
            }
        }
        catch (Exception e) when (e is FormatException or JsonException or InvalidOperationException)
        {
            return new SourceItem(null, $"entry '{key.Cut(100)}': {e.Message}");
        }
    }

    /// <summary>The fuller list of tools that an entry points to, only from the catalogue's own host; null when it cannot be had.</summary>
    private async Task<JsonDocument?> DescriptionsAsync(PatientReader reader, JsonElement entry, CancellationToken cancellationToken)
    {
        if (settings.Url is null || !Uri.TryCreate(entry.Text("toolsUrl"), UriKind.Absolute, out var url) || url.IdnHost != settings.Url.IdnHost) return null;
        if (settings.Url.Scheme == Uri.UriSchemeHttps) url = new UriBuilder(url) { Scheme = "https", Port = settings.Url.Port }.Uri;
        try
        {
            return JsonDocument.Parse(await reader.GetAsync(url, cancellationToken));
        }
        catch (Exception e) when (e is JsonException || (NetFailure.Read(e) is not null && !cancellationToken.IsCancellationRequested))
        {
            return null;
        }
    }
}
