using System.Text.Json;
using System.Text.RegularExpressions;
using Catalogue.Crawler.Inspection.Sandboxing;
using Catalogue.Crawler.Model;

namespace Catalogue.Crawler.Inspection.Packages;

/// <summary>Packages of the npm registry: installed with scripts off, started with node.</summary>
internal sealed partial class NpmRuntime(InspectionOptions options) : IPackageRuntime
{
    private readonly Lazy<Task<NpmSetup>> _setup = new(() => NpmSetup.FindAsync(options));

    /// <inheritdoc/>
    public string PackageType => "npm";

    /// <inheritdoc/>
    public async Task<SandboxProcess> StartAsync(Endpoint endpoint, IReadOnlyDictionary<string, string> settings, Workshop workshop, CancellationToken cancellationToken)
    {
        var name = endpoint.PackageName ?? "";
        var version = endpoint.PackageVersion ?? "latest";
        if (!NamePattern().IsMatch(name)) throw Workshop.Failed($"'{Plain.Sentence(name, 100)}' is not a name of an npm package.");
        if (!VersionPattern().IsMatch(version)) throw Workshop.Failed($"'{Plain.Sentence(version, 60)}' is not an exact version.");
        var setup = await _setup.Value.ConfigureAwait(false);
        await workshop.InstallAsync(setup.Install($"{name}@{version}"), cancellationToken).ConfigureAwait(false);
        var program = FindProgram(Path.Combine(workshop.PackageFolder, "node_modules", name), name);
        var inside = $"{Sandbox.PackageFolder}/node_modules/{name}/{program}";
        return await workshop.RunAsync([setup.Node, inside, .. endpoint.Arguments], setup.ReadOnly, settings).ConfigureAwait(false);
    }

    /// <summary>The package's program, relative to its folder.</summary>
    internal static string FindProgram(string folder, string name)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "package.json")));
            var program = ChooseProgram(document.RootElement, name) ?? throw Workshop.Failed("its package.json names no program (bin), so it is a library.");
            var full = Path.GetFullPath(Path.Combine(folder, program));
            if (!full.StartsWith(folder + "/", StringComparison.Ordinal)) throw Workshop.Failed("its package.json names a program outside the package.");
            if (!File.Exists(full)) throw Workshop.Failed($"its program {Plain.Sentence(program, 100)} is not in the package (built only by scripts, which are off).");
            return full[(folder.Length + 1)..];
        }
        catch (Exception problem) when (problem is JsonException or (IOException and not InspectionFaultException) or UnauthorizedAccessException)
        {
            throw Workshop.Failed("its package.json cannot be read.");
        }
    }

    private static string? ChooseProgram(JsonElement package, string name)
    {
        if (package.ValueKind != JsonValueKind.Object || !package.TryGetProperty("bin", out var bin)) return null;
        if (bin.ValueKind == JsonValueKind.String) return bin.GetString();
        if (bin.ValueKind != JsonValueKind.Object) return null;
        var programs = bin.EnumerateObject().Where(p => p.Value.ValueKind == JsonValueKind.String).ToList();
        var own = name[(name.IndexOf('/', StringComparison.Ordinal) + 1)..];
        return programs.OrderByDescending(p => p.Name == own)
            .ThenByDescending(p => p.Name.Contains("mcp", StringComparison.OrdinalIgnoreCase))
            .ThenByDescending(p => p.Name.Contains("server", StringComparison.OrdinalIgnoreCase))
            .Select(p => p.Value.GetString())
            .FirstOrDefault();
    }

    [GeneratedRegex(@"^(?=.{1,214}\z)(@[a-zA-Z0-9~_][a-zA-Z0-9._~-]*/)?[a-zA-Z0-9~_][a-zA-Z0-9._~-]*\z", RegexOptions.None, 100)]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"^[0-9A-Za-z][0-9A-Za-z.+-]{0,99}\z", RegexOptions.None, 100)]
    private static partial Regex VersionPattern();
}
