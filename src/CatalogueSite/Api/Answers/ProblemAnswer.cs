using System.Text.Json.Serialization;

namespace Catalogue.Site.Api.Answers;

/// <summary>RFC 9457 problem details.</summary>
public sealed record ProblemAnswer(
    string Type, string Title, int Status, string Detail, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Parameter);
