using System.Globalization;
using Catalogue.Classifier.Model;
using Catalogue.Site.Pages.Text;
using Catalogue.Site.Pages.Words;

namespace Catalogue.Site.Pages.Layout;

/// <summary>Small pieces of HTML that stand on many pages, made once where they can be.</summary>
public static class Markup
{
    private static readonly string[] Risks = [.. Enum.GetValues<RiskLevel>().Select(MakeRisk)];
    private static readonly string[] RiskLinks = [.. Enum.GetValues<RiskLevel>().Select(risk => $"<a class=\"risk r{(int)risk}\" href=\"{Routes.Risk(risk)}\">{MakeScale(risk)}{risk}</a>")];
    private static readonly string[] Categories = [.. Enum.GetValues<Category>().Select(c => $"<span class=\"cat {CategoryWords.Of(c).Style}\">{CategoryWords.Of(c).Icon}{c}</span>")];
    private static readonly string[] CategoryLinks = [.. Enum.GetValues<Category>().Select(c => $"<a class=\"cat {CategoryWords.Of(c).Style}\" href=\"{Routes.Category(c)}\">{CategoryWords.Of(c).Icon}{c}</a>")];

    /// <summary>A category: shape and word.</summary>
    public static string Category(Category category) => Categories[(int)category];

    /// <summary>The same, linked to its list.</summary>
    public static string CategoryLink(Category category) => CategoryLinks[(int)category];

    /// <summary>A risk level: a scale of four and the word.</summary>
    public static string Risk(RiskLevel risk) => Risks[(int)risk];

    /// <summary>The same, linked to its list.</summary>
    public static string RiskLink(RiskLevel risk) => RiskLinks[(int)risk];

    /// <summary>The risk of a server, or that there is none because nothing was observed.</summary>
    public static string RiskOrNone(RiskLevel? risk) => risk is { } level ? Risk(level) : "<span class=\"risk none\">not observed</span>";

    /// <summary>The scale alone: four bars, filled up to the level.</summary>
    public static string Scale(RiskLevel risk) => MakeScale(risk);

    /// <summary>A stranger's name: isolated, encoded, cut with its full length said.</summary>
    public static string Name(string name, int limit = 160)
    {
        if (name.Length == 0) return "<bdi class=\"inv\">no name</bdi>";
        if (name.Length <= limit) return $"<bdi>{VisibleText.Html(name)}</bdi>";
        var end = char.IsHighSurrogate(name[limit - 1]) ? limit - 1 : limit;
        return $"<bdi>{VisibleText.Html(name[..end])}</bdi>… <span class=\"cut\">{name.Length.ToString("N0", CultureInfo.InvariantCulture)} characters</span>";
    }

    /// <summary>A name as a heading: it may break at its own joints (<c>delete_|all</c>, <c>delete|All</c>).</summary>
    public static string HeadingName(string name)
    {
        if (name.Length is 0 or > 100 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' or '/')) return Name(name);
        var html = new System.Text.StringBuilder(name.Length + 40).Append("<bdi>");
        for (var i = 0; i < name.Length; i++)
        {
            if (i > 0 && char.IsAsciiLetterUpper(name[i]) && char.IsAsciiLetterLower(name[i - 1])) html.Append("<wbr>");
            html.Append(name[i]);
            if (name[i] is '_' or '-' or '.' or '/') html.Append("<wbr>");
        }
        return html.Append("</bdi>").ToString();
    }

    /// <summary>A name in plain text for titles and the like, at most <paramref name="limit"/> characters.</summary>
    public static string PlainName(string name, int limit = 80)
    {
        var plain = VisibleText.Plain(Summary.OneLine(name, limit));
        return plain.Length == 0 ? "(no name)" : plain;
    }

    /// <summary>An address by a stranger: a link where it is plain http(s), text otherwise.</summary>
    public static string Outside(string address)
    {
        var shown = Name(address, 160);
        return Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" && uri.UserInfo.Length == 0
            ? $"<a rel=\"nofollow noopener noreferrer external\" href=\"{VisibleText.Html(uri.AbsoluteUri)}\">{shown}</a>"
            : shown;
    }

    /// <summary>A day: <c>22 November 2026</c>; "never" without one.</summary>
    public static string Day(DateTimeOffset? at) => at is not { } when
        ? "never"
        : $"<time datetime=\"{when.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture)}\">{when.UtcDateTime.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)}</time>";

    /// <summary>A day and time: <c>22 November 2026, 03:04 UTC</c>.</summary>
    public static string Moment(DateTimeOffset at) =>
        $"<time datetime=\"{at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture)}\">{at.UtcDateTime.ToString("d MMMM yyyy, HH:mm", CultureInfo.InvariantCulture)} UTC</time>";

    /// <summary>The first digits of a <c>sha256:</c> hash.</summary>
    public static string ShortHash(string hash)
    {
        var digits = hash.StartsWith("sha256:", StringComparison.Ordinal) ? hash[7..] : hash;
        return digits.Length <= 8 ? digits : digits[..8];
    }

    private static string MakeRisk(RiskLevel risk) => $"<span class=\"risk r{(int)risk}\">{MakeScale(risk)}{risk}</span>";

    private static string MakeScale(RiskLevel risk)
    {
        var bars = string.Concat(Enumerable.Range(0, 4).Select(i => i <= (int)risk
            ? $"<path d=\"M{(i * 5) + 1} {9 - (i * 2)}h3v{3 + (i * 2)}h-3z\" fill=\"currentColor\"/>"
            : $"<path d=\"M{((i * 5) + 1.4).ToString(CultureInfo.InvariantCulture)} {(9.4 - (i * 2)).ToString(CultureInfo.InvariantCulture)}h2.2v{(2.2 + (i * 2)).ToString(CultureInfo.InvariantCulture)}h-2.2z\" fill=\"none\" stroke=\"currentColor\" stroke-width=\".8\"/>"));
        return $"<svg class=\"bars\" viewBox=\"0 0 20 13\" width=\"20\" height=\"13\" aria-hidden=\"true\">{bars}</svg>";
    }
}
