using Catalogue.Crawler.Model;
using Catalogue.Crawler.Storage.Rows;

namespace Catalogue.Crawler.Storage.Writing;

/// <summary>A result with its tools hashed before the write begins, unless its list is most likely the one that is stored.</summary>
internal sealed class PreparedInspection(InspectedServer inspected)
{
    private IReadOnlyList<HashedTool>? _tools;

    public InspectedServer Inspected { get; } = inspected;

    public IReadOnlyList<HashedTool> Tools => _tools ??= [.. Inspected.Result.Tools.Select(HashedTool.From)];

    public static PreparedInspection From(InspectedServer inspected)
    {
        var prepared = new PreparedInspection(inspected);
        if (!Equal(inspected.Result.ListHash, inspected.KnownListHash)) _ = prepared.Tools;
        return prepared;
    }

    /// <summary>True when the server gave, byte for byte, the list that is stored.</summary>
    public bool RepeatsList(CheckRow check) => Equal(Inspected.Result.ListHash, check.ListHash);

    private static bool Equal(byte[]? one, byte[]? other) => one is not null && other is not null && one.AsSpan().SequenceEqual(other);
}
