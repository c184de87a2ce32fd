using System.Net;
using System.Net.Http.Headers;
using Catalogue.Crawler.Inspection.Wire;
using Catalogue.Crawler.Model;
using Catalogue.Crawler.Net;

namespace Catalogue.Crawler.Inspection.Remotes;

/// <summary>
/// Stands between the SDK and the network: sends the server's own token to its own origin alone, recognises demands for
/// authorization, and lets every body through the tap.
/// </summary>
internal sealed class TapHandler(HttpMessageHandler network, Uri origin, string? token, MessageTap tap, InspectionGuard guard, TimeProvider clock) : DelegatingHandler(network)
{
    /// <summary>The SDK's own patience with the first request: endless, since this handler's begins when the request goes out.</summary>
    public static readonly TimeSpan NoProbe = TimeSpan.FromDays(1);

    private bool _greeted;

    /// <summary>True when the server answers on a stream that a GET opened (HTTP+SSE).</summary>
    public bool SpeaksSse { get; private set; }

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (token is not null && IsOwn(request.RequestUri)) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var response = await SendInTimeAsync(request, cancellationToken).ConfigureAwait(false);
        if (AuthChallenge.IsOne(response)) throw await RefuseAsync(response, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.TooManyRequests)
            throw guard.Fail(Outcome.Unreachable, "The server turned the crawler away for now: HTTP 429 (too many requests).");
        await TapBodyAsync(response, cancellationToken).ConfigureAwait(false);
        LetOldServersBeGreeted(response);
        return response;
    }

    /// <summary>Sends; a first request that stays unanswered for the probe's time counts as turned down.</summary>
    private async Task<HttpResponseMessage> SendInTimeAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (_greeted || request.Method != HttpMethod.Post)
        {
            request.Options.Set(GuardedHttp.Waiting, guard.Wait);
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        using var probe = new CancellationTokenSource(guard.Limits.ProbeTime, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, probe.Token);
        request.Options.Set(GuardedHttp.Waiting, begins =>
        {
            guard.Wait(begins);
            probe.CancelAfter(begins ? Timeout.InfiniteTimeSpan : guard.Limits.ProbeTime);
        });
        try
        {
            return await base.SendAsync(request, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (probe.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return new HttpResponseMessage(HttpStatusCode.BadRequest) { RequestMessage = request };
        }
    }

    private async Task<InspectionFaultException> RefuseAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        using (response)
        {
            var asks = await AuthChallenge.DescribeAsync(response, origin, InnerHandler!, cancellationToken).ConfigureAwait(false);
            return guard.Fail(Outcome.AuthRequired, token is null ? asks : $"The token configured for this server is refused. {asks}");
        }
    }

    private async Task TapBodyAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var content = response.Content;
        var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        switch (content.Headers.ContentType?.MediaType)
        {
            case "text/event-stream":
                SpeaksSse |= response.IsSuccessStatusCode && response.RequestMessage?.Method == HttpMethod.Get;
                response.Content = Replace(content, new StreamContent(new EventTapStream(stream, tap, guard)));
                break;
            case "application/json":
                response.Content = Replace(content, await ReadJsonAsync(stream, cancellationToken).ConfigureAwait(false));
                break;
            case { } other when response.IsSuccessStatusCode && content.Headers.ContentLength != 0 && response.RequestMessage?.Method == HttpMethod.Post:
                guard.Note($"it answered with {Plain.Sentence(other, 60)}, which is not MCP.");
                goto default;
            default:
                response.Content = Replace(content, new StreamContent(new MeteredStream(stream, tap, guard)));
                break;
        }
    }

    private async Task<HttpContent> ReadJsonAsync(Stream body, CancellationToken cancellationToken)
    {
        var metered = new MeteredStream(body, tap, guard);
        await using (metered.ConfigureAwait(false))
        {
            using var buffer = new MemoryStream();
            await metered.CopyToAsync(buffer, cancellationToken).ConfigureAwait(false);
            return new ReadOnlyMemoryContent(tap.Filter(buffer.GetBuffer().AsMemory(0, (int)buffer.Length)));
        }
    }

    private static HttpContent Replace(HttpContent old, HttpContent now)
    {
        now.Headers.ContentType = old.Headers.ContentType;
        return now;
    }

    // The SDK greets in the older way after a 400 or 404 alone; older servers also answer an unknown first request with
    // other statuses, and these say the same.
    private void LetOldServersBeGreeted(HttpResponseMessage response)
    {
        if (_greeted || response.RequestMessage?.Method != HttpMethod.Post) return;
        _greeted = true;
        if (response.StatusCode is HttpStatusCode.NotAcceptable or HttpStatusCode.UnprocessableEntity or HttpStatusCode.InternalServerError
            or HttpStatusCode.NotImplemented or HttpStatusCode.UnsupportedMediaType)
            response.StatusCode = HttpStatusCode.BadRequest;
    }

    private bool IsOwn(Uri? address) => address is not null
        && Uri.Compare(address, origin, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;
}
