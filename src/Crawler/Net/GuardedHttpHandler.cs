using System.Net;

namespace Catalogue.Crawler.Net;

/// <summary>
/// Sends requests for one client: waits its turn at the host, checks every hop, follows redirects itself, caps what comes back.
/// Suits <see cref="HttpClient"/> and, through it, the MCP SDK's HTTP transport. Disposing it ends all that it still reads.
/// </summary>
internal sealed class GuardedHttpHandler(
    GuardOptions options, ClientLimits limits, HostGate gate, SocketsHttpHandler sockets, bool ownsSockets, string userAgent)
    : HttpMessageHandler
{
    private readonly HttpMessageInvoker _invoker = new(sockets, ownsSockets);
    private readonly ByteBudget _budget = new(limits.MaxTotalBytes);
    private readonly CancellationTokenSource _closed = new();
    private readonly HashSet<string> _trustedHosts = [.. limits.TrustedUrls.Select(static url => url.IdnHost.ToLowerInvariant())];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var url = request.RequestUri ?? throw new InvalidOperationException("The request has no URL.");
        if (request.Content is { } body && options.MaxRedirects > 0) await body.LoadIntoBufferAsync(cancellationToken); // a redirect may need it again
        for (var hop = 0; ; hop++)
        {
            var response = await SendOnceAsync(request, cancellationToken);
            if (Redirects.Target(response, url) is not { } target) return response;
            response.Dispose();
            if (hop >= options.MaxRedirects)
            {
                throw new HttpRequestException($"More than {options.MaxRedirects} redirects, the last one from {url.IdnHost}.");
            }
            request = Redirects.Follow(request, response.StatusCode, target);
            url = target;
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _closed.Cancel();
            _invoker.Dispose();
        }
        base.Dispose(disposing);
    }

    private async Task<HttpResponseMessage> SendOnceAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var url = request.RequestUri!;
        var host = url.IdnHost;
        if (options.LeftOut.Contains(host)) throw new RefusedAddressException(host, null, $"{host} is left out: it is on this crawler's list of hosts that are not visited.");
        var trusted = _trustedHosts.Contains(host.ToLowerInvariant());
        if (!trusted) UrlRules.Check(url, options.AllowedNetworks);
        // HTTP/3 would come about beside the connect callback, so the version never rises.
        request.Version = HttpVersion.Version11;
        request.VersionPolicy = HttpVersionPolicy.RequestVersionOrLower;
        request.Headers.Remove("User-Agent");
        request.Headers.TryAddWithoutValidation("User-Agent", userAgent);

        request.Options.TryGetValue(GuardedHttp.Waiting, out var waiting);
        waiting?.Invoke(true);
        var lease = await gate.EnterAsync(host, cancellationToken);
        waiting?.Invoke(false);
        var deadline = CancellationTokenSource.CreateLinkedTokenSource(_closed.Token);
        deadline.CancelAfter(limits.RequestTimeout);
        try
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
            var response = await _invoker.SendAsync(request, either.Token);
            gate.Note(host, response);
            return await GuardAsync(response, deadline, lease, cancellationToken);
        }
        catch (Exception e)
        {
            var timedOut = e is OperationCanceledException && !cancellationToken.IsCancellationRequested && !_closed.IsCancellationRequested;
            lease.Dispose();
            deadline.Dispose();
            if (timedOut) throw new TimeoutException($"{host} did not answer within {limits.RequestTimeout.TotalSeconds:0.#} s.", e);
            if (NetFailure.Find<RefusedAddressException>(e) is { } refused) throw refused;
            throw;
        }
    }

    private async Task<HttpResponseMessage> GuardAsync(
        HttpResponseMessage response, CancellationTokenSource deadline, IDisposable lease, CancellationToken cancellationToken)
    {
        var content = response.Content;
        try
        {
            if (content.Headers.ContentLength > limits.MaxResponseBytes)
            {
                throw new ResponseTooLargeException(
                    $"The answer announces {content.Headers.ContentLength:N0} bytes; at most {limits.MaxResponseBytes:N0} are read.");
            }
            TimeSpan? timeout = limits.RequestTimeout;
            if (content.Headers.ContentType?.MediaType is { } type && type.Equals("text/event-stream", StringComparison.OrdinalIgnoreCase))
            {
                // Held leases of endless streams would lock out the very requests that the streams answer.
                deadline.CancelAfter(Timeout.InfiniteTimeSpan);
                lease.Dispose();
                timeout = null;
            }
            var stream = await content.ReadAsStreamAsync(cancellationToken);
            var guarded = new StreamContent(new GuardedStream(stream, limits.MaxResponseBytes, _budget, deadline, timeout, lease));
            foreach (var (name, values) in content.Headers.NonValidated) guarded.Headers.TryAddWithoutValidation(name, values);
            if (content.Headers.ContentLength == 0) lease.Dispose();
            response.Content = guarded;
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
