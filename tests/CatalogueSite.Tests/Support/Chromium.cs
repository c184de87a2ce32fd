using Catalogue.TestSupport;
using Microsoft.Playwright;

namespace Catalogue.Site.Tests.Support;

/// <summary>Chromium as the tests start it: patient, since a busy machine is no fault of the site.</summary>
internal static class Chromium
{
    /// <summary>Milliseconds until a wait fails.</summary>
    public const float Patience = 120_000;

    static Chromium() => Assertions.SetDefaultExpectTimeout(Patience);

    /// <summary>Starts it.</summary>
    public static Task<IBrowser> LaunchAsync(IPlaywright playwright) => playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
    {
        ExecutablePath = BrowserFactAttribute.Browser,
        Timeout = Patience,
        Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
    });

    /// <summary>A window of its own.</summary>
    public static async Task<IBrowserContext> WindowAsync(this IBrowser browser, BrowserNewContextOptions? options = null)
    {
        var context = await browser.NewContextAsync(options);
        context.SetDefaultTimeout(Patience);
        context.SetDefaultNavigationTimeout(Patience);
        return context;
    }

    /// <summary>A page in a window of its own.</summary>
    public static async Task<IPage> PageAsync(this IBrowser browser, BrowserNewContextOptions? options = null) => await (await browser.WindowAsync(options)).NewPageAsync();
}
