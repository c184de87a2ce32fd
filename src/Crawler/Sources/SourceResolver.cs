using System.Text.Json;
using Catalogue.Crawler.Files;

namespace Catalogue.Crawler.Sources;

/// <summary>Turns the word after <c>--source</c> into a source: the name of a configured one, a URL, or a file.</summary>
public sealed class SourceResolver(SourceCatalogue catalogue)
{
    /// <summary>The source that a word means.</summary>
    /// <exception cref="FileContentException">It means none: says what would do.</exception>
    public SourceDefinition Resolve(string word)
    {
        var text = word.Trim();
        if (catalogue.All.FirstOrDefault(source => source.Name.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } known) return known;
        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https") return FromUrl(url);
        if (File.Exists(text)) return FromFile(text);
        var names = string.Join(", ", catalogue.All.Select(static source => source.Name));
        throw new FileContentException(text, 0, $"no such source. Name one of {names}; or give a registry's URL; or an existing file "
            + "(a source .yaml, a client's .json configuration, a saved registry answer, declared definitions as .jsonl or .jsonl.gz).");
    }

    private static SourceDefinition FromUrl(Uri url)
    {
        var path = url.AbsolutePath;
        if (SourceFiles.IsYaml(path)) return Given(url.AbsoluteUri, "docker-catalogue", name => context => new DockerCatalogueSource(name, new DockerSettings(url, null, false, false), context), url.IdnHost);
        // The API's own path may be given along; it is added again on asking.
        var end = path.IndexOf("/v0.1", StringComparison.Ordinal);
        var root = end >= 0 ? new UriBuilder(url) { Path = path[..end], Query = "", Fragment = "" }.Uri : url;
        return Given(root.AbsoluteUri, "registry", name => context => new RegistrySource(name, new RegistrySettings(root, RemotesPerPass: 1_000_000), context),
            root.IsDefaultPort ? root.IdnHost : $"{root.IdnHost}:{root.Port}");
    }

    private static SourceDefinition FromFile(string file)
    {
        var path = Path.GetFullPath(file);
        var name = Path.GetFileName(file);
        if (SourceFiles.IsYaml(name)) return FromYaml(path, name);
        if (name.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".jsonl.gz", StringComparison.OrdinalIgnoreCase)
            || name.EndsWith(".ndjson", StringComparison.OrdinalIgnoreCase))
        {
            return Given(path, "definitions", source => _ => new DefinitionsSource(source, [(path, () => File.OpenRead(path))], null), name);
        }
        return FromJson(path, name);
    }

    private static SourceDefinition FromYaml(string path, string name)
    {
        try
        {
            var yaml = StrictYaml.Parse(path, File.ReadAllText(path));
            if (yaml.Keys.Contains("kind")) return SourceCatalogue.ReadOne(SourceFiles.In(Path.GetDirectoryName(path)!), name);
            if (yaml.Keys.Contains("registry"))
            {
                return Given(path, "docker-catalogue", source => context => new DockerCatalogueSource(source, new DockerSettings(null, path, false, false), context), name);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FileContentException(path, 0, $"it cannot be read: {e.Message}");
        }
        throw new FileContentException(path, 1, "it is neither a source file ('kind: …') nor a Docker catalogue ('registry: …').");
    }

    private static SourceDefinition FromJson(string path, string name)
    {
        byte[] bytes;
        try
        {
            bytes = SourceInput.ReadFileAsync(path, CancellationToken.None).GetAwaiter().GetResult();
        }
        catch (SourceUnavailableException e)
        {
            throw new FileContentException(path, 0, e.Message);
        }
        // A registry's list of servers is an array, a client's is a map.
        if (RegistryPage.Read(bytes) is { Entries.Count: > 0 }) return Given(path, "registry", source => _ => new RegistryFileSource(source, path, false), name);
        try
        {
            using var json = JsonDocument.Parse(bytes, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            if (ClientConfigSource.Recognises(json.RootElement)) return Given(path, "client-config", source => _ => new ClientConfigSource(source, path), name);
            if (json.RootElement.Get("tools").ValueKind == JsonValueKind.Array)
            {
                throw new FileContentException(path, 0, "this is a saved tools/list, which names no server: use 'import FILE --server NAME'.");
            }
        }
        catch (JsonException e)
        {
            throw new FileContentException(path, (e.LineNumber ?? 0) + 1, $"not readable as JSON: {e.Message}");
        }
        throw new FileContentException(path, 1, "it is neither a client's configuration (mcpServers or servers) nor a saved registry answer.");
    }

    private static SourceDefinition Given(string where, string kind, Func<string, Func<SourceContext, IServerSource>> create, string name) =>
        new(name, kind, true, where, create(name));
}
