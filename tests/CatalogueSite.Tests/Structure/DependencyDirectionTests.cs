using System.Reflection;
using System.Xml.Linq;

namespace Catalogue.Site.Tests.Structure;

/// <summary>The house stays a house: CatalogueSite → Crawler → Classifier, and the classifier does no I/O.</summary>
public sealed class DependencyDirectionTests
{
    private static readonly string Root = FindRoot();

    [Theory]
    [InlineData("Classifier", "")]
    [InlineData("Crawler", "Classifier")]
    [InlineData("CatalogueSite", "Crawler")]
    public void A_project_references_only_the_floor_below(string project, string below)
    {
        var references = Items(project, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')));
        references.ShouldBe(below.Length == 0 ? [] : [below]);
    }

    [Fact]
    public void There_are_exactly_three_projects_in_src() =>
        Directory.EnumerateFiles(Path.Combine(Root, "src"), "*.csproj", SearchOption.AllDirectories)
            .Select(Path.GetFileNameWithoutExtension).Order().ShouldBe(["CatalogueSite", "Classifier", "Crawler"]);

    [Fact]
    public void The_classifier_takes_a_YAML_parser_and_nothing_else() => Items("Classifier", "PackageReference").ShouldBe(["YamlDotNet"]);

    [Fact]
    public void The_compiled_classifier_knows_nothing_of_ours_and_nothing_of_files_networks_processes_or_databases()
    {
        string[] forbidden = ["Catalogue.", "catalogue", "System.IO.FileSystem", "System.Net", "System.Diagnostics.Process", "System.Data", "Microsoft.Data", "Microsoft.Extensions", "Npgsql", "Dapper", "Quartz"];
        var references = Assembly.Load("Catalogue.Classifier").GetReferencedAssemblies().Select(name => name.Name!).ToList();
        references.ShouldNotBeEmpty();
        references.ShouldAllBe(name => !forbidden.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)));
    }

    [Fact]
    public void The_classifier_asks_no_file_clock_or_chance()
    {
        string[] forbidden = ["File.", "Directory.", "DateTime.Now", "DateTime.UtcNow", "DateTimeOffset.Now", "DateTimeOffset.UtcNow", "TimeProvider", "Random", "HttpClient", "Environment.GetEnvironmentVariable", "Console."];
        var sources = Directory.EnumerateFiles(Path.Combine(Root, "src", "Classifier"), "*.cs", SearchOption.AllDirectories).ToList();
        sources.Count.ShouldBeGreaterThan(10);
        foreach (var source in sources)
        {
            var words = File.ReadAllLines(source).Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal)).SelectMany(line => line.Split(' ', '(', ')', '!', '[', ',', ';'));
            words.ShouldAllBe(word => !forbidden.Any(bad => word.StartsWith(bad, StringComparison.Ordinal)), Path.GetFileName(source));
        }
    }

    private static List<string> Items(string project, string kind) =>
        [.. XDocument.Load(Path.Combine(Root, "src", project, project + ".csproj")).Descendants(kind).Select(item => item.Attribute("Include")!.Value)];

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Catalogue.sln"))) folder = folder.Parent;
        return folder.FullName;
    }
}
