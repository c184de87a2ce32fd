using Catalogue.Crawler.Inspection.Sandboxing;

namespace Catalogue.Crawler.Inspection.Packages;

/// <summary>Where Node.js and npm lie on this machine, and which registry npm is configured for.</summary>
/// <param name="Node">Node's full path, also inside the sandbox.</param>
/// <param name="Npm">npm's script, also inside the sandbox.</param>
/// <param name="Registry">The registry's URL.</param>
/// <param name="ReadOnly">What the sandbox must show for both, beyond the system.</param>
/// <param name="InstallEnvironment">Environment for installations.</param>
internal sealed record NpmSetup(
    string Node, string Npm, Uri Registry, IReadOnlyDictionary<string, string> ReadOnly, IReadOnlyDictionary<string, string> InstallEnvironment)
{
    private static readonly TimeSpan AskingTime = TimeSpan.FromSeconds(20);

    /// <summary>Finds them.</summary>
    /// <exception cref="InspectionFaultException">One is not here; the reason names it.</exception>
    public static async Task<NpmSetup> FindAsync(InspectionOptions options)
    {
        var node = Programs.Find("node", options.SearchPath) ?? throw Workshop.Missing("Node.js", "is not installed (Debian, Ubuntu: apt-get install nodejs npm)");
        var npm = Programs.Find("npm", options.SearchPath) ?? throw Workshop.Missing("npm", "is not installed (Debian, Ubuntu: apt-get install npm)");
        var script = Programs.Real(npm);
        if (!script.EndsWith(".js", StringComparison.Ordinal)) throw Workshop.Missing("npm", $"at {npm} is not the program of that name but something in its place");
        var registry = options.NpmRegistry?.AbsoluteUri ?? await AskAsync(npm, "registry", options).ConfigureAwait(false);
        if (!Uri.TryCreate(registry, UriKind.Absolute, out var address)) throw Workshop.Missing("npm", "names no registry (npm config get registry)");
        var realNode = Programs.Real(node);
        var shown = new Dictionary<string, string>();
        Show(shown, Prefix(realNode));
        Show(shown, Prefix(script));
        var certificates = Certificates(await AskAsync(npm, "cafile", options).ConfigureAwait(false));
        var environment = new Dictionary<string, string>();
        if (certificates is not null)
        {
            Show(shown, certificates);
            environment["NODE_EXTRA_CA_CERTS"] = certificates;
        }
        return new NpmSetup(realNode, script, address, shown, environment);
    }

    /// <summary>How a package is installed into the sandbox's package folder.</summary>
    public Installation Install(string package) => new(InstallCommand(package), [Registry], ReadOnly, InstallEnvironment);

    private IReadOnlyList<string> InstallCommand(string package) =>
    [
        Node, "-e", Bridge.Node, Node, Npm, "install", "--prefix", Sandbox.PackageFolder, "--ignore-scripts", "--no-audit", "--no-fund", "--no-progress",
        "--no-package-lock", "--omit=dev", "--loglevel=error", "--cache", Sandbox.PackageFolder + "/.cache", "--registry", Registry.AbsoluteUri,
        "--fetch-retries=1", "--no-update-notifier", "--", package,
    ];

    // …/bin/node → …; …/lib/node_modules/npm/bin/npm-cli.js → …/npm
    private static string Prefix(string program) => Path.GetDirectoryName(Path.GetDirectoryName(program)!)!;

    private static void Show(Dictionary<string, string> shown, string place)
    {
        if (place is "/" or "/usr" || place.StartsWith("/usr/", StringComparison.Ordinal) || place.StartsWith("/etc/ssl/", StringComparison.Ordinal)) return;
        shown[place] = place;
    }

    private static string? Certificates(string? configured)
    {
        foreach (var file in new[] { configured, Environment.GetEnvironmentVariable("NODE_EXTRA_CA_CERTS") })
        {
            if (!string.IsNullOrEmpty(file) && Path.IsPathRooted(file) && File.Exists(file)) return file;
        }
        return null;
    }

    // Our own npm, our own configuration: this one runs outside the sandbox.
    private static async Task<string?> AskAsync(string npm, string key, InspectionOptions options)
    {
        var answer = await Command.RunAsync(npm, ["config", "get", key], options.SearchPath, AskingTime, CancellationToken.None).ConfigureAwait(false);
        if (answer.Code != 0) throw Workshop.Missing("npm", $"does not work: {Workshop.LastWords(answer.Errors)}");
        return answer.Output is "" or "null" or "undefined" ? null : answer.Output;
    }
}
