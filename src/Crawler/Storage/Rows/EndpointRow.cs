using System.Text.Json;
using Catalogue.Crawler.Model;

namespace Catalogue.Crawler.Storage.Rows;

/// <summary>A row of <c>endpoints</c>; texts as stored.</summary>
internal sealed class EndpointRow
{
    public long ServerId { get; set; }

    public long Position { get; set; }

    public long Kind { get; set; }

    public string? Url { get; set; }

    public string? PackageType { get; set; }

    public string? PackageName { get; set; }

    public string? PackageVersion { get; set; }

    public string Details { get; set; } = "";

    public long Trusted { get; set; }

    public static EndpointRow From(long serverId, int position, Endpoint endpoint) => new()
    {
        ServerId = serverId,
        Position = position,
        Kind = (int)endpoint.Kind,
        Url = StoredText.Encode(endpoint.Url),
        PackageType = StoredText.Encode(endpoint.PackageType),
        PackageName = StoredText.Encode(endpoint.PackageName),
        PackageVersion = StoredText.Encode(endpoint.PackageVersion),
        Details = JsonSerializer.Serialize(
            new EndpointDetails(endpoint.Arguments.Count > 0 ? endpoint.Arguments : null, endpoint.Settings.Count > 0 ? endpoint.Settings : null),
            StorageJson.Default.EndpointDetails),
        Trusted = endpoint.Trusted ? 1 : 0,
    };

    public Endpoint ToEndpoint()
    {
        var details = JsonSerializer.Deserialize(Details, StorageJson.Default.EndpointDetails)!;
        return new Endpoint
        {
            Kind = (EndpointKind)Kind,
            Url = StoredText.Decode(Url),
            PackageType = StoredText.Decode(PackageType),
            PackageName = StoredText.Decode(PackageName),
            PackageVersion = StoredText.Decode(PackageVersion),
            Arguments = details.Arguments ?? [],
            Settings = details.Settings ?? [],
            Trusted = Trusted != 0,
        };
    }
}
