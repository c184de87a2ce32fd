using System.Threading.Channels;
using Catalogue.Crawler.Model;
using Catalogue.Site.Publishing.Storage;

namespace Catalogue.Site.Publishing;

/// <summary>
/// Reader → workers that assess, render and compress → one consumer. Bounded in between, so that memory does not grow with
/// the catalogue; the first fault stops all of it.
/// </summary>
internal sealed class PublishPipeline(PublishOptions options)
{
    private const int MaxWaiting = 16;

    /// <summary>Runs it to the end.</summary>
    /// <param name="servers">What to publish.</param>
    /// <param name="consume">Called for each server, one at a time.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task RunAsync(
        IAsyncEnumerable<ServerRecord> servers, Func<PreparedServer, CancellationToken, ValueTask> consume, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var read = Channel.CreateBounded<ServerRecord>(new BoundedChannelOptions(MaxWaiting) { SingleWriter = true });
        var done = Channel.CreateBounded<PreparedServer>(new BoundedChannelOptions(MaxWaiting) { SingleReader = true });
        var working = options.Workers;
        var stages = new List<Task> { Guard(ReadAsync(), read.Writer), Guard<PreparedServer>(WriteAsync(), null) };
        for (var i = 0; i < options.Workers; i++) stages.Add(Guard(WorkAsync(), done.Writer));
        await Task.WhenAll(stages).ConfigureAwait(false);

        // A stage that fails stops the others; its own error is what the caller sees.
        async Task Guard<T>(Task stage, ChannelWriter<T>? output)
        {
            try
            {
                await stage.ConfigureAwait(false);
                if (output is not null && (output is not ChannelWriter<PreparedServer> || Interlocked.Decrement(ref working) == 0)) output.Complete();
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
            {
                // Another stage failed first.
            }
            catch
            {
                await stop.CancelAsync().ConfigureAwait(false);
                throw;
            }
        }

        Task ReadAsync() => Task.Run(
            async () =>
            {
                await foreach (var server in servers.WithCancellation(stop.Token).ConfigureAwait(false))
                {
                    await read.Writer.WriteAsync(server, stop.Token).ConfigureAwait(false);
                }
            },
            stop.Token);

        Task WorkAsync() => Task.Run(
            async () =>
            {
                await using var worker = new PublishWorker(options);
                await foreach (var server in read.Reader.ReadAllAsync(stop.Token).ConfigureAwait(false))
                {
                    await done.Writer.WriteAsync(await worker.PrepareAsync(server, stop.Token).ConfigureAwait(false), stop.Token).ConfigureAwait(false);
                }
            },
            stop.Token);

        Task WriteAsync() => Task.Run(
            async () =>
            {
                await foreach (var prepared in done.Reader.ReadAllAsync(stop.Token).ConfigureAwait(false))
                {
                    await consume(prepared, stop.Token).ConfigureAwait(false);
                }
            },
            stop.Token);
    }
}
