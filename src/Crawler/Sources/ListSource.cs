using System.Runtime.CompilerServices;
using System.Text;
using Catalogue.Crawler.Files;
using Catalogue.Crawler.Model;

namespace Catalogue.Crawler.Sources;

/// <summary>
/// A list of ours: servers named one by one, by exact package or by URL. The operator stands behind each, so packages are
/// installed (in the sandbox) and addresses visited without further settings.
/// </summary>
internal sealed class ListSource(string name, IReadOnlyList<DiscoveredServer> servers) : IServerSource
{
    private static readonly string[] PackageTypes = ["npm", "pypi", "nuget", "oci"];

    public string Name => name;

    public SourcePass? LastPass { get; private set; }

    /// <summary>Reads the settings of this kind.</summary>
    public static Func<SourceContext, IServerSource> Read(string name, StrictYaml yaml, SourceFiles files)
    {
        var trusted = yaml.Boolean("trusted", true);
        var servers = new List<DiscoveredServer>();
        foreach (var map in yaml.Maps("servers"))
        {
            var server = ReadServer(name, map, trusted);
            if (servers.Exists(other => other.Name == server.Name)) throw map.ProblemAt("name", $"'{server.Name}' is listed twice.");
            servers.Add(server);
        }
        if (servers.Count == 0) throw yaml.ProblemAt("servers", "'servers' must list at least one server.");
        return _ => new ListSource(name, servers);
    }

    public async IAsyncEnumerable<SourceItem> DiscoverAsync(DateTimeOffset? since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        foreach (var server in servers)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return new SourceItem(server, null);
        }
        LastPass = new SourcePass { Complete = true };
    }

    private static DiscoveredServer ReadServer(string source, StrictYaml map, bool trusted)
    {
        var package = map.String("package");
        var url = map.Url("url");
        if (package is null == url is null) throw map.ProblemAt("package", "exactly one of 'package' and 'url' must be given.");
        var settings = map.StringMap("settings").Select(static pair => new EndpointSetting(pair.Key, true, false, pair.Value)).ToArray();
        var arguments = map.Strings("arguments");
        var transport = map.Choice("transport", "streamable-http", "streamable-http", "sse");
        var endpoint = url is not null
            ? new Endpoint { Kind = transport == "sse" ? EndpointKind.Sse : EndpointKind.StreamableHttp, Url = url.AbsoluteUri, Settings = settings, Trusted = trusted }
            : ReadPackage(map, package!) with { Arguments = arguments, Settings = settings, Trusted = trusted };
        if (url is not null && arguments.Count > 0) throw map.ProblemAt("arguments", "'arguments' go with a package, not with a URL.");
        var name = map.String("name") ?? endpoint.PackageName ?? url!.IdnHost;
        var server = new DiscoveredServer
        {
            Source = source,
            Name = name,
            IsRegistryName = map.Boolean("registry-name", false),
            Title = map.String("title"),
            Description = map.String("description"),
            Repository = map.Url("repository")?.AbsoluteUri,
            RepositorySubfolder = map.String("subfolder"),
            WebsiteUrl = map.Url("website")?.AbsoluteUri,
            Version = endpoint.PackageVersion,
            Endpoints = [endpoint],
        };
        map.End();
        return server with { RawEntry = Encoding.UTF8.GetBytes($"{{\"name\":{Quote(name)},\"endpoint\":{Quote(url?.AbsoluteUri ?? package!)}}}") };
    }

    /// <summary>Reads <c>TYPE:NAME@VERSION</c>.</summary>
    private static Endpoint ReadPackage(StrictYaml map, string text)
    {
        var colon = text.IndexOf(':');
        var type = colon < 0 ? "" : text[..colon];
        var rest = text[(colon + 1)..];
        var at = rest.LastIndexOf('@');
        if (!PackageTypes.Contains(type) || at <= 0 || at == rest.Length - 1)
        {
            throw map.ProblemAt("package",
                $"'{text}' must be TYPE:NAME@VERSION with an exact version (npm:@scope/name@1.2.3) and a type of {string.Join(", ", PackageTypes)}.");
        }
        var version = rest[(at + 1)..];
        if (version.Any(static c => c is '^' or '~' or '*' or '<' or '>' or '|' or ' ') || version is "latest" or "next")
        {
            throw map.ProblemAt("package", $"'{version}' is no exact version.");
        }
        return new Endpoint { Kind = EndpointKind.Package, PackageType = type, PackageName = rest[..at], PackageVersion = version };
    }

    private static string Quote(string text) => $"\"{System.Text.Json.JsonEncodedText.Encode(text)}\"";
}
