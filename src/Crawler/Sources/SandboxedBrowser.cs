using Catalogue.Crawler.Net;
using Microsoft.Playwright;

namespace Catalogue.Crawler.Sources;

/// <summary>
/// Chromium inside bubblewrap: no network, no home, read-only system. Every request of its pages is answered from outside by the
/// guarded client, so the rules about addresses, sizes and politeness hold for scripts of strangers too.
/// </summary>
internal sealed class SandboxedBrowser : IAsyncDisposable
{
    private static readonly string[] Needed = ["document", "script", "stylesheet", "xhr", "fetch"];
    private static readonly string[] NotPassedOn = ["content-encoding", "content-length", "transfer-encoding", "connection", "set-cookie", "strict-transport-security", "alt-svc"];

    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
        "--disable-sync", "--disable-dev-shm-usage", "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    ];

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;
    private readonly HttpClient _client;
    private readonly DirectoryInfo _folder;

    private SandboxedBrowser(IPlaywright playwright, IBrowser browser, IPage page, HttpClient client, DirectoryInfo folder) =>
        (_playwright, _browser, Page, _client, _folder) = (playwright, browser, page, client, folder);

    /// <summary>The one page.</summary>
    public IPage Page { get; }

    /// <summary>Starts a browser.</summary>
    /// <param name="context">The way out, the browser's path.</param>
    /// <param name="trusted">The URL that the operator wrote.</param>
    /// <param name="cancellationToken">Ends its requests.</param>
    /// <exception cref="SourceUnavailableException">Browser, driver or sandbox are not here, or do not start: says which.</exception>
    public static async Task<SandboxedBrowser> StartAsync(SourceContext context, Uri trusted, CancellationToken cancellationToken)
    {
        if (!File.Exists(context.BrowserPath))
        {
            throw new SourceUnavailableException($"Web directories need Chromium, which is not at {context.BrowserPath} (set CATALOGUE_BROWSER, or install the package 'chromium').");
        }
        if (FindSandbox() is not { } sandbox) throw new SourceUnavailableException("Web directories run strangers' scripts, which needs bubblewrap (the package 'bubblewrap').");
        var folder = Directory.CreateTempSubdirectory("catalogue-browser-");
        var client = context.Http.CreateClient(context.PageLimits with { TrustedUrls = [trusted], MaxTotalBytes = 1L << 30 });
        IPlaywright? playwright = null;
        try
        {
            playwright = await CreateDriverAsync();
            var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
            {
                ExecutablePath = WriteLauncher(folder, sandbox, context.BrowserPath),
                Args = Arguments,
                Headless = true,
                ChromiumSandbox = false,
            });
            var window = await browser.NewContextAsync(new BrowserNewContextOptions
            {
                UserAgent = context.Http.UserAgent,
                ServiceWorkers = ServiceWorkerPolicy.Block,
                AcceptDownloads = false,
            });
            await window.RouteWebSocketAsync("**/*", static socket => _ = socket.CloseAsync());
            await window.RouteAsync("**/*", route => AnswerAsync(route, client, cancellationToken));
            return new SandboxedBrowser(playwright, browser, await window.NewPageAsync(), client, folder);
        }
        catch (Exception e)
        {
            playwright?.Dispose();
            client.Dispose();
            folder.Delete(recursive: true);
            if (e is PlaywrightException) throw new SourceUnavailableException($"Chromium did not start: {FirstLine(e)}", e);
            throw;
        }
    }

    /// <summary>The first line of a browser's long message.</summary>
    public static string FirstLine(Exception exception) => exception.Message.Split('\n')[0].Trim();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await _browser.CloseAsync();
        }
        catch (PlaywrightException)
        {
            // It is gone already, which is what was wanted.
        }
        _playwright.Dispose();
        _client.Dispose();
        _folder.Delete(recursive: true);
    }

    private static async Task<IPlaywright> CreateDriverAsync()
    {
        try
        {
            return await Playwright.CreateAsync();
        }
        catch (Exception e) when (e is PlaywrightException or IOException or System.ComponentModel.Win32Exception or DirectoryNotFoundException)
        {
            throw new SourceUnavailableException(
                "Web directories need Playwright's driver, which does not come with this program: set PLAYWRIGHT_DRIVER_SEARCH_PATH to a folder that holds '.playwright'.", e);
        }
    }

    private static string? FindSandbox() => (Environment.GetEnvironmentVariable("PATH") ?? "/usr/bin:/bin").Split(':')
        .Select(static folder => Path.Combine(folder, "bwrap")).FirstOrDefault(File.Exists);

    /// <summary>Writes the program that the driver starts instead of the browser. The driver's pipe passes through it.</summary>
    private static string WriteLauncher(DirectoryInfo folder, string sandbox, string browser)
    {
        var path = Path.Combine(folder.FullName, "browser");
        File.WriteAllText(path, $"""
            #!/bin/sh
            exec '{sandbox}' --unshare-all --die-with-parent --new-session --cap-drop ALL --clearenv \
              --setenv PATH /usr/bin:/bin --setenv HOME /tmp --setenv LANG C.UTF-8 --setenv XDG_RUNTIME_DIR /tmp \
              --ro-bind /usr /usr --ro-bind-try /opt /opt --ro-bind-try /etc/fonts /etc/fonts --ro-bind-try /etc/chromium /etc/chromium \
              --ro-bind-try /etc/chromium.d /etc/chromium.d --ro-bind-try /etc/alternatives /etc/alternatives --ro-bind-try /etc/ld.so.cache /etc/ld.so.cache \
              --symlink usr/bin /bin --symlink usr/lib /lib --symlink usr/lib64 /lib64 --symlink usr/sbin /sbin \
              --proc /proc --dev /dev --size 536870912 --tmpfs /tmp -- '{browser}' "$@"

            """);
        if (OperatingSystem.IsWindows()) throw new SourceUnavailableException("Web directories need bubblewrap, which Windows does not have.");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }

    /// <summary>Answers one request of a page through the guarded client; what a list does not need is not fetched.</summary>
    private static async Task AnswerAsync(IRoute route, HttpClient client, CancellationToken cancellationToken)
    {
        try
        {
            var asked = route.Request;
            if (!Needed.Contains(asked.ResourceType) || asked.Method is not ("GET" or "POST"))
            {
                await route.AbortAsync();
                return;
            }
            using var request = new HttpRequestMessage(new HttpMethod(asked.Method), asked.Url);
            if (asked.PostDataBuffer is { } body) request.Content = new ByteArrayContent(body);
            foreach (var (header, value) in asked.Headers)
            {
                if (header is "accept" or "accept-language" or "origin" or "referer" or "x-requested-with") request.Headers.TryAddWithoutValidation(header, value);
                else if (header is "content-type") request.Content?.Headers.TryAddWithoutValidation(header, value);
            }
            using var response = await client.SendAsync(request, cancellationToken);
            await route.FulfillAsync(new RouteFulfillOptions
            {
                Status = (int)response.StatusCode,
                Headers = response.Headers.Concat(response.Content.Headers)
                    .Where(static header => !NotPassedOn.Contains(header.Key, StringComparer.OrdinalIgnoreCase))
                    .DistinctBy(static header => header.Key, StringComparer.OrdinalIgnoreCase)
                    .Select(static header => KeyValuePair.Create(header.Key, string.Join(", ", header.Value))),
                BodyBytes = await response.Content.ReadAsByteArrayAsync(cancellationToken),
            });
        }
        catch (Exception e) when (NetFailure.Read(e) is not null || e is OperationCanceledException or InvalidOperationException or UriFormatException)
        {
            await TryAbortAsync(route);
        }
        catch (PlaywrightException)
        {
            // The page went away while its request was under way.
        }
    }

    private static async Task TryAbortAsync(IRoute route)
    {
        try
        {
            await route.AbortAsync("blockedbyclient");
        }
        catch (PlaywrightException)
        {
            // The page went away meanwhile.
        }
    }
}
