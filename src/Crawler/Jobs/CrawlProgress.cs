using System.Threading.Channels;

namespace Catalogue.Crawler.Jobs;

/// <summary>Carries what happens in jobs to whoever watches the pass.</summary>
public sealed class CrawlProgress
{
    private readonly Channel<(long PassId, int Batch)> _done = Channel.CreateUnbounded<(long, int)>();
    private volatile IProgress<CrawlEvent>? _listener;

    /// <summary>Batches that this worker finished, as they finish.</summary>
    internal ChannelReader<(long PassId, int Batch)> Done => _done.Reader;

    internal void Listen(IProgress<CrawlEvent>? listener) => _listener = listener;

    internal void Report(CrawlEvent happened) => _listener?.Report(happened);

    internal void BatchDone(long passId, int batch) => _done.Writer.TryWrite((passId, batch));
}
