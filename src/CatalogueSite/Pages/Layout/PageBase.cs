using System.Globalization;
using Catalogue.Classifier.Model;
using Catalogue.Site.Pages.Text;
using Catalogue.Site.Pages.Words;
using Catalogue.Site.Publishing;
using Microsoft.AspNetCore.Components;

namespace Catalogue.Site.Pages.Layout;

/// <summary>What every page and part has: its model, the site, its path, and the few ways in which strangers' text may be written.</summary>
/// <typeparam name="TModel">What it speaks of.</typeparam>
public abstract class PageBase<TModel> : ComponentBase
{
    /// <summary>What the page speaks of.</summary>
    [Parameter]
    public TModel Model { get; set; } = default!;

    /// <summary>The site.</summary>
    [Parameter]
    public SiteContext Site { get; set; } = default!;

    /// <summary>The page's canonical path.</summary>
    [Parameter]
    public string Route { get; set; } = "";

    /// <summary>A stranger's text: encoded, invisible characters made visible.</summary>
    protected static MarkupString Text(string? text) => new(VisibleText.Html(text));

    /// <summary>HTML that was made safe already.</summary>
    protected static MarkupString Raw(string html) => new(html);

    /// <summary>A name, isolated from the writing direction around it, cut where it is absurdly long.</summary>
    protected static MarkupString Name(string name, int limit = 160) => new(Markup.Name(name, limit));

    /// <summary>A day as a time element.</summary>
    protected static MarkupString Day(DateTimeOffset? at) => new(Markup.Day(at));

    /// <summary>A category with its shape, linked to its list.</summary>
    protected static MarkupString CategoryLink(Category category) => new(Markup.CategoryLink(category));

    /// <summary>A risk level with its scale, linked to its list.</summary>
    protected static MarkupString RiskLink(RiskLevel risk) => new(Markup.RiskLink(risk));

    /// <summary>The words for a category.</summary>
    protected static CategoryWords Words(Category category) => CategoryWords.Of(category);

    /// <summary>A number with separators.</summary>
    protected static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>"1 tool", "2,000 tools".</summary>
    protected static string Count(long number, string one, string many) => $"{Count(number)} {(number == 1 ? one : many)}";
}
