using System.Globalization;
using System.Net;
using Catalogue.Classifier.Model;
using Catalogue.Site.Publishing;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Catalogue.Site.Tests.Publishing;

/// <summary>Small pages that show the model they were given, for tests of publishing and serving alone.</summary>
internal static class TestPages
{
    public static PageSet Set { get; } = new(
        OfServer:
        [
            new ServerPageKind("server", server => [PageRequest.For<TextPage>(SiteRoutes.Server(server.Record.Slug), $"server {server.Record.Name} has {server.PresentTools.Count()}")]),
            new ServerPageKind("tool", server => server.Tools.Select(tool => PageRequest.For<TextPage>(
                SiteRoutes.Tool(server.Record.Slug, tool.Record.Slug), $"tool {tool.Record.Name}: {tool.Record.Definition.Description}"))),
        ],
        OfCatalogue:
        [
            new CataloguePageKind("/", request => PageRequest.For<TextPage>(request.Route, $"home of {request.Catalogue.Stats.Tools} tools"), (_, _) => ["/"]),
            new CataloguePageKind(
                "/categories/{category}/",
                request => Enum.TryParse<Category>(request.Values["category"], ignoreCase: true, out var category) && request.Page <= 2
                    ? PageRequest.For<TextPage>(request.Route, $"{category} page {request.Page}: " + string.Join(' ', request.Catalogue.ListTools(new ToolFilter(category), (request.Page - 1) * 2, 2).Select(t => t.Name)))
                    : null,
                (_, _) => Enum.GetValues<Category>().Select(category => $"/categories/{category.ToString().ToLowerInvariant()}/")) { Paged = true },
        ],
        Parts:
        [
            new PartKind("stats", request => PartContent.Of<TextPart>(request.Catalogue.Stats.Tools.ToString(CultureInfo.InvariantCulture))),
            new PartKind("where", request => PartContent.OfHtml(WebUtility.HtmlEncode(request.Address.Origin + request.PageRoute))) { PerPage = true },
        ])
    {
        NotFound = request => PageRequest.For<TextPage>(request.Route, $"nothing at {request.Values["path"]}"),
    };

    internal sealed class TextPage : ComponentBase
    {
        [Parameter] public string Model { get; set; } = "";

        [Parameter] public SiteContext Site { get; set; } = null!;

        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            builder.AddMarkupContent(0, "<!DOCTYPE html>");
            builder.OpenElement(1, "html");
            builder.OpenElement(2, "body");
            builder.AddAttribute(3, "data-where", Site.PartText("where"));
            builder.OpenElement(4, "p");
            builder.AddContent(5, Model);
            builder.CloseElement();
            builder.AddContent(6, Site.Part("stats"));
            builder.OpenElement(7, "a");
            builder.AddAttribute(8, "href", "/categories/read/");
            builder.AddContent(9, "readers");
            builder.CloseElement();
            builder.CloseElement();
            builder.CloseElement();
        }
    }

    internal sealed class TextPart : ComponentBase
    {
        [Parameter] public string Model { get; set; } = "";

        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            builder.OpenElement(0, "b");
            builder.AddContent(1, Model);
            builder.CloseElement();
        }
    }
}
