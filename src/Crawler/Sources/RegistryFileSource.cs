using System.Runtime.CompilerServices;

namespace Catalogue.Crawler.Sources;

/// <summary>A saved answer of a registry (or a dump of many, in the same shape), plain or gzip, taken up whole.</summary>
internal sealed class RegistryFileSource(string name, string file, bool packages) : IServerSource
{
    private int _leftOut;

    public string Name => name;

    public SourcePass? LastPass { get; private set; }

    public async IAsyncEnumerable<SourceItem> DiscoverAsync(DateTimeOffset? since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        LastPass = null;
        _leftOut = 0;
        var page = RegistryPage.Read(await SourceInput.ReadFileAsync(file, cancellationToken));
        for (var i = 0; i < page.Entries.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Read(page.Entries[i], i + 1) is { } item) yield return item;
        }
        LastPass = new SourcePass
        {
            Complete = page.Problem is null,
            LeftOut = _leftOut,
            LeftOutWhy = _leftOut == 0 ? null : "servers that come as packages only; a source file of 'kind: registry' with 'packages: true' takes them up",
        };
        if (page.Problem is { } problem) throw new SourceUnavailableException($"{file} could not be read beyond its first {page.Entries.Count} entries: {problem}.");
    }

    private SourceItem? Read(ReadOnlyMemory<byte> bytes, int number)
    {
        try
        {
            var entry = RegistryEntryReader.Read(name, bytes, packages);
            if (!entry.IsLatest) return null;
            if (entry.Server.Endpoints.Count == 0 || packages || entry.Server.Endpoints.Any(static e => e.Kind != Model.EndpointKind.Package)) return new SourceItem(entry.Server, null);
            _leftOut++;
            return null;
        }
        catch (FormatException e)
        {
            return new SourceItem(null, $"entry {number}: {e.Message}");
        }
    }
}
