using System.Runtime.CompilerServices;
using Catalogue.Crawler.Model;
using Catalogue.Crawler.Sources;

namespace Catalogue.Crawler.Tests.Jobs;

/// <summary>A source that lists what the test says.</summary>
internal sealed class FakeSource(string name, IReadOnlyList<DiscoveredServer> servers) : IServerSource
{
    public string Name { get; } = name;

    public IReadOnlyList<DiscoveredServer> Servers { get; set; } = servers;

    public string? Unavailable { get; set; }

    public int Readings { get; private set; }

    public async IAsyncEnumerable<SourceItem> DiscoverAsync(DateTimeOffset? since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Readings++;
        await Task.Yield();
        if (Unavailable is not null) throw new SourceUnavailableException(Unavailable);
        foreach (var server in Servers) yield return new SourceItem(server, null);
    }
}
