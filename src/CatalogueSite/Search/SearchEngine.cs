using Catalogue.Site.Search.Fts5;

namespace Catalogue.Site.Search;

/// <summary>
/// The engines that there are. A new one is its own file, one line here, and one subclass of the contract tests.
/// <para>
/// The default is our own (<c>postings</c>): over judged queries it puts the answer first far more often than <c>fts5</c> does
/// (it knows synonyms, typing errors, word forms and what is asked for; <c>RelevanceTests</c> print both side by side), and counts exactly what it finds.
/// <c>fts5</c> keeps the index in one SQLite file that any SQLite program can open.
/// </para>
/// </summary>
public static class SearchEngine
{
    private static readonly ISearchIndexWriter[] All = [new PostingsSearchIndexWriter(), new Fts5SearchIndexWriter()];

    /// <summary>The engine in use unless another is asked for.</summary>
    public static string Default => All[0].Engine;

    /// <summary>The names of the engines, the default first.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(engine => engine.Engine)];

    /// <summary>The default engine's writer.</summary>
    public static ISearchIndexWriter CreateWriter() => All[0];

    /// <summary>The writer of an engine by name, or null when there is none of this name.</summary>
    public static ISearchIndexWriter? Find(string name) => Array.Find(All, engine => engine.Engine == name);
}
