using System.Security.Cryptography;
using System.Text;
using Catalogue.Crawler.Model;

namespace Catalogue.Crawler.Storage;

/// <summary>What a listing is recognised by: two listings with an equal key are one server.</summary>
/// <param name="Keys">The keys, sorted.</param>
/// <param name="PackageName">The name of the package that identifies the server, or null.</param>
internal sealed record IdentityKeys(IReadOnlyList<string> Keys, string? PackageName)
{
    private const int MaxLength = 300;

    public static IdentityKeys Of(DiscoveredServer server)
    {
        var keys = new SortedSet<string>(StringComparer.Ordinal);
        if (server.IsRegistryName) keys.Add("name:" + server.Name);
        string? packageName = null;
        foreach (var endpoint in server.Endpoints)
        {
            if (endpoint.PackageName is { } name)
            {
                packageName ??= name;
                keys.Add($"package:{endpoint.PackageType}:{name}:{string.Join('\u001f', endpoint.Arguments)}");
            }
            else if (endpoint.Url is { } url)
            {
                keys.Add("remote:" + url);
            }
        }
        return new IdentityKeys([.. keys.Select(Shorten)], packageName);
    }

    /// <summary>A text as an index key: long ones by their hash, since PostgreSQL refuses keys over about 2,700 bytes.</summary>
    public static string Shorten(string text) => text.Length <= MaxLength
        ? StoredText.Encode(text)!
        : "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
