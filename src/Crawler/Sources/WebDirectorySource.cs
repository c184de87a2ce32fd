using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Catalogue.Crawler.Files;
using Catalogue.Crawler.Model;
using Microsoft.Playwright;

namespace Catalogue.Crawler.Sources;

/// <summary>
/// A web directory whose list is built by script: a real browser shows it, page after page, and the configured selectors say where
/// the servers stand. The browser runs in the sandbox without a network; what its pages ask for is fetched by the guarded client.
/// </summary>
internal sealed class WebDirectorySource(string name, WebDirectorySettings settings, SourceContext context) : IServerSource
{
    private const int MostEntries = 5000;

    /// <summary>Reads every entry's fields in one go; long texts are cut before they leave the page.</summary>
    private const string ReadScript = """
        ({ entry, fields, most }) => [...document.querySelectorAll(entry)].slice(0, most).map(element => {
          const read = {};
          for (const [name, { selector, attribute }] of Object.entries(fields)) {
            const found = selector ? element.querySelector(selector) : element;
            if (!found) continue;
            const value = attribute
              ? ((attribute === 'href' || attribute === 'src') && found[attribute]) || found.getAttribute(attribute)
              : found.textContent;
            if (typeof value === 'string') read[name] = value.slice(0, 10000);
          }
          return read;
        })
        """;

    public string Name => name;

    public SourcePass? LastPass { get; private set; }

    /// <summary>Reads the settings of this kind.</summary>
    public static Func<SourceContext, IServerSource> Read(string name, StrictYaml yaml, SourceFiles files)
    {
        var settings = WebDirectorySettings.Read(yaml);
        return context => new WebDirectorySource(name, settings, context);
    }

    public async IAsyncEnumerable<SourceItem> DiscoverAsync(DateTimeOffset? since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        LastPass = null;
        await using var browser = await SandboxedBrowser.StartAsync(context, settings.Url, cancellationToken);
        await ShowAsync(browser.Page);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var complete = false;
        for (var number = 1; !complete; number++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var entries = await ReadEntriesAsync(browser.Page);
            foreach (var entry in entries.EnumerateArray())
            {
                if (ReadEntry(entry, seen) is { } item) yield return item;
            }
            complete = number < settings.MaxPages && !await TurnAsync(browser.Page, entries.GetRawText());
            if (!complete && number >= settings.MaxPages) break;
        }
        LastPass = new SourcePass
        {
            Complete = complete,
            Warnings = complete ? [] : [$"{settings.Url.IdnHost} has more than {settings.MaxPages} pages (max-pages)"],
        };
    }

    private async Task ShowAsync(IPage page)
    {
        try
        {
            await page.GotoAsync(settings.Url.AbsoluteUri, new PageGotoOptions { WaitUntil = WaitUntilState.DOMContentLoaded, Timeout = Milliseconds });
            await page.WaitForSelectorAsync(settings.Entry, new PageWaitForSelectorOptions { State = WaitForSelectorState.Attached, Timeout = Milliseconds });
        }
        catch (TimeoutException e)
        {
            throw new SourceUnavailableException($"{settings.Url} shows nothing that matches '{settings.Entry}' within {settings.Wait.TotalSeconds:0} s.", e);
        }
        catch (PlaywrightException e)
        {
            throw new SourceUnavailableException($"{settings.Url} could not be shown: {SandboxedBrowser.FirstLine(e)}", e);
        }
    }

    private float Milliseconds => (float)settings.Wait.TotalMilliseconds;

    private async Task<JsonElement> ReadEntriesAsync(IPage page)
    {
        try
        {
            return await page.EvaluateAsync<JsonElement>(ReadScript, new
            {
                entry = settings.Entry,
                most = MostEntries,
                fields = settings.Fields.ToDictionary(static pair => pair.Key, static pair => new { selector = pair.Value.Selector, attribute = pair.Value.Attribute }),
            });
        }
        catch (PlaywrightException e)
        {
            throw new SourceUnavailableException($"{settings.Url} could not be read: {SandboxedBrowser.FirstLine(e)}", e);
        }
    }

    /// <summary>Goes to the next page; false when there is none or the list stays the same.</summary>
    private async Task<bool> TurnAsync(IPage page, string before)
    {
        if (settings.Next is null) return false;
        var next = page.Locator(settings.Next).First;
        try
        {
            if (await next.CountAsync() == 0 || !await next.IsVisibleAsync() || !await next.IsEnabledAsync()) return false;
            await next.ClickAsync(new LocatorClickOptions { Timeout = Milliseconds });
            var until = context.Time.GetTimestamp();
            while (context.Time.GetElapsedTime(until) < settings.Wait)
            {
                var now = await ReadEntriesAsync(page);
                if (now.GetArrayLength() > 0 && now.GetRawText() != before) return true;
                await Task.Delay(TimeSpan.FromMilliseconds(50), context.Time);
            }
            return false;
        }
        catch (Exception e) when (e is TimeoutException or PlaywrightException)
        {
            return false;
        }
    }

    private SourceItem? ReadEntry(JsonElement entry, HashSet<string> seen)
    {
        var id = entry.Text("name").Within(300);
        if (id is null || id.Any(char.IsControl)) return new SourceItem(null, "an entry without a usable name");
        if (!seen.Add(id)) return null;
        return new SourceItem(new DiscoveredServer
        {
            Source = name,
            Name = entry.Text("registry-name").Within(300) ?? id,
            IsRegistryName = entry.Text("registry-name") is not null,
            Title = (entry.Text("title") ?? id).Cut(300),
            Description = entry.Text("description").Cut(5000),
            Repository = entry.Text("repository").Within(2000),
            WebsiteUrl = entry.Text("website").Within(2000),
            Version = entry.Text("version").Within(255),
            Endpoints = [.. Endpoints(entry)],
            RawEntry = Encoding.UTF8.GetBytes(entry.GetRawText()),
        }, null);
    }

    private static IEnumerable<Endpoint> Endpoints(JsonElement entry)
    {
        if (entry.Text("remote").Within(4000) is { } remote) yield return new Endpoint { Kind = EndpointKind.StreamableHttp, Url = remote };
        if (entry.Text("sse").Within(4000) is { } sse) yield return new Endpoint { Kind = EndpointKind.Sse, Url = sse };
        foreach (var type in (string[])["npm", "pypi", "oci"])
        {
            if (entry.Text(type).Within(500) is { } package) yield return new Endpoint { Kind = EndpointKind.Package, PackageType = type, PackageName = package };
        }
    }
}
