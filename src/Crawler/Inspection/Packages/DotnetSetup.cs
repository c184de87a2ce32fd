using System.Xml.Linq;
using Catalogue.Crawler.Inspection.Sandboxing;

namespace Catalogue.Crawler.Inspection.Packages;

/// <summary>Where the .NET SDK lies on this machine, and which feeds it is configured for.</summary>
/// <param name="Dotnet">dotnet's full path, also inside the sandbox.</param>
/// <param name="Feeds">The feeds, the first of which is used.</param>
/// <param name="Leader">The program and script that lead an installation to its proxy.</param>
/// <param name="ReadOnly">What the sandbox must show beyond the system.</param>
/// <param name="Environment">Environment for installing and running.</param>
internal sealed record DotnetSetup(
    string Dotnet, IReadOnlyList<Uri> Feeds, IReadOnlyList<string> Leader, IReadOnlyDictionary<string, string> ReadOnly, IReadOnlyDictionary<string, string> Environment)
{
    private static readonly TimeSpan AskingTime = TimeSpan.FromSeconds(30);

    /// <summary>Finds them.</summary>
    /// <exception cref="InspectionFaultException">One is not here; the reason names it.</exception>
    public static async Task<DotnetSetup> FindAsync(InspectionOptions options)
    {
        var program = Programs.Find("dotnet", options.SearchPath) ?? throw Workshop.Missing(".NET (dnx)", "is not installed (it comes with the .NET SDK 10)");
        var dotnet = Programs.Real(program);
        var root = Path.GetDirectoryName(dotnet)!;
        if (!Directory.Exists(Path.Combine(root, "sdk"))) throw Workshop.Missing("The .NET SDK (dnx)", $"is not installed; {root} has the runtime alone");
        var feeds = options.NuGetFeed is { } set ? [set] : await AskAsync(program, options).ConfigureAwait(false);
        if (feeds.Count == 0) throw Workshop.Missing("NuGet", "has no feed (dotnet nuget list source)");
        IReadOnlyList<string> leader =
            Programs.Find("node", ["/usr/bin", "/usr/local/bin"]) is { } node ? [node, "-e", Bridge.Node]
            : Programs.Find("python3", ["/usr/bin", "/usr/local/bin"]) is { } python ? [python, "-c", Bridge.Python]
            : throw Workshop.Missing("Node.js or Python", "leads installations of .NET tools to their feed, and neither is installed");
        var shown = root.StartsWith("/usr/", StringComparison.Ordinal) ? new Dictionary<string, string>() : new Dictionary<string, string> { [root] = root };
        return new DotnetSetup(dotnet, feeds, leader, shown, Variables(root));
    }

    /// <summary>How a tool is installed into a folder of the sandbox.</summary>
    public Installation Install(string package, string? version, string folder)
    {
        List<string> command = [.. Leader, Dotnet, "tool", "install", package, "--tool-path", folder, "--configfile", Sandbox.PackageFolder + "/nuget.config", "--no-cache", "--verbosity", "quiet"];
        if (version is not null) command.AddRange(["--version", version]);
        // The home is small and in memory; packages unfold beside the tool.
        var environment = new Dictionary<string, string>(Environment) { ["NUGET_PACKAGES"] = folder + "/.packages", ["NUGET_HTTP_CACHE_PATH"] = folder + "/.http", ["NUGET_SCRATCH"] = folder + "/.scratch", ["TMPDIR"] = Sandbox.PackageFolder };
        return new Installation(command, Feeds, ReadOnly, environment);
    }

    /// <summary>A configuration that names the feed and nothing else.</summary>
    public string Configuration() => new XDocument(new XElement(
        "configuration",
        new XElement(
            "packageSources",
            new XElement("clear"),
            new XElement("add", new XAttribute("key", "feed"), new XAttribute("value", Feeds[0].AbsoluteUri), new XAttribute("protocolVersion", "3"), new XAttribute("allowInsecureConnections", Feeds[0].Scheme == Uri.UriSchemeHttp))))).ToString();

    private static Dictionary<string, string> Variables(string root)
    {
        var variables = new Dictionary<string, string>
        {
            ["DOTNET_ROOT"] = root,
            ["DOTNET_CLI_HOME"] = Sandbox.Home,
            ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
            ["DOTNET_NOLOGO"] = "1",
            ["DOTNET_EnableDiagnostics"] = "0",
            ["DOTNET_SKIP_FIRST_TIME_EXPERIENCE"] = "1",
            ["DOTNET_SKIP_WORKLOAD_INTEGRITY_CHECK"] = "1",
            ["DOTNET_GENERATE_ASPNET_CERTIFICATE"] = "false",
        };
        foreach (var name in new[] { "SSL_CERT_FILE", "SSL_CERT_DIR" })
        {
            if (System.Environment.GetEnvironmentVariable(name) is { Length: > 0 } place && place.StartsWith("/etc/ssl/", StringComparison.Ordinal)) variables[name] = place;
        }
        return variables;
    }

    // Lines of "E https://…" are feeds that are switched on.
    private static async Task<IReadOnlyList<Uri>> AskAsync(string program, InspectionOptions options)
    {
        var answer = await Command.RunAsync(program, ["nuget", "list", "source", "--format", "short"], options.SearchPath, AskingTime, CancellationToken.None).ConfigureAwait(false);
        return [.. answer.Output.Split('\n').Select(l => l.Trim()).Where(l => l.StartsWith("E ", StringComparison.Ordinal))
            .Select(l => Uri.TryCreate(l[2..].Trim(), UriKind.Absolute, out var feed) && feed.Scheme is "https" or "http" ? feed : null).OfType<Uri>()];
    }
}
