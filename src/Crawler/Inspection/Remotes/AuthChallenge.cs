using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Catalogue.Crawler.Inspection.Remotes;

/// <summary>A server's demand for authorization, and what it asks for (RFC 9728 protected resource metadata).</summary>
internal static partial class AuthChallenge
{
    private const int MaxMetadataBytes = 64 * 1024;

    /// <summary>True for 401, and for 403 that names a way to authorize.</summary>
    public static bool IsOne(HttpResponseMessage response) =>
        response.StatusCode == HttpStatusCode.Unauthorized
        || (response.StatusCode == HttpStatusCode.Forbidden && response.Headers.WwwAuthenticate.Count > 0);

    /// <summary>One sentence on what the server asks for. Reads its metadata; a failure to do so is no failure.</summary>
    public static async Task<string> DescribeAsync(HttpResponseMessage response, Uri server, HttpMessageHandler network, CancellationToken cancellationToken)
    {
        var header = string.Join(", ", response.Headers.WwwAuthenticate.Select(h => h.ToString()));
        using var client = new HttpClient(network, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
        foreach (var address in Places(header, server))
        {
            var metadata = await ReadAsync(client, address, cancellationToken).ConfigureAwait(false);
            if (metadata is not null) return metadata;
        }
        var scheme = response.Headers.WwwAuthenticate.FirstOrDefault()?.Scheme;
        return scheme is null
            ? $"The server demands authorization (HTTP {(int)response.StatusCode}) without saying which."
            : $"The server demands authorization: {Plain.Sentence(scheme, 30)}{Scope(header)}.";
    }

    private static string Scope(string header) => ScopePattern().Match(header) is { Success: true } match ? $", scope {Plain.Sentence(match.Groups[1].Value, 120)}" : "";

    private static IEnumerable<Uri> Places(string header, Uri server)
    {
        if (MetadataPattern().Match(header) is { Success: true } named && Uri.TryCreate(named.Groups[1].Value, UriKind.Absolute, out var given)
            && (given.Scheme == Uri.UriSchemeHttps || given.Scheme == Uri.UriSchemeHttp))
        {
            yield return given;
            yield break;
        }
        if (server.AbsolutePath != "/") yield return new Uri(server, "/.well-known/oauth-protected-resource" + server.AbsolutePath);
        yield return new Uri(server, "/.well-known/oauth-protected-resource");
    }

    private static async Task<string?> ReadAsync(HttpClient client, Uri address, CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.Accept.ParseAdd("application/json");
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode) return null;
            await response.Content.LoadIntoBufferAsync(MaxMetadataBytes, cancellationToken).ConfigureAwait(false);
            using var document = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false));
            return Describe(document.RootElement);
        }
        catch (Exception problem) when (problem is HttpRequestException or JsonException or IOException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string? Describe(JsonElement metadata)
    {
        if (metadata.ValueKind != JsonValueKind.Object) return null;
        var servers = Texts(metadata, "authorization_servers");
        var scopes = Texts(metadata, "scopes_supported");
        if (servers.Length == 0 && scopes.Length == 0) return null;
        var from = servers.Length == 0 ? "" : $" from {servers}";
        var scope = scopes.Length == 0 ? "" : $", scopes {scopes}";
        return $"The server demands OAuth authorization{from}{scope}.";
    }

    private static string Texts(JsonElement metadata, string member) =>
        metadata.TryGetProperty(member, out var list) && list.ValueKind == JsonValueKind.Array
            ? Plain.Sentence(string.Join(", ", list.EnumerateArray().Where(e => e.ValueKind == JsonValueKind.String).Take(10).Select(e => e.GetString())), 300)
            : "";

    [GeneratedRegex("""resource_metadata\s*=\s*"?([^",\s]{1,2000})""", RegexOptions.IgnoreCase, 100)]
    private static partial Regex MetadataPattern();

    [GeneratedRegex("""(?<![a-z_])scope\s*=\s*"([^"]{1,500})""", RegexOptions.IgnoreCase, 100)]
    private static partial Regex ScopePattern();
}
