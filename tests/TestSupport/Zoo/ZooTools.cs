using System.Text.Json;

namespace Catalogue.TestSupport.Zoo;

/// <summary>Tools as JSON text.</summary>
public static class ZooTools
{
    /// <summary>A plain tool.</summary>
    public static string Tool(string name) =>
        $$$"""{"name":{{{JsonSerializer.Serialize(name)}}},"description":"Feeds an animal.","inputSchema":{"type":"object"}}""";

    /// <summary>The result of a list.</summary>
    public static string List(IEnumerable<string> tools, string? next = null) =>
        $$"""{"tools":[{{string.Join(',', tools)}}]{{(next is null ? "" : $",\"nextCursor\":{JsonSerializer.Serialize(next)}")}}}""";
}
