using System.CommandLine;
using System.Globalization;
using Catalogue.Crawler.Net;
using Catalogue.Crawler.Storage;

namespace Catalogue.Site.Commands;

/// <summary>Options of the commands that crawl: <c>crawl</c> and <c>run</c>.</summary>
public static class CrawlingOptions
{
    /// <summary>The file of the data folder that names hosts to leave out.</summary>
    public const string LeaveOutFile = "leave-out.yaml";

    /// <summary><c>--allow-network CIDR</c>.</summary>
    public static Option<string[]> AllowNetwork { get; } = new("--allow-network")
    {
        Description = "Also visit addresses of this network (repeatable), such as 10.0.0.0/8. Without it loopback, private, link-local and other special addresses are refused.",
        HelpName = "CIDR",
        DefaultValueFactory = _ => [],
    };

    /// <summary><c>--contact-url URL</c>.</summary>
    public static Option<string?> ContactUrl { get; } = new("--contact-url")
    {
        Description = $"Where a server's owner reads who asks and how to be left out: goes out with every request, in User-Agent. Default: the page {ProductHome.CrawlerPath} under --public-url, else the product's home.",
        HelpName = "URL",
    };

    /// <summary><c>--leave-out HOST</c>.</summary>
    public static Option<string[]> LeaveOut { get; } = new("--leave-out")
    {
        Description = $"Never visit this host and those under it (repeatable), whoever lists them, besides those in {LeaveOutFile} of the data folder.",
        HelpName = "HOST",
        DefaultValueFactory = _ => [],
    };

    /// <summary><c>--install-host URL</c>.</summary>
    public static Option<string[]> InstallHost { get; } = new("--install-host")
    {
        Description = "A host that the installing of packages may reach beside the package registry (repeatable), such as a mirror's file host.",
        HelpName = "URL",
        DefaultValueFactory = _ => [],
    };

    /// <summary><c>--recheck SHORTEST..LONGEST</c>.</summary>
    public static Option<string?> Recheck { get; } = new("--recheck")
    {
        Description = "How often a server that answers is asked again: from SHORTEST (it keeps changing) to LONGEST (it never does), such as 3h..14d.",
        HelpName = "SHORTEST..LONGEST",
    };

    /// <summary><c>--recheck-failed FIRST..LONGEST</c>.</summary>
    public static Option<string?> RecheckFailed { get; } = new("--recheck-failed")
    {
        Description = "How soon a server that failed is asked again: after FIRST, then twice as late each time, up to LONGEST, such as 1h..7d.",
        HelpName = "FIRST..LONGEST",
    };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Option> All { get; } = [AllowNetwork, ContactUrl, LeaveOut, InstallHost, Recheck, RecheckFailed];

    /// <summary>What was given for them.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="dataFolder">Where <see cref="LeaveOutFile"/> may lie.</param>
    /// <param name="publicUrl">How the world reaches the site that this process serves, or null: its page about the crawler is then the contact.</param>
    /// <exception cref="UsageException">A value cannot be used: says which, and what can.</exception>
    public static CrawlingSettings Read(ParseResult arguments, string dataFolder, Uri? publicUrl = null)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        var contact = Url("--contact-url", arguments.GetValue(ContactUrl)) ?? (publicUrl is null ? ProductHome.Crawler : new Uri(publicUrl, ProductHome.CrawlerPath));
        return new CrawlingSettings(
            new GuardOptions
            {
                AllowedNetworks = Networks(arguments.GetValue(AllowNetwork) ?? []),
                ContactUrl = contact.AbsoluteUri,
                LeftOut = LeftOut(Path.Combine(dataFolder, LeaveOutFile), arguments.GetValue(LeaveOut) ?? []),
            },
            [.. (arguments.GetValue(InstallHost) ?? []).Select(text => Url("--install-host", text)!)],
            Schedule(arguments.GetValue(Recheck), arguments.GetValue(RecheckFailed)));
    }

    private static AllowedNetworks Networks(IReadOnlyList<string> networks)
    {
        try
        {
            return AllowedNetworks.Parse(networks);
        }
        catch (FormatException exception)
        {
            throw new UsageException($"--allow-network: {exception.Message}", exception);
        }
    }

    private static LeftOutHosts LeftOut(string file, IReadOnlyList<string> hosts)
    {
        try
        {
            return LeftOutHosts.Read(file, hosts);
        }
        catch (FormatException exception)
        {
            throw new UsageException($"--leave-out: {exception.Message}", exception);
        }
    }

    private static Uri? Url(string option, string? text)
    {
        if (text is null) return null;
        return Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            ? url
            : throw new UsageException($"{option}: '{text}' is not an absolute http or https URL, such as https://example.org/crawler.");
    }

    private static RecheckSchedule Schedule(string? answers, string? failures)
    {
        var schedule = new RecheckSchedule();
        if (answers is not null)
        {
            var (shortest, longest) = Range("--recheck", answers);
            var first = schedule.First < shortest ? shortest : schedule.First > longest ? longest : schedule.First;
            schedule = schedule with { Shortest = shortest, First = first, Longest = longest };
        }
        if (failures is not null)
        {
            var (first, longest) = Range("--recheck-failed", failures);
            schedule = schedule with { AfterFailure = first, LongestAfterFailure = longest };
        }
        return schedule;
    }

    private static (TimeSpan Low, TimeSpan High) Range(string option, string text)
    {
        var parts = text.Split("..");
        if (parts.Length != 2 || Time(parts[0]) is not { } low || Time(parts[1]) is not { } high)
            throw new UsageException($"{option}: '{text}' is not a range of times. Write two numbers with m (minutes), h (hours), d (days) or w (weeks), such as 3h..14d.");
        return low >= TimeSpan.FromMinutes(1) && low <= high && high <= TimeSpan.FromDays(366)
            ? (low, high)
            : throw new UsageException($"{option}: '{text}' must run from at least 1m up to at most 366d, the shorter time first.");
    }

    private static TimeSpan? Time(string text)
    {
        var trimmed = text.Trim();
        if (trimmed.Length < 2 || !double.TryParse(trimmed[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) || number > 1_000_000) return null;
        return trimmed[^1] switch
        {
            'm' => TimeSpan.FromMinutes(number),
            'h' => TimeSpan.FromHours(number),
            'd' => TimeSpan.FromDays(number),
            'w' => TimeSpan.FromDays(7 * number),
            _ => null,
        };
    }
}
