using Catalogue.Crawler.Inspection.Wire;
using Catalogue.Crawler.Model;
using ModelContextProtocol.Client;

namespace Catalogue.Crawler.Inspection.Remotes;

/// <summary>
/// Asks a remote: Streamable HTTP in its stateless revision, then in the older ones with sessions, then HTTP+SSE.
/// A remote never gets placeholders, and a token only when one is configured for it.
/// </summary>
internal sealed class RemoteInspector(Func<HttpMessageHandler> network, InspectionOptions options, TimeProvider clock)
{
    /// <summary>Asks one remote.</summary>
    public async Task<InspectionResult> InspectAsync(InspectionTarget target, CancellationToken cancellationToken)
    {
        var endpoint = target.Endpoint;
        if (Unaskable(endpoint, out var address) is { } fault) return Results.Of(fault);
        string? token;
        try
        {
            token = options.Tokens.TryGetValue(target.ServerName, out var place) ? place.Read() : null;
        }
        catch (InspectionFaultException problem)
        {
            return Results.Of(problem.Fault);
        }
        using var guard = new InspectionGuard(options.Limits, options.Limits.RemoteTime, clock, cancellationToken);
        var tap = new MessageTap(guard, token);
        try
        {
            return await ConverseAsync(address!, endpoint.Kind, token, tap, guard).ConfigureAwait(false);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception problem)
        {
            var read = FaultReader.Read(problem, guard);
            return Results.Of(WithSettings(read, endpoint, token), tap.NamedVersion);
        }
    }

    private async Task<InspectionResult> ConverseAsync(Uri address, EndpointKind kind, string? token, MessageTap tap, InspectionGuard guard)
    {
        using var handler = new TapHandler(network(), address, token, tap, guard, clock);
        using var client = new HttpClient(handler, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
        var transport = new HttpClientTransport(
            new HttpClientTransportOptions
            {
                Endpoint = address,
                TransportMode = kind == EndpointKind.Sse ? HttpTransportMode.Sse : HttpTransportMode.AutoDetect,
                ConnectionTimeout = TapHandler.NoProbe,
                EnableStandaloneGetStream = false,
                MaxReconnectionAttempts = 0,
            },
            client);
        await using (transport.ConfigureAwait(false))
        {
            var result = await new Conversation(guard, tap, clock, TapHandler.NoProbe).HoldAsync(transport).ConfigureAwait(false);
            return handler.SpeaksSse ? result with { Observation = result.Observation with { How = "sse" } } : result;
        }
    }

    private static InspectionFault? Unaskable(Endpoint endpoint, out Uri? address)
    {
        if (endpoint.Url is { } template && template.Contains('{', StringComparison.Ordinal) && template.Contains('}', StringComparison.Ordinal))
        {
            address = null;
            return new InspectionFault(Outcome.SettingsRequired, $"The address has a part that each user fills in: {Plain.Sentence(template, 200)}");
        }
        if (Uri.TryCreate(endpoint.Url, UriKind.Absolute, out address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)) return null;
        return new InspectionFault(Outcome.NoEndpoint, $"The address is not an http or https URL: {Plain.Sentence(endpoint.Url ?? "(none)", 200)}");
    }

    // A remote that wants a header and turned us away may only be missing it.
    private static InspectionFault WithSettings(InspectionFault fault, Endpoint endpoint, string? token)
    {
        var wanted = endpoint.Settings.Where(s => s.Required).Select(s => s.Name).ToList();
        if (token is not null || wanted.Count == 0 || fault.Outcome is not (Outcome.ProtocolError or Outcome.Unreachable)) return fault;
        return !fault.Reason.Contains("HTTP 4", StringComparison.Ordinal) && fault.Outcome == Outcome.Unreachable
            ? fault
            : new InspectionFault(Outcome.SettingsRequired, $"The listing says that the server needs {Plain.Sentence(string.Join(", ", wanted), 120)}; without: {fault.Reason}");
    }
}
