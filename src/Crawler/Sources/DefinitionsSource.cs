using System.Runtime.CompilerServices;
using Catalogue.Classifier.Model;
using Catalogue.Crawler.Files;
using Catalogue.Crawler.Model;

namespace Catalogue.Crawler.Sources;

/// <summary>
/// Servers whose tools a file declares (JSON lines, plain or gzip, or a saved <c>tools/list</c>). A file is gone through whole
/// before its servers come, since their lines need not stand together.
/// </summary>
internal sealed class DefinitionsSource(string name, IReadOnlyList<(string File, Func<Stream> Open)> files, string? server) : IServerSource
{
    public string Name => name;

    public SourcePass? LastPass { get; private set; }

    /// <summary>Reads the settings of this kind.</summary>
    public static Func<SourceContext, IServerSource> Read(string name, StrictYaml yaml, SourceFiles files)
    {
        var names = yaml.Strings("files");
        if (names.Count == 0) throw yaml.ProblemAt("files", "'files' must name at least one file.");
        foreach (var file in names) files.Open(file).Dispose(); // a missing file is an error of the settings, not of some later pass
        var server = yaml.String("server");
        return _ => new DefinitionsSource(name, [.. names.Select(file => (files.Describe(file), (Func<Stream>)(() => files.Open(file))))], server);
    }

    public async IAsyncEnumerable<SourceItem> DiscoverAsync(DateTimeOffset? since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        LastPass = null;
        var servers = new Dictionary<string, Declared>(StringComparer.Ordinal);
        foreach (var (file, open) in files)
        {
            foreach (var problem in ReadFile(file, open, servers, cancellationToken)) yield return new SourceItem(null, problem);
        }
        foreach (var (key, declared) in servers) yield return new SourceItem(declared.ToServer(name, key), null);
        LastPass = new SourcePass { Complete = true };
    }

    private IEnumerable<string> ReadFile(string file, Func<Stream> open, Dictionary<string, Declared> servers, CancellationToken cancellationToken)
    {
        using var lines = Lines(file, open).GetEnumerator();
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                if (!lines.MoveNext()) yield break;
            }
            catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
            {
                throw new SourceUnavailableException($"{file} cannot be read: {e.Message}", e);
            }
            if (lines.Current.Declared is not { } line)
            {
                if (lines.Current.Bad) yield return $"{file}, line {lines.Current.Number}: {lines.Current.Error}";
                continue;
            }
            if (!servers.TryGetValue(line.Server, out var declared)) servers[line.Server] = declared = new Declared();
            declared.Add(line);
        }
    }

    private IEnumerable<DefinitionLine> Lines(string file, Func<Stream> open)
    {
        using var stream = open();
        foreach (var line in DefinitionFile.Read(stream, server)) yield return line;
    }

    private sealed class Declared
    {
        private readonly Dictionary<string, ToolDefinition> _tools = new(StringComparer.Ordinal);
        private string? _title;
        private string? _repository;
        private string? _package;

        public void Add(DeclaredDefinition line)
        {
            _tools[line.Definition.Name] = line.Definition; // of repeated lines the last counts
            _title = line.ServerTitle ?? _title;
            _repository = line.Repository ?? _repository;
            _package = line.Package ?? _package;
        }

        public DiscoveredServer ToServer(string source, string name) => new()
        {
            Source = source,
            Name = name,
            Title = _title,
            Repository = _repository,
            Endpoints = Package() is { } package ? [package] : [],
            DeclaredTools = [.. _tools.Values],
        };

        private Endpoint? Package()
        {
            var colon = _package?.IndexOf(':') ?? -1;
            if (colon <= 0) return null;
            var rest = _package![(colon + 1)..];
            var at = rest.LastIndexOf('@');
            return new Endpoint
            {
                Kind = EndpointKind.Package,
                PackageType = _package[..colon],
                PackageName = at > 0 ? rest[..at] : rest,
                PackageVersion = at > 0 ? rest[(at + 1)..] : null,
            };
        }
    }
}
