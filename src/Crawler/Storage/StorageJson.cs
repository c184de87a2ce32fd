using System.Text.Json.Serialization;
using Catalogue.Crawler.Model;

namespace Catalogue.Crawler.Storage;

/// <summary>The JSON that is kept inside database columns.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(ListingContent))]
[JsonSerializable(typeof(EndpointDetails))]
[JsonSerializable(typeof(IReadOnlyList<SourceReport>))]
[JsonSerializable(typeof(Dictionary<string, int>))]
[JsonSerializable(typeof(long[]))]
[JsonSerializable(typeof(string[]))]
internal sealed partial class StorageJson : JsonSerializerContext;

/// <summary>The members of an endpoint that no query looks at.</summary>
internal sealed record EndpointDetails(IReadOnlyList<string>? Arguments, IReadOnlyList<EndpointSetting>? Settings);
