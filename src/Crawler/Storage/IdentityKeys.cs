using System.Security.Cryptography;
using System.Text;
using Catalogue.Crawler.Model;
using Catalogue.Crawler.Sources;

namespace Catalogue.Crawler.Storage;

/// <summary>What a listing is recognised by: two listings with an equal key are one server.</summary>
/// <param name="Keys">The keys, sorted.</param>
/// <param name="PackageName">The name of the package that identifies the server, or null.</param>
internal sealed record IdentityKeys(IReadOnlyList<string> Keys, string? PackageName)
{
    private const int MaxLength = 300;

    public static IdentityKeys Of(DiscoveredServer server, ServerIdentity identity)
    {
        var keys = identity.KeysOf(server);
        var package = server.Endpoints.FirstOrDefault(endpoint => endpoint.PackageName is not null && PackageKeys.KeyOf(endpoint, identity.Words) is { } key && keys.Contains(key));
        return new IdentityKeys([.. keys.Select(Shorten).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)], package?.PackageName);
    }

    /// <summary>A text as an index key: long ones by their hash, since PostgreSQL refuses keys over about 2,700 bytes.</summary>
    public static string Shorten(string text) => text.Length <= MaxLength
        ? StoredText.Encode(text)!
        : "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
