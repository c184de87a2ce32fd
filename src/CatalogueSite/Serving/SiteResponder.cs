using Catalogue.Site.Publishing;
using Microsoft.AspNetCore.Http;

namespace Catalogue.Site.Serving;

/// <summary>Answers for pages: from the cache, from the store, or rendered; redirects to canonical paths; helps where there is nothing.</summary>
public sealed class SiteResponder(GenerationStore store, SiteContext site, PageSet pages, SiteAddress address, CrawlStatus crawl, PageRendererPool renderers)
{
    /// <summary>Others must ask again each time; the entity tag makes that cheap.</summary>
    internal const string Revalidate = "no-cache";

    private const long CacheBytes = 64L * 1024 * 1024;
    private const string Html = "text/html; charset=utf-8";
    private readonly CatalogueRoutes _routes = new(pages.OfCatalogue);
    private State? _state;

    /// <summary>Answers from the cache alone; false when it can't.</summary>
    public bool TrySendCached(HttpContext context, out Task sent)
    {
        ArgumentNullException.ThrowIfNull(context);
        sent = Task.CompletedTask;
        if (Now() is not { } state) return false;
        var target = context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget;
        if (state.Answers.Find(target, ContentCodings.Choose(context.Request.Headers.AcceptEncoding)) is not { } answer) return false;
        sent = answer.SendAsync(context);
        return true;
    }

    /// <summary>Answers any GET or HEAD that no module answers.</summary>
    public async Task RespondAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (Now() is not { } state)
        {
            await WaitingPage.SendAsync(context, crawl, renderers).ConfigureAwait(false);
            return;
        }
        var target = RequestTarget.Of(context);
        var route = RequestTarget.Join(target.Segments.Select(segment => segment.ToLowerInvariant()));
        if (await FindAsync(state, route).ConfigureAwait(false) is { } found)
        {
            if (target.Raw != found.Route) Redirect(context, found.Route + target.Query);
            else await SendAsync(context, state, target, found).ConfigureAwait(false);
            return;
        }
        if (new AliasResolver(state.Composer.Generation).Resolve(target.Segments) is { } canonical) Redirect(context, canonical + target.Query);
        else await SendNotFoundAsync(context, state, target).ConfigureAwait(false);
    }

    /// <summary>Answers with a page that is made for this request alone, such as search results; the waiting page before the first generation.</summary>
    /// <param name="context">The request.</param>
    /// <param name="page">The page, from the generation that readers see.</param>
    /// <param name="noIndex">Whether search engines are told to leave it out.</param>
    public async Task SendPageAsync(HttpContext context, Func<ICatalogueView, PageRequest> page, bool noIndex)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(page);
        if (Now() is not { } state)
        {
            await WaitingPage.SendAsync(context, crawl, renderers).ConfigureAwait(false);
            return;
        }
        var composed = await state.Composer.RenderAsync(page(state.Composer.Generation)).ConfigureAwait(false);
        var coding = ContentCodings.Choose(context.Request.Headers.AcceptEncoding);
        await ToAnswer(composed, coding, Revalidate, noIndex).SendAsync(context).ConfigureAwait(false);
    }

    private static void Redirect(HttpContext context, string location)
    {
        context.Response.StatusCode = StatusCodes.Status301MovedPermanently;
        context.Response.Headers.Location = location;
        // An alias may move: browsers would keep a bare 301 for ever.
        context.Response.Headers.CacheControl = "public, max-age=3600";
    }

    private static async Task SendAsync(HttpContext context, State state, RequestTarget target, Found found)
    {
        var coding = ContentCodings.Choose(context.Request.Headers.AcceptEncoding);
        var answer = ToAnswer(found.Page, coding, found.Live ? "no-store" : Revalidate, found.NoIndex);
        if (!found.Live && target.Query.Length == 0) state.Answers.Add(target.Raw, coding, answer);
        await answer.SendAsync(context).ConfigureAwait(false);
    }

    private static SiteAnswer ToAnswer(ComposedPage page, ContentCoding coding, string cacheControl, bool noIndex)
    {
        var body = coding switch
        {
            ContentCoding.Gzip => page.Gzip,
            ContentCoding.Identity => ContentCodings.Gunzip(page.Gzip),
            _ => ContentCodings.Encode(ContentCodings.Gunzip(page.Gzip), coding, best: false),
        };
        return new SiteAnswer(body, Html, coding, page.Version, cacheControl) { NoIndex = noIndex };
    }

    private State? Now()
    {
        if (store.Generation is not { } generation) return null;
        var state = Volatile.Read(ref _state);
        if (state?.Composer.Generation == generation) return state;
        state = new State(new PageComposer(generation, site, pages, address, renderers), new AnswerCache(CacheBytes));
        Volatile.Write(ref _state, state);
        return state;
    }

    private async Task<Found?> FindAsync(State state, string route)
    {
        if (await state.Composer.ComposeStoredAsync(route).ConfigureAwait(false) is { } stored) return new Found(route, stored, false, false);
        if (_routes.Match(route) is not { } match) return null;
        var request = new CataloguePageRequest(state.Composer.Generation, site, match.Route, match.Values, match.Page) { Crawl = crawl };
        if (match.Kind.Page(request) is not { } page) return null;
        return new Found(match.Route, await state.Composer.RenderAsync(page).ConfigureAwait(false), match.Kind.Live, match.Kind.NoIndex);
    }

    private async Task SendNotFoundAsync(HttpContext context, State state, RequestTarget target)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (pages.NotFound is null || !WantsHtml(target))
        {
            await PlainText.SendAsync(context, StatusCodes.Status404NotFound, "There is nothing at this address.\n").ConfigureAwait(false);
            return;
        }
        var request = new CataloguePageRequest(
            state.Composer.Generation, site, target.Raw, new Dictionary<string, string> { ["path"] = string.Join('/', target.Segments) }, 1);
        var page = await state.Composer.RenderAsync(pages.NotFound(request)).ConfigureAwait(false);
        var coding = ContentCodings.Choose(context.Request.Headers.AcceptEncoding);
        await ToAnswer(page, coding, "no-store", noIndex: true).SendAsync(context, StatusCodes.Status404NotFound).ConfigureAwait(false);
    }

    // Something that looks like a file (a script, a picture) is not helped by a page.
    private static bool WantsHtml(RequestTarget target) =>
        target.Segments.Count == 0 || !Path.HasExtension(target.Segments[^1]) || Path.GetExtension(target.Segments[^1]) == ".html" || target.EndsWithSlash;

    private sealed record State(PageComposer Composer, AnswerCache Answers);

    private sealed record Found(string Route, ComposedPage Page, bool Live, bool NoIndex);
}
