using System.Net;

namespace Catalogue.Crawler.Net;

/// <summary>A host asked to be left alone for longer than a request may wait, so the request was not sent.</summary>
/// <param name="host">The host.</param>
/// <param name="wait">How long it still wants to be left alone.</param>
public sealed class HostBackOffException(string host, TimeSpan wait)
    : HttpRequestException($"{host} asked to be left alone for another {wait.TotalSeconds:0} s.", null, HttpStatusCode.TooManyRequests)
{
    /// <summary>How long it still wants to be left alone.</summary>
    public TimeSpan Wait { get; } = wait;
}
