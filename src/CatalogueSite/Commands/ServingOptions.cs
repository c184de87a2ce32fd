using System.CommandLine;
using Catalogue.Site.Api.Http;
using Catalogue.Site.Publishing;
using Catalogue.Site.Serving;
using Microsoft.Extensions.DependencyInjection;

namespace Catalogue.Site.Commands;

/// <summary>Options of the commands that serve: <c>serve</c> and <c>run</c>.</summary>
public static class ServingOptions
{
    private static readonly string[] AnyHost = ["*", "+", "0.0.0.0", "[::]"];

    /// <summary><c>--urls</c>: where to listen.</summary>
    public static Option<string> Urls { get; } = new("--urls")
    {
        Description = "Where to listen: http://HOST:PORT, several separated by semicolons.",
        HelpName = "URL",
        DefaultValueFactory = _ => SiteHostOptions.DefaultUrl,
    };

    /// <summary><c>--public-url</c>: how the world reaches the site.</summary>
    public static Option<string?> PublicUrl { get; } = new("--public-url")
    {
        Description = "How the world reaches this site (https://risk.example.com): for the site map, feeds and structured data.",
        HelpName = "URL",
    };

    /// <summary><c>--report-url</c>: where "something wrong?" goes.</summary>
    public static Option<string?> ReportUrl { get; } = new("--report-url")
    {
        Description = "Where \"something wrong?\" leads (a new issue's address); without it there is no such link.",
        HelpName = "URL",
    };

    /// <summary><c>--public-metrics</c>: answers /metrics to everybody.</summary>
    public static Option<bool> PublicMetrics { get; } = new("--public-metrics") { Description = "Answer /metrics to everybody, not on loopback alone." };

    /// <summary><c>--namespace</c>: the reverse-DNS name of this catalogue in the sub-registry.</summary>
    public static Option<string> Namespace { get; } = new("--namespace")
    {
        Description = "Reverse-DNS name of this catalogue (com.example.catalogue): in the sub-registry's names and its _meta key.",
        HelpName = "NAME",
        DefaultValueFactory = _ => DoorOptions.Default.Namespace,
    };

    /// <summary><c>--requests-per-minute</c>: how much one address may ask of the machine-readable doors.</summary>
    public static Option<int> RequestsPerMinute { get; } = new("--requests-per-minute")
    {
        Description = "Requests to the API, feeds, sub-registry and /mcp that one address may make in a minute; 0 for no limit.",
        HelpName = "N",
        DefaultValueFactory = _ => DoorOptions.Default.RequestsPerMinute,
    };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Option> All { get; } = [Urls, PublicUrl, ReportUrl, PublicMetrics, Namespace, RequestsPerMinute];

    /// <summary>Puts them into the site's options.</summary>
    /// <exception cref="UsageException">A value can't be used: says which and why.</exception>
    public static SiteHostOptions Apply(SiteHostOptions options, ParseResult arguments)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(arguments);
        var doors = new DoorOptions { Namespace = arguments.GetValue(Namespace)!, RequestsPerMinute = arguments.GetValue(RequestsPerMinute) };
        if (doors.Fault() is { } fault) throw new UsageException($"--namespace, --requests-per-minute: {fault}");
        var urls = ParseUrls(arguments.GetValue(Urls)!);
        return options with
        {
            Urls = urls,
            Address = new SiteAddress(
                ParseAddress("--public-url", arguments.GetValue(PublicUrl), pathAllowed: false),
                ParseAddress("--report-url", arguments.GetValue(ReportUrl), pathAllowed: true))
            { Local = LocalOf(urls[0]) },
            PublicMetrics = arguments.GetValue(PublicMetrics),
            Services = services =>
            {
                options.Services?.Invoke(services);
                services.AddSingleton(doors);
            },
        };
    }

    /// <summary>The addresses to listen on.</summary>
    public static IReadOnlyList<string> ParseUrls(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var urls = value.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (urls.Length == 0) throw new UsageException("--urls: give at least one address, such as http://127.0.0.1:8080.");
        foreach (var url in urls)
        {
            // Kestrel takes * and + for any host; Uri does not.
            var plain = url.Replace("://*", "://any", StringComparison.Ordinal).Replace("://+", "://any", StringComparison.Ordinal);
            if (plain.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
            {
                throw new UsageException($"--urls {url}: this program speaks plain HTTP; let a proxy in front of it do TLS, and tell the world's address with --public-url.");
            }
            if (!Uri.TryCreate(plain, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttp || uri.PathAndQuery != "/")
            {
                throw new UsageException($"--urls {url}: expected http://HOST:PORT, such as http://127.0.0.1:8080.");
            }
        }
        return urls;
    }

    // A server that listens everywhere is reached from its own machine by the loopback address.
    private static string LocalOf(string url) => AnyHost.Aggregate(url.TrimEnd('/'), (address, any) => address.Replace("//" + any, "//127.0.0.1", StringComparison.Ordinal));

    /// <summary>An address of the web, or null where none was given.</summary>
    public static Uri? ParseAddress(string option, string? value, bool pathAllowed)
    {
        if (string.IsNullOrWhiteSpace(value)) return null;
        if (!Uri.TryCreate(value, UriKind.Absolute, out var uri) || (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps) || uri.UserInfo.Length > 0)
        {
            throw new UsageException($"{option} {value}: expected an address such as https://risk.example.com.");
        }
        if (!pathAllowed && (uri.PathAndQuery != "/" || uri.Fragment.Length > 0))
        {
            throw new UsageException($"{option} {value}: the site lives at the root of its host; leave '{uri.PathAndQuery}' out.");
        }
        return uri;
    }
}
