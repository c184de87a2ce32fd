using System.Net;
using Polly;
using Polly.Retry;

namespace Catalogue.Crawler.Net;

/// <summary>
/// Reads whole answers through a guarded client and tries again where that can help: after 408, 429 and 5xx (as long as
/// Retry-After asks, or a growing while), broken connections and time-outs. Never after a refusal or an answer too large.
/// </summary>
public sealed class PatientReader : IDisposable
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(60);
    private readonly HttpClient _client;
    private readonly TimeProvider _time;
    private readonly ResiliencePipeline<byte[]> _pipeline;

    /// <summary>Creates a reader.</summary>
    /// <param name="http">The way out.</param>
    /// <param name="limits">What it may take in.</param>
    /// <param name="retries">How often it tries again, 0 to 20.</param>
    /// <param name="timeProvider">The clock of its pauses, or null for the system's.</param>
    public PatientReader(GuardedHttp http, ClientLimits limits, int retries = 4, TimeProvider? timeProvider = null)
    {
        _client = http.CreateClient(limits);
        _time = timeProvider ?? TimeProvider.System;
        var longest = http.Options.LongestBackOff;
        var builder = new ResiliencePipelineBuilder<byte[]> { TimeProvider = _time };
        if (retries > 0)
        {
            builder.AddRetry(new RetryStrategyOptions<byte[]>
            {
                MaxRetryAttempts = retries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromSeconds(1),
                MaxDelay = LongestPause,
                ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Exception is { } e && IsPassing(e, longest)),
                DelayGenerator = static arguments => ValueTask.FromResult((arguments.Outcome.Exception as AnsweredException)?.RetryAfter),
            });
        }
        _pipeline = builder.Build();
    }

    /// <summary>Reads the whole answer to a GET.</summary>
    /// <exception cref="HttpRequestException">It could not be had; <see cref="NetFailure.Read"/> says why.</exception>
    /// <exception cref="ResponseTooLargeException">It is larger than the limits.</exception>
    /// <exception cref="TimeoutException">It did not come in time.</exception>
    /// <exception cref="IOException">The connection broke.</exception>
    public async Task<byte[]> GetAsync(Uri url, CancellationToken cancellationToken) =>
        await _pipeline.ExecuteAsync(async token => await GetOnceAsync(url, token), cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async Task<byte[]> GetOnceAsync(Uri url, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.TryAddWithoutValidation("Accept", "application/json, */*;q=0.5");
        using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw new AnsweredException(url, response.StatusCode, RetryAfter.Read(response, _time));
        }
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var whole = new MemoryStream();
        await stream.CopyToAsync(whole, cancellationToken);
        return whole.ToArray();
    }

    private static bool IsPassing(Exception exception, TimeSpan longest) => exception switch
    {
        RefusedAddressException or HostBackOffException or ResponseTooLargeException => false,
        AnsweredException { RetryAfter: { } wait } when wait > longest => false,
        AnsweredException answered => answered.StatusCode is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests
            or HttpStatusCode.InternalServerError or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout,
        HttpRequestException or IOException or TimeoutException => true,
        _ => false,
    };

    private sealed class AnsweredException(Uri url, HttpStatusCode status, TimeSpan? retryAfter) : HttpRequestException(
        $"{url.IdnHost} answered {(int)status}{(retryAfter is { } wait ? $" and asks to come back in {wait.TotalSeconds:0} s" : "")}.", null, status)
    {
        public TimeSpan? RetryAfter { get; } = retryAfter;
    }
}
