using System.Text.RegularExpressions;
using Catalogue.Crawler.Inspection.Sandboxing;
using Catalogue.Crawler.Model;

namespace Catalogue.Crawler.Inspection.Packages;

/// <summary>Packages of the Python index: wheels alone (a source package runs its own code to be built), started with python3.</summary>
internal sealed partial class PyPiRuntime(InspectionOptions options) : IPackageRuntime
{
    private const string Site = Sandbox.PackageFolder + "/site";

    // What a console script of pip's would do.
    private const string Starter = "import importlib, sys; sys.argv[0] = sys.argv[1]; target = importlib.import_module(sys.argv[2])\n"
        + "for part in sys.argv[3].split('.'): target = getattr(target, part)\n"
        + "del sys.argv[1:4]; sys.exit(target())";

    private readonly Lazy<Task<PythonSetup>> _setup = new(() => PythonSetup.FindAsync(options));

    /// <inheritdoc/>
    public string PackageType => "pypi";

    /// <inheritdoc/>
    public async Task<SandboxProcess> StartAsync(Endpoint endpoint, IReadOnlyDictionary<string, string> settings, Workshop workshop, CancellationToken cancellationToken)
    {
        var name = endpoint.PackageName ?? "";
        if (!NamePattern().IsMatch(name)) throw Workshop.Failed($"'{Plain.Sentence(name, 100)}' is not a name of a Python package.");
        if (endpoint.PackageVersion is { } version && !VersionPattern().IsMatch(version)) throw Workshop.Failed($"'{Plain.Sentence(version, 60)}' is not an exact version.");
        var setup = await _setup.Value.ConfigureAwait(false);
        await workshop.InstallAsync(setup.Install(endpoint.PackageVersion is null ? name : $"{name}=={endpoint.PackageVersion}", Site), cancellationToken).ConfigureAwait(false);
        var (script, module, attribute) = FindScript(Path.Combine(workshop.PackageFolder, "site"), name);
        var environment = new Dictionary<string, string>(settings) { ["PYTHONPATH"] = Site, ["PYTHONDONTWRITEBYTECODE"] = "1" };
        return await workshop.RunAsync([setup.Python, "-s", "-c", Starter, script, module, attribute, .. endpoint.Arguments], setup.ReadOnly, environment).ConfigureAwait(false);
    }

    /// <summary>The console script of a package: its name, module and function.</summary>
    internal static (string Script, string Module, string Attribute) FindScript(string site, string name)
    {
        var own = Normal(name);
        var info = Directory.EnumerateDirectories(site, "*.dist-info")
            .FirstOrDefault(d => Normal(Path.GetFileName(d).Split('-')[0]) == own) ?? throw Workshop.Failed("the installed package has no description (dist-info).");
        var file = Path.Combine(info, "entry_points.txt");
        var scripts = File.Exists(file) ? ReadScripts(file) : [];
        return scripts.Count == 0
            ? throw Workshop.Failed("it has no program (console script), so it is a library.")
            : scripts.OrderByDescending(s => Normal(s.Script) == own)
                .ThenByDescending(s => s.Script.Contains("mcp", StringComparison.OrdinalIgnoreCase))
                .ThenByDescending(s => s.Script.Contains("server", StringComparison.OrdinalIgnoreCase))
                .First();
    }

    private static List<(string Script, string Module, string Attribute)> ReadScripts(string file)
    {
        var scripts = new List<(string, string, string)>();
        var inside = false;
        foreach (var line in File.ReadLines(file).Take(1_000).Select(l => l.Trim()))
        {
            if (line.StartsWith('[')) inside = line == "[console_scripts]";
            else if (inside && EntryPattern().Match(line) is { Success: true } entry) scripts.Add((entry.Groups[1].Value, entry.Groups[2].Value, entry.Groups[3].Value));
        }
        return scripts;
    }

    private static string Normal(string name) => SeparatorPattern().Replace(name, "-").ToLowerInvariant();

    [GeneratedRegex(@"^(?=.{1,200}\z)[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?\z", RegexOptions.None, 100)]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"^[0-9][0-9A-Za-z.+!-]{0,99}\z", RegexOptions.None, 100)]
    private static partial Regex VersionPattern();

    [GeneratedRegex("[-_.]+", RegexOptions.None, 100)]
    private static partial Regex SeparatorPattern();

    [GeneratedRegex(@"^([\w.-]{1,100})\s*=\s*([A-Za-z_][\w.]{0,200})\s*:\s*([A-Za-z_][\w.]{0,200})", RegexOptions.ECMAScript, 100)]
    private static partial Regex EntryPattern();
}
