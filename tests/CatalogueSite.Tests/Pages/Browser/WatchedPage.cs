using Microsoft.Playwright;

namespace Catalogue.Site.Tests.Pages.Browser;

/// <summary>A page in a browser, and what went wrong on it: messages of the console, dialogs, requests to other hosts.</summary>
public sealed class WatchedPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;

    internal WatchedPage(IBrowserContext context, IPage page, Uri root)
    {
        _context = context;
        Page = page;
        page.Console += (_, message) =>
        {
            // A page that is not there answers 404, as it should.
            if (message.Type is "error" or "warning" && !message.Text.Contains("404 (Not Found)", StringComparison.Ordinal)) Wrong.Add(message.Text);
        };
        page.PageError += (_, error) => Wrong.Add(error);
        page.Dialog += async (_, dialog) =>
        {
            Wrong.Add("dialog: " + dialog.Message);
            await dialog.DismissAsync();
        };
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(root.AbsoluteUri, StringComparison.Ordinal)) Wrong.Add("request to " + request.Url);
        };
    }

    public IPage Page { get; }

    public List<string> Wrong { get; } = [];

    public ValueTask DisposeAsync() => new(_context.CloseAsync());
}
