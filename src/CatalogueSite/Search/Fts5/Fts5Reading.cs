namespace Catalogue.Site.Search.Fts5;

/// <summary>How the words of a query are taken.</summary>
internal enum Fts5Reading
{
    /// <summary>Every word must match.</summary>
    Plain,

    /// <summary>Every word must match that carries a meaning of its own (not "the", "tool", "can").</summary>
    Strict,

    /// <summary>
    /// Any of the words will do, and the last one may be an inflection half typed (<c>deletin</c>), which no indexed word
    /// begins with where its text has another form. For when nothing matches otherwise.
    /// </summary>
    Generous,
}
