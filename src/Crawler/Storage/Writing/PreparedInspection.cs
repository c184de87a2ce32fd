using Catalogue.Crawler.Model;

namespace Catalogue.Crawler.Storage.Writing;

/// <summary>A result with its tools hashed, before the write begins.</summary>
internal sealed record PreparedInspection(InspectedServer Inspected, IReadOnlyList<HashedTool> Tools)
{
    public static PreparedInspection From(InspectedServer inspected) => new(inspected, [.. inspected.Result.Tools.Select(HashedTool.From)]);
}
