using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Catalogue.Crawler.Files;
using Catalogue.Crawler.Model;
using Catalogue.Crawler.Net;

namespace Catalogue.Crawler.Sources;

/// <summary>What an npm search is configured with.</summary>
/// <param name="Registry">The registry, or null for the one that npm is configured with.</param>
/// <param name="Keywords">Keywords to search for, one search each.</param>
/// <param name="Limit">Packages to take up.</param>
/// <param name="Packages">True: the packages may be installed. Without it nothing is taken up, since there is nothing else here.</param>
internal sealed record NpmSearchSettings(Uri? Registry, IReadOnlyList<string> Keywords, int Limit, bool Packages);

/// <summary>Packages of an npm registry by keyword.</summary>
internal sealed class NpmSearchSource(string name, NpmSearchSettings settings, SourceContext context) : IServerSource
{
    private const int PageSize = 250;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private int _leftOut;

    public string Name => name;

    public SourcePass? LastPass { get; private set; }

    /// <summary>Reads the settings of this kind.</summary>
    public static Func<SourceContext, IServerSource> Read(string name, StrictYaml yaml, SourceFiles files)
    {
        var keywords = yaml.Strings("keywords");
        var settings = new NpmSearchSettings(
            yaml.Url("registry"),
            keywords.Count > 0 ? keywords : ["mcp-server"],
            yaml.Integer("limit", 250, 1, 100_000),
            yaml.Boolean("packages", false));
        return context => new NpmSearchSource(name, settings, context);
    }

    public async IAsyncEnumerable<SourceItem> DiscoverAsync(DateTimeOffset? since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        _leftOut = 0;
        var registry = settings.Registry ?? await AskNpmAsync(cancellationToken);
        using var reader = context.CreateReader(registry);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var keyword in settings.Keywords)
        {
            for (int from = 0, found = PageSize; found == PageSize && seen.Count < settings.Limit; from += PageSize)
            {
                using var page = await ReadPageAsync(reader, registry, keyword, from, cancellationToken);
                found = 0;
                foreach (var result in page.RootElement.Items(PageSize, "objects"))
                {
                    found++;
                    if (seen.Count >= settings.Limit) break;
                    if (ReadPackage(result, seen) is { } item) yield return item;
                }
            }
        }
        LastPass = new SourcePass
        {
            LeftOut = _leftOut,
            LeftOutWhy = _leftOut == 0 ? null : $"packages; 'packages: true' in the source '{name}' takes them up and lets the sandbox install them",
        };
    }

    private SourceItem? ReadPackage(JsonElement result, HashSet<string> seen)
    {
        var package = result.Get("package");
        if (package.Text("name").Within(214) is not { } id) return new SourceItem(null, "a result without a package's name");
        if (!seen.Add(id)) return null;
        if (!settings.Packages)
        {
            _leftOut++;
            return null;
        }
        var links = package.Get("links");
        return new SourceItem(new DiscoveredServer
        {
            Source = name,
            Name = id,
            Description = package.Text("description").Cut(5000),
            Version = package.Text("version").Within(255),
            Repository = links.Text("repository").Within(2000),
            WebsiteUrl = links.Text("homepage").Within(2000),
            UpdatedAt = DateTimeOffset.TryParse(package.Text("date"), null, out var date) ? date : null,
            Endpoints =
            [
                new Endpoint { Kind = EndpointKind.Package, PackageType = "npm", PackageName = id, PackageVersion = package.Text("version").Within(255), Trusted = true },
            ],
            RawEntry = Encoding.UTF8.GetBytes(result.GetRawText()),
        }, null);
    }

    private async Task<JsonDocument> ReadPageAsync(PatientReader reader, Uri registry, string keyword, int from, CancellationToken cancellationToken)
    {
        var url = new Uri($"{registry.AbsoluteUri.TrimEnd('/')}/-/v1/search?text={Uri.EscapeDataString($"keywords:{keyword}")}&size={PageSize}&from={from}");
        try
        {
            return JsonDocument.Parse(await reader.GetAsync(url, cancellationToken));
        }
        catch (JsonException e)
        {
            throw new SourceUnavailableException($"{registry.IdnHost} answered the search with something else than JSON: {e.Message}", e);
        }
        catch (Exception e) when (NetFailure.Read(e) is { } failure && !cancellationToken.IsCancellationRequested)
        {
            throw new SourceUnavailableException($"{registry.IdnHost} could not be searched: {failure.Reason}", e);
        }
    }

    /// <summary>The registry that this machine's npm uses: the operator's choice, mirrors included.</summary>
    private static async Task<Uri> AskNpmAsync(CancellationToken cancellationToken)
    {
        const string Hint = "Install npm, or name the registry in the source file ('registry: URL').";
        try
        {
            using var npm = Process.Start(new ProcessStartInfo("npm", ["config", "get", "registry"]) { RedirectStandardOutput = true, RedirectStandardError = true })
                ?? throw new SourceUnavailableException($"npm did not start. {Hint}");
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(Patience);
            var answer = await npm.StandardOutput.ReadToEndAsync(limit.Token);
            await npm.WaitForExitAsync(limit.Token);
            return Uri.TryCreate(answer.Trim(), UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
                ? url
                : throw new SourceUnavailableException($"npm names no registry. {Hint}");
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new SourceUnavailableException($"npm could not be asked for its registry. {Hint}", e);
        }
    }
}
