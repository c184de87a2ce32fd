using System.Buffers;
using System.Text;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Catalogue.Classifier.Rules;
using Catalogue.Site.Attacks;
using Catalogue.Site.Pages.Tool;
using Catalogue.Site.Publishing;
using Catalogue.Site.Serving;

namespace Catalogue.Site.Tests.Support;

/// <summary>Renders pages for tests; parts stay out, as in what is stored.</summary>
internal static class Rendered
{
    private static readonly SiteContext Site = new(RuleSet.LoadEmbedded(), AttackLibrary.LoadEmbedded(), SiteAssets.Embedded);

    /// <summary>The page as text, with the marks of parts written as <c>[part:name]</c>.</summary>
    public static async Task<string> HtmlAsync(PageRequest page)
    {
        await using var renderer = new PageRenderer(Site);
        var output = new ArrayBufferWriter<byte>();
        await renderer.RenderAsync(page, output);
        return WithoutParts(output.WrittenMemory);
    }

    /// <summary>The page as a document.</summary>
    public static async Task<IHtmlDocument> DocumentAsync(PageRequest page) => new HtmlParser().ParseDocument(await HtmlAsync(page));

    /// <summary>A tool's page.</summary>
    public static Task<IHtmlDocument> ToolAsync(AssessedServer server, string tool) => DocumentAsync(ToolRequest(server, tool));

    /// <summary>The request for a tool's page.</summary>
    public static PageRequest ToolRequest(AssessedServer server, string tool)
    {
        var one = server.Tools.Single(other => other.Record.Name == tool);
        return PageRequest.For<ToolPage>(SiteRoutes.Tool(server.Record.Slug, one.Record.Slug), new ToolModel(server, one));
    }

    private static string WithoutParts(ReadOnlyMemory<byte> html)
    {
        var text = new StringBuilder();
        while (true)
        {
            var at = html.Span.IndexOf(PartTokens.Prefix);
            if (at < 0) return text.Append(Encoding.UTF8.GetString(html.Span)).ToString();
            text.Append(Encoding.UTF8.GetString(html.Span[..at]));
            var length = PartTokens.Read(html.Span[at..], out var name);
            text.Append("[part:").Append(name).Append(']');
            html = html[(at + length)..];
        }
    }
}
