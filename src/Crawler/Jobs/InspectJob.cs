using Catalogue.Crawler.Inspection;
using Catalogue.Crawler.Model;
using Catalogue.Crawler.Storage;
using Microsoft.Extensions.Logging;

namespace Catalogue.Crawler.Jobs;

/// <summary>Asks the servers of one batch for their tools and records what they give. Idempotent: what the pass recorded before is not asked again.</summary>
internal sealed partial class InspectJob(CatalogueStore store, IServerInspector inspector, InspectionGate gate, InspectionRecorder recorder, CrawlProgress progress, ILogger logger)
{
    /// <summary>The job's name at the scheduler; its argument is <c>PASS/BATCH</c>.</summary>
    public const string Name = "inspect";

    // A server that names many places is not asked at all of them.
    private const int MostEndpoints = 3;

    /// <summary>Runs one batch.</summary>
    public async Task RunAsync(long passId, int batch, CancellationToken cancellationToken)
    {
        var plans = await store.ReadBatchAsync(passId, batch, cancellationToken);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAll(plans.Select(async plan =>
        {
            var result = await AskAsync(plan, cancel.Token);
            try
            {
                await recorder.RecordAsync(passId, plan, result);
            }
            catch
            {
                // What cannot be recorded need not be asked.
                await cancel.CancelAsync();
                throw;
            }
        }));
        await store.Passes.MarkDoneAsync(passId, batch, cancellationToken);
        progress.BatchDone(passId, batch);
    }

    private async Task<InspectionResult> AskAsync(InspectionPlan plan, CancellationToken cancellationToken)
    {
        InspectionResult? first = null;
        foreach (var endpoint in plan.Endpoints.Where(MayAsk).Take(MostEndpoints))
        {
            var result = await gate.EnterAsync(endpoint.Kind, () => AskAsync(new InspectionTarget(plan.Name, endpoint), cancellationToken), cancellationToken);
            if (result.Observation.Outcome is Outcome.Observed or Outcome.Partial) return result;
            first ??= result;
        }
        return first ?? new InspectionResult(
            new Observation { Outcome = Outcome.Pending, Reason = "The server comes as a package only, and its source does not allow packages to be installed ('packages: true' does)." }, []);
    }

    private static bool MayAsk(Endpoint endpoint) => endpoint.Kind != EndpointKind.Package || endpoint.Trusted;

    private async Task<InspectionResult> AskAsync(InspectionTarget target, CancellationToken cancellationToken)
    {
        try
        {
            return await inspector.InspectAsync(target, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // The inspector's promise is broken; the other servers of the batch must not pay for it.
            LogBroken(exception, target.ServerName.ForLog());
            return new InspectionResult(new Observation { Outcome = Outcome.ProtocolError, Reason = $"The inspection itself failed: {exception.GetType().Name}." }, []);
        }
    }

    [LoggerMessage(2, LogLevel.Error, "The inspection of {Server} failed by itself")]
    private partial void LogBroken(Exception exception, string server);
}
