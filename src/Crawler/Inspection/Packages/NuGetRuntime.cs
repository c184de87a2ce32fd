using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Catalogue.Crawler.Inspection.Sandboxing;
using Catalogue.Crawler.Model;

namespace Catalogue.Crawler.Inspection.Packages;

/// <summary>Packages of NuGet: .NET tools, installed as dnx does (which would run them in the same breath, with the network), started with dotnet.</summary>
internal sealed partial class NuGetRuntime(InspectionOptions options) : IPackageRuntime
{
    private const string Tools = Sandbox.PackageFolder + "/tools";
    private readonly Lazy<Task<DotnetSetup>> _setup = new(() => DotnetSetup.FindAsync(options));

    /// <inheritdoc/>
    public string PackageType => "nuget";

    /// <inheritdoc/>
    public async Task<SandboxProcess> StartAsync(Endpoint endpoint, IReadOnlyDictionary<string, string> settings, Workshop workshop, CancellationToken cancellationToken)
    {
        var name = endpoint.PackageName ?? "";
        if (!NamePattern().IsMatch(name)) throw Workshop.Failed($"'{Plain.Sentence(name, 100)}' is not a name of a NuGet package.");
        if (endpoint.PackageVersion is { } version && !VersionPattern().IsMatch(version)) throw Workshop.Failed($"'{Plain.Sentence(version, 60)}' is not an exact version.");
        var setup = await _setup.Value.ConfigureAwait(false);
        Directory.CreateDirectory(workshop.PackageFolder);
        await File.WriteAllTextAsync(Path.Combine(workshop.PackageFolder, "nuget.config"), setup.Configuration(), cancellationToken).ConfigureAwait(false);
        await workshop.InstallAsync(setup.Install(name, endpoint.PackageVersion, Tools), cancellationToken).ConfigureAwait(false);
        var program = FindProgram(Path.Combine(workshop.PackageFolder, "tools"));
        var inside = Tools + program.Path;
        IReadOnlyList<string> command = program.IsManaged ? [setup.Dotnet, inside, .. endpoint.Arguments] : [inside, .. endpoint.Arguments];
        var environment = new Dictionary<string, string>(setup.Environment);
        foreach (var (key, value) in settings) environment[key] = value;
        return await workshop.RunAsync(command, setup.ReadOnly, environment).ConfigureAwait(false);
    }

    /// <summary>The tool's program, relative to the tools' folder.</summary>
    internal static (string Path, bool IsManaged) FindProgram(string tools)
    {
        var file = Directory.Exists(tools)
            ? Directory.EnumerateFiles(tools, "DotnetToolSettings.xml", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint }).Order(StringComparer.Ordinal).FirstOrDefault()
            : null;
        if (file is null) throw Workshop.Failed("it is no .NET tool (it has no DotnetToolSettings.xml).");
        try
        {
            using var reader = XmlReader.Create(file, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, MaxCharactersInDocument = 100_000 });
            var command = XDocument.Load(reader).Descendants("Command").FirstOrDefault();
            var entry = command?.Attribute("EntryPoint")?.Value;
            var folder = Path.GetDirectoryName(file)!;
            var full = entry is null ? null : Path.GetFullPath(Path.Combine(folder, entry));
            if (full is null || !full.StartsWith(folder + "/", StringComparison.Ordinal) || !File.Exists(full)) throw Workshop.Failed("its settings name no program that is in the package.");
            return (full[tools.Length..], command!.Attribute("Runner")?.Value is null or "dotnet");
        }
        catch (XmlException)
        {
            throw Workshop.Failed("its DotnetToolSettings.xml cannot be read.");
        }
    }

    [GeneratedRegex(@"^(?=.{1,100}\z)[A-Za-z0-9_]+([.-][A-Za-z0-9_]+)*\z", RegexOptions.None, 100)]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"^[0-9][0-9A-Za-z.+-]{0,99}\z", RegexOptions.None, 100)]
    private static partial Regex VersionPattern();
}
