using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Catalogue.Crawler.Sources;

/// <summary>How entries of clients' configurations are kept.</summary>
[JsonSerializable(typeof(JsonNode))]
internal sealed partial class ClientConfigJson : JsonSerializerContext;
