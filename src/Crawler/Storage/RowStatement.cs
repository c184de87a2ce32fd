using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace Catalogue.Crawler.Storage;

/// <summary>
/// A statement that runs once for each of many rows. Parameters are numbered here, once for each text: databases look names up at
/// every execution, which costs more than a small insert itself.
/// </summary>
/// <typeparam name="T">The row type.</typeparam>
internal sealed partial class RowStatement<T>
{
    private static readonly ConcurrentDictionary<string, RowStatement<T>> Known = new(StringComparer.Ordinal);

    private RowStatement(string sql)
    {
        var names = new List<string>();
        var numbered = Names().Replace(sql, match =>
        {
            var name = match.Groups[1].Value;
            if (!names.Contains(name)) names.Add(name);
            return FormattableString.Invariant($"\0{names.IndexOf(name) + 1}");
        });
        Sqlite = numbered.Replace('\0', '?');
        Postgres = numbered.Replace('\0', '$');
        Columns = [.. names.Select(RowColumn<T>.Of)];
    }

    /// <summary>The statement with <c>?1</c>, <c>?2</c>, …</summary>
    public string Sqlite { get; }

    /// <summary>The statement with <c>$1</c>, <c>$2</c>, …</summary>
    public string Postgres { get; }

    /// <summary>What the numbers stand for, from 1.</summary>
    public IReadOnlyList<RowColumn<T>> Columns { get; }

    /// <summary>The statement of a text whose parameters are written <c>@Property</c>.</summary>
    public static RowStatement<T> Of(string sql) => Known.GetOrAdd(sql, static text => new RowStatement<T>(text));

    [GeneratedRegex("@([A-Za-z]+)", RegexOptions.CultureInvariant)]
    private static partial Regex Names();
}
