namespace Catalogue.Crawler.Inspection;

/// <summary>How servers are asked: what each inspection may cost, and what this machine offers for it.</summary>
public sealed record InspectionOptions
{
    /// <summary>What one inspection may cost.</summary>
    public InspectionLimits Limits { get; init; } = new();

    /// <summary>Where the tokens for single servers lie, by canonical server name.</summary>
    public IReadOnlyDictionary<string, TokenPlace> Tokens { get; init; } = new Dictionary<string, TokenPlace>();

    /// <summary>Where packages are installed and their sandboxes prepared; everything in it is removed again. Default: a folder of our own in the system's temporary one.</summary>
    public string WorkFolder { get; init; } = Path.Combine(Path.GetTempPath(), "catalogue-inspection");

    /// <summary>The npm registry. Default: the one that npm is configured for.</summary>
    public Uri? NpmRegistry { get; init; }

    /// <summary>The Python index (its <c>simple</c> URL). Default: the one that pip is configured for.</summary>
    public Uri? PythonIndex { get; init; }

    /// <summary>The NuGet feed (its <c>index.json</c>). Default: the first that dotnet is configured for.</summary>
    public Uri? NuGetFeed { get; init; }

    /// <summary>Hosts that installations may reach beside the registries, such as a mirror's file host. Default: none.</summary>
    public IReadOnlyList<Uri> InstallHosts { get; init; } = [];

    /// <summary>Packages installed and run at the same time.</summary>
    public int PackagesAtOnce { get; init; } = Math.Clamp(Environment.ProcessorCount * 2, 2, 8);

    /// <summary>Folders searched for programs (node, npm, python3, bwrap, …), in order. Default: <c>PATH</c>.</summary>
    public IReadOnlyList<string> SearchPath { get; init; } =
        (Environment.GetEnvironmentVariable("PATH") ?? "/usr/local/bin:/usr/bin:/bin").Split(':', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Behave as on a machine where we are not root and may make no control groups.</summary>
    internal bool AsPlainUser { get; init; }
}
