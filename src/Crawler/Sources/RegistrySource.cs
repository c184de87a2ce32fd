using System.Runtime.CompilerServices;
using Catalogue.Crawler.Files;
using Catalogue.Crawler.Net;

namespace Catalogue.Crawler.Sources;

/// <summary>What a registry source is configured with.</summary>
/// <param name="Url">The registry, without <c>/v0.1/servers</c>.</param>
/// <param name="RemotesPerPass">Servers to be asked that one pass takes up; the next goes on from there.</param>
/// <param name="Packages">True: servers that come as packages are taken up too, and their packages may be installed.</param>
/// <param name="MaxPages">Pages that one pass reads at most.</param>
/// <param name="PageSize">Entries to ask for in one page.</param>
internal sealed record RegistrySettings(Uri Url, int RemotesPerPass = 200, bool Packages = false, int MaxPages = 2000, int PageSize = 100);

/// <summary>
/// The official registry, or any other that speaks its API (v0.1). The first passes walk through everything, a bounded number of
/// servers each; then only what changed is asked for, deletions included.
/// </summary>
internal sealed class RegistrySource(string name, RegistrySettings settings, SourceContext context) : IServerSource
{
    /// <summary>Clocks differ, and an entry may be written before its time shows: updates are asked for with this overlap.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(10);

    public string Name => name;

    public SourcePass? LastPass { get; private set; }

    /// <summary>Reads the settings of this kind.</summary>
    public static Func<SourceContext, IServerSource> Read(string name, StrictYaml yaml, SourceFiles files)
    {
        _ = yaml.RequiredString("url");
        var settings = new RegistrySettings(
            yaml.Url("url")!,
            yaml.Integer("remotes-per-pass", 200, 1, 1_000_000),
            yaml.Boolean("packages", false),
            yaml.Integer("max-pages", 2000, 1, 100_000),
            yaml.Integer("page-size", 100, 1, 100));
        return context => new RegistrySource(name, settings, context);
    }

    public IAsyncEnumerable<SourceItem> DiscoverAsync(DateTimeOffset? since, CancellationToken cancellationToken) =>
        WalkAsync(new RegistryBookmark { Began = context.Time.GetUtcNow(), UpdatedSince = since }, cancellationToken);

    public IAsyncEnumerable<SourceItem> ContinueAsync(string? bookmark, CancellationToken cancellationToken) =>
        WalkAsync(RegistryBookmark.Parse(bookmark, context.Time.GetUtcNow()), cancellationToken);

    private async IAsyncEnumerable<SourceItem> WalkAsync(RegistryBookmark start, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var reader = context.CreateReader(settings.Url);
        var walk = new RegistryWalk(name, settings, start);
        try
        {
            while (!walk.Done)
            {
                var page = await ReadPageAsync(reader, walk, cancellationToken);
                foreach (var item in walk.Take(page)) yield return item;
                walk.Turn(page);
            }
        }
        finally
        {
            LastPass = walk.Report(Overlap);
        }
    }

    private async Task<RegistryPage> ReadPageAsync(PatientReader reader, RegistryWalk walk, CancellationToken cancellationToken)
    {
        var url = new Uri($"{settings.Url.GetLeftPart(UriPartial.Path).TrimEnd('/')}/v0.1/servers?{walk.Place.Query(settings.PageSize)}");
        try
        {
            return RegistryPage.Read(await reader.GetAsync(url, cancellationToken));
        }
        catch (Exception e) when (NetFailure.Read(e) is { } failure && !cancellationToken.IsCancellationRequested)
        {
            throw new SourceUnavailableException($"{settings.Url.IdnHost} could not be read{walk.SoFar}: {failure.Reason}", e);
        }
    }
}
