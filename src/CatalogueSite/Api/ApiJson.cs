using System.Text.Json;
using System.Text.Json.Serialization;
using Catalogue.Site.Api.Answers;

namespace Catalogue.Site.Api;

/// <summary>The JSON of every answer of the API: its own shapes, never an inner type.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ProblemAnswer))]
[JsonSerializable(typeof(SearchAnswer))]
[JsonSerializable(typeof(StatsAnswer))]
[JsonSerializable(typeof(Page<ServerItem>))]
[JsonSerializable(typeof(ServerAnswer))]
[JsonSerializable(typeof(ToolAnswer))]
[JsonSerializable(typeof(Page<AttackItem>))]
[JsonSerializable(typeof(Page<ChangeItem>))]
internal sealed partial class ApiJson : JsonSerializerContext;
