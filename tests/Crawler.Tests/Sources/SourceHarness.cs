using Catalogue.Crawler.Model;
using Catalogue.Crawler.Net;
using Catalogue.Crawler.Sources;
using Catalogue.TestSupport;
using Catalogue.TestSupport.Registries;

namespace Catalogue.Crawler.Tests.Sources;

/// <summary>Runs a source against fakes: its pauses cost no time, its way out is the guarded one with nothing opened.</summary>
internal sealed class SourceHarness : IDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public SourceHarness()
    {
        Http = new GuardedHttp(new GuardOptions { RequestsPerSecond = 1000 }, Time);
        Context = new SourceContext(Http) { Time = Time };
    }

    public ManualTime Time { get; } = new();

    public GuardedHttp Http { get; }

    public SourceContext Context { get; }

    /// <summary>Makes a source from the YAML of a source file.</summary>
    public IServerSource Create(string yaml, ScratchFolder? folder = null)
    {
        using var own = new ScratchFolder();
        var files = folder ?? own;
        files.Write("test.yaml", yaml);
        return SourceCatalogue.ReadOne(SourceFiles.In(files.Path), "test.yaml").Create(Context);
    }

    /// <summary>Everything a source yields, and what it fails with.</summary>
    public async Task<(IReadOnlyList<DiscoveredServer> Servers, IReadOnlyList<string> Errors, Exception? Failure)> ReadAsync(IAsyncEnumerable<SourceItem> items)
    {
        var servers = new List<DiscoveredServer>();
        var errors = new List<string>();
        Exception? failure = null;
        await Time.RunAsync(ReadAllAsync(), Patience);
        return (servers, errors, failure);

        async Task ReadAllAsync()
        {
            try
            {
                await foreach (var item in items)
                {
                    if (item.Server is { } server) servers.Add(server);
                    else errors.Add(item.Error!);
                }
            }
            catch (SourceUnavailableException e)
            {
                failure = e;
            }
        }
    }

    public Task<(IReadOnlyList<DiscoveredServer> Servers, IReadOnlyList<string> Errors, Exception? Failure)> ReadAsync(IServerSource source) =>
        ReadAsync(source.ContinueAsync(null, CancellationToken.None));

    public void Dispose() => Http.Dispose();
}
