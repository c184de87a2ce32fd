using Catalogue.Site.Publishing;

namespace Catalogue.Site.Pages.Layout;

/// <summary>The parts of the frame that are the same on every page.</summary>
internal static class ShellParts
{
    private const string Mark = """<svg viewBox="0 0 24 24" width="28" height="28" aria-hidden="true"><path d="M3 21c5-1.5 9.5-6.5 11-11.5 1.2-4-.5-6.5-3-6-2.6.6-3.6 4.2-2 6.5 2.5 3.5 8.5 3 11.5-1.500M14.5 9c1 5 3.5 8.5 6.5 9" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round"/></svg><span>MCP risk catalogue</span>""";

    private const string WithAttacks = $"""
        <a class="skip" href="#main">Skip to the content</a>
        <header class="top"><div class="top-in">
        <a class="brand" href="/">{Mark}</a>
        <form class="find" role="search" action="/search"><label class="hide" for="q">Search tools and servers</label><input id="q" name="q" type="search" placeholder="Search tools and servers" autocomplete="off" spellcheck="false" maxlength="500" aria-keyshortcuts="/"><button>Search</button></form>
        <nav class="nav" aria-label="Main"><a href="/servers/">Servers</a> <a href="/attacks/">Attacks</a> <a href="/rules/">Rules</a> <a href="/changes/">Changes</a> <a href="/methodology/">Method</a></nav>
        </div></header>
        """;

    private static readonly string WithoutAttacks = WithAttacks.Replace("<a href=\"/attacks/\">Attacks</a> ", "", StringComparison.Ordinal);

    /// <summary>The mark alone, for a page without a catalogue around it.</summary>
    public static string Bare { get; } = $"""<header class="top"><div class="top-in"><span class="brand">{Mark}</span></div></header>""";

    /// <summary>Skip link, mark, search, navigation. The mark is a proof-reader's dele: take out.</summary>
    public static string Header(SiteContext site) => site.Attacks.Patterns.Count > 0 ? WithAttacks : WithoutAttacks;

    /// <summary>The scripts that make the site quicker; none is needed.</summary>
    public static string Scripts(SiteContext site) => $"<script src=\"{site.Asset("site.js")}\" defer></script><script src=\"{site.Asset("search.js")}\" defer></script>";
}
