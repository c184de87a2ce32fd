using System.Text.Json;
using Catalogue.Crawler.Model;
using Catalogue.Crawler.Storage;
using Catalogue.Site.Publishing.Storage;

namespace Catalogue.Site.Publishing;

/// <summary>
/// The publish job: reads what changed since the last generation, assesses, renders and compresses it, and makes it the
/// generation that readers see. Where rule set or program changed, everything is looked at again. Where nothing changed,
/// nothing is written. A crash at any moment leaves the last generation.
/// </summary>
public sealed class Publisher(PublishOptions options)
{
    private const int PassesKept = 10;

    /// <summary>Publishes what the reader holds.</summary>
    /// <param name="reader">The catalogue database.</param>
    /// <param name="progress">Told the number of servers done, from any thread; or null.</param>
    /// <param name="cancellationToken">Stops it; the last generation stays.</param>
    /// <exception cref="PublishException">The data folder can't be used, or another process is publishing.</exception>
    public async Task<PublishResult> PublishAsync(ICatalogueReader reader, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var started = options.Clock.GetTimestamp();
        using var writer = new GenerationWriter(new SiteDatabase(options.StorePath));
        var ruleSet = options.Site.Rules.Hash;
        // Pages show policies, and those follow the table of decisions.
        var template = options.Template + options.Site.Decisions.Identity;
        var previous = writer.Previous;
        var revision = await reader.GetRevisionAsync(cancellationToken).ConfigureAwait(false);
        var full = previous is null || previous.RuleSet != ruleSet || previous.Template != template || revision < previous.Revision;
        var index = new IndexStep(options, writer, full);
        var passes = JsonSerializer.Serialize(await reader.ReadPassesAsync(PassesKept, cancellationToken).ConfigureAwait(false));
        var run = new Run(writer, index, progress);
        if (full || revision > previous!.Revision)
        {
            var servers = reader.ReadServersAsync(full ? 0 : previous!.Revision, cancellationToken);
            await run.PublishServersAsync(options, servers, full, cancellationToken).ConfigureAwait(false);
        }
        var changed = full || writer.Changed || revision != previous!.Revision || passes != previous.Passes;
        var info = previous;
        if (changed)
        {
            info = writer.Commit(options.Clock.GetUtcNow(), Math.Max(revision, run.Revision), ruleSet, template, passes);
        }
        await index.FinishAsync(info!.Id, cancellationToken).ConfigureAwait(false);
        if (changed) writer.Clean(cancellationToken);
        return new PublishResult(
            info.Id, changed, full, run.Servers, run.Pages, writer.PagesWritten,
            CatalogueCounts.Parse(info.Counts).ToStats(info.Id, info.PublishedAt, info.RuleSet),
            options.Clock.GetElapsedTime(started))
        {
            IndexBuilt = index.Built,
        };
    }

    /// <summary>One run's figures, and what each server passes through on the writer's thread.</summary>
    private sealed class Run(GenerationWriter writer, IndexStep index, IProgress<int>? progress)
    {
        public int Servers { get; private set; }

        public int Pages { get; private set; }

        public long Revision { get; private set; }

        public async Task PublishServersAsync(
            PublishOptions options, IAsyncEnumerable<ServerRecord> servers, bool full, CancellationToken cancellationToken)
        {
            var seen = new HashSet<long>();
            await index.WhileBuildingAsync(
                token => new PublishPipeline(options).RunAsync(
                    servers,
                    async (prepared, stop) =>
                    {
                        writer.Write(prepared);
                        if (full) seen.Add(prepared.Server.Record.Id);
                        Revision = Math.Max(Revision, prepared.Server.Record.Revision);
                        Pages += prepared.Pages.Count;
                        Servers++;
                        progress?.Report(Servers);
                        await index.TakeAsync(prepared.Server, stop).ConfigureAwait(false);
                    },
                    token),
                cancellationToken).ConfigureAwait(false);
            if (full) writer.RetireServersExcept(seen);
        }
    }
}
