using Catalogue.Crawler.Model;

namespace Catalogue.Site.Pages.Words;

/// <summary>Kinds of change in words.</summary>
public static class ChangeWords
{
    /// <summary>One word.</summary>
    public static string Of(ChangeKind kind) => kind switch
    {
        ChangeKind.Added => "added",
        ChangeKind.Changed => "changed",
        ChangeKind.Removed => "removed",
        _ => "came back",
    };
}
