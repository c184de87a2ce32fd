using System.Globalization;
using Catalogue.Classifier.Model;
using Catalogue.Site.Api.Http;
using Catalogue.Site.Pages.Find;
using Catalogue.Site.Publishing;
using Catalogue.Site.Search;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Catalogue.Site.Serving;

/// <summary>
/// <c>/search?q=&amp;category=&amp;risk=&amp;capability=&amp;server=&amp;page=</c>: search for people, made on the server. Reads leniently: a filter that
/// is none is passed over, since a person who mistypes an address wants results and not an error.
/// </summary>
public sealed class SearchPageModule : IEndpointModule
{
    private const int PageSize = 20;
    private const int MaxPage = 200;
    private const int MaxText = 500;

    /// <inheritdoc />
    public void Map(IEndpointRouteBuilder routes) => routes.MapMethods("/search", ["GET", "HEAD"], AnswerAsync);

    // A search costs more than a page that lies ready: it draws on the same bucket of the reader's address as the API does.
    private static Task AnswerAsync(HttpContext context, SiteResponder responder)
    {
        if (Door.TryAdmit(context, out var seconds))
        {
            // One question is a page that others may link to; each way of narrowing it down is not.
            return responder.SendPageAsync(
                context, catalogue => PageRequest.For<SearchPage>("/search", Find(catalogue, context.Request.Query)), noIndex: context.Request.Query.Count > 1);
        }
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return PlainText.SendAsync(context, StatusCodes.Status429TooManyRequests, string.Create(
            CultureInfo.InvariantCulture, $"Those were too many searches from this address in a minute. Wait {seconds} s, then load this page again.\n"));
    }

    private static SearchModel Find(ICatalogueView catalogue, IQueryCollection parameters)
    {
        var page = int.TryParse(First(parameters, "page"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Math.Clamp(number, 1, MaxPage) : 1;
        var text = First(parameters, "q").Trim();
        var query = new SearchQuery(text.Length > MaxText ? text[..MaxText] : text)
        {
            Categories = [.. Values(parameters, SearchFacets.Category).Select(Parse<Category>).OfType<Category>().Distinct()],
            Risks = [.. Values(parameters, SearchFacets.Risk).Select(Parse<RiskLevel>).OfType<RiskLevel>().Distinct()],
            Capabilities = Values(parameters, SearchFacets.Capability).Aggregate(Capabilities.None, (all, name) => CapabilityNames.TryParse(name.ToLowerInvariant(), out var one) ? all | one : all),
            Server = First(parameters, SearchFacets.Server) is { Length: > 0 } server ? server : null,
            Offset = (page - 1) * PageSize,
            Limit = PageSize,
        };
        var asked = query.Text.Length > 0 || query.Categories.Count > 0 || query.Risks.Count > 0 || query.Capabilities != Capabilities.None || query.Server is not null;
        return new SearchModel(query, asked ? catalogue.Search.Search(query) : null, page, PageSize);
    }

    private static string First(IQueryCollection parameters, string name) => parameters[name].Count == 0 ? "" : parameters[name][0] ?? "";

    private static IEnumerable<string> Values(IQueryCollection parameters, string name) =>
        parameters[name].SelectMany(value => (value ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    private static T? Parse<T>(string name) where T : struct, Enum =>
        Array.Find(Enum.GetNames<T>(), known => known.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } found ? Enum.Parse<T>(found) : null;
}
