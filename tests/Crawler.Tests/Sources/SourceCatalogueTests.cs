using Catalogue.Crawler.Files;
using Catalogue.Crawler.Model;
using Catalogue.Crawler.Sources;
using Catalogue.TestSupport;

namespace Catalogue.Crawler.Tests.Sources;

public sealed class SourceCatalogueTests : IDisposable
{
    private readonly ScratchFolder _folder = new();
    private readonly SourceHarness _harness = new();

    public void Dispose()
    {
        _folder.Dispose();
        _harness.Dispose();
    }

    [Fact]
    public void Without_configuration_three_sources_are_read() =>
        SourceCatalogue.Load(SourceFiles.Embedded).Enabled.Select(static source => source.Name).ShouldBe(["catalogue", "featured", "mcp-runware", "official-registry"], ignoreOrder: true);

    [Fact]
    public void Every_kind_of_source_has_a_class_and_every_class_a_kind()
    {
        var classes = typeof(IServerSource).Assembly.GetTypes().Where(static type => !type.IsAbstract && typeof(IServerSource).IsAssignableFrom(type)).ToList();
        var readers = SourceKinds.All.Values.Select(static reader => reader.Method.DeclaringType).ToList();

        readers.Distinct().Count().ShouldBe(SourceKinds.All.Count);
        classes.Except(readers!).ShouldBe([typeof(RegistryFileSource)], "a saved answer comes from the command line alone");
    }

    [Fact]
    public async Task Thirteen_real_servers_are_pinned_exactly_and_trusted()
    {
        var (servers, errors, failure) = await _harness.ReadAsync(Built("featured"));

        failure.ShouldBeNull();
        errors.ShouldBeEmpty();
        servers.Count.ShouldBe(13);
        foreach (var endpoint in servers.Select(static server => server.Endpoints.ShouldHaveSingleItem()))
        {
            (endpoint.PackageType, endpoint.Trusted).ShouldBe(("npm", true));
            endpoint.PackageVersion!.ShouldMatch(@"^\d+\.\d+\.\d+$");
        }
    }

    [Fact]
    public async Task The_declared_server_has_its_eleven_tools()
    {
        var server = (await _harness.ReadAsync(Built("mcp-runware"))).Servers.ShouldHaveSingleItem();

        (server.Name, server.Title, server.Repository).ShouldBe(("elijahdev0/mcp-runware", "Mcp Runware", "https://github.com/elijahdev0/mcp-runware"));
        server.DeclaredTools!.Select(static tool => tool.Name).ShouldBe(
            [
                "imageInference", "photoMaker", "imageUpscale", "imageBackgroundRemoval", "imageCaption", "imageMasking", "modelSearch", "videoInference",
                "listVideoModels", "getVideoModelInfo", "imageUpload",
            ]);
        server.DeclaredTools!.ShouldAllBe(static tool => tool.Description != null && tool.InputSchema.Length > 0);
        var removal = server.DeclaredTools!.Single(static tool => tool.Name == "imageBackgroundRemoval");
        removal.Description!.ShouldContain("IMPORTANT");
        removal.Description!.ShouldContain("imageUpload");
    }

    [Fact]
    public async Task A_list_names_packages_and_remotes()
    {
        var (servers, _, _) = await _harness.ReadAsync(_harness.Create("""
            kind: list
            servers:
              - package: npm:@a/b@1.0.0-beta.1
                arguments: [serve, /tmp]
                settings: {KEY: dummy}
              - name: inside
                url: http://10.0.0.5:8080/mcp
                transport: sse
            """));

        var package = servers[0].Endpoints[0];
        (servers[0].Name, package.PackageName, package.PackageVersion, package.Trusted).ShouldBe(("@a/b", "@a/b", "1.0.0-beta.1", true));
        package.Arguments.ShouldBe(["serve", "/tmp"]);
        package.Settings.ShouldBe([new EndpointSetting("KEY", true, false, "dummy")]);
        (servers[1].Name, servers[1].Endpoints[0].Kind, servers[1].Endpoints[0].Url, servers[1].Endpoints[0].Trusted).ShouldBe(
            ("inside", EndpointKind.Sse, "http://10.0.0.5:8080/mcp", true));
    }

    [Theory]
    [InlineData("kind: registry\nurl: https://a.net\ncolour: red\n", 3, "unknown key 'colour'; allowed here: enabled, kind, max-pages, name, packages, page-size, remotes-per-pass, url")]
    [InlineData("kind: registry\n", 1, "'url' is missing")]
    [InlineData("kind: registry\nurl: ftp://a.net\n", 2, "absolute http or https URL")]
    [InlineData("kind: registry\nurl: https://a.net\nremotes-per-pass: many\n", 3, "whole number from 1 to 1000000")]
    [InlineData("kind: registry\nurl: https://a.net\npackages: yes\n", 3, "true or false")]
    [InlineData("kind: registry\nurl: [a]\n", 2, "must be a text")]
    [InlineData("kind: telepathy\n", 1, "one of: client-config, definitions, docker-catalogue, list, npm-search, registry, web-directory")]
    [InlineData("enabled: true\n", 1, "'kind' is missing")]
    [InlineData("kind: list\nservers:\n  - package: npm:a@^1.0.0\n", 3, "no exact version")]
    [InlineData("kind: list\nservers:\n  - package: npm:a\n", 3, "TYPE:NAME@VERSION")]
    [InlineData("kind: list\nservers:\n  - package: npm:a@1.0.0\n    url: https://a.net\n", 3, "exactly one")]
    [InlineData("kind: list\nservers:\n  - package: npm:a@1.0.0\n  - package: npm:a@1.0.1\n", 4, "listed twice")]
    [InlineData("kind: list\nservers:\n  - package: npm:a@1.0.0\n    wheels: 4\n", 4, "unknown key 'wheels'")]
    [InlineData("kind: list\nservers: []\n", 2, "at least one")]
    [InlineData("kind: definitions\nfiles: [nowhere.jsonl]\n", 0, "no such file")]
    [InlineData("kind: web-directory\nurl: https://a.net\nentry: li\nfields: {title: h2}\n", 4, "'name' is missing")]
    [InlineData("kind: web-directory\nurl: https://a.net\nentry: li\nfields: {name: h2, smell: p}\n", 4, "unknown key 'smell'")]
    [InlineData("- a\n", 1, "one mapping")]
    [InlineData("kind: [\n", 2, "YAML")]
    [InlineData("a: 1\na: 2\n", 2, "YAML")]
    public void A_broken_source_file_is_refused_with_its_line(string yaml, int line, string problem)
    {
        _folder.Write("broken.yaml", yaml);

        var error = Should.Throw<FileContentException>(() => SourceCatalogue.Load(SourceFiles.In(_folder.Path)));

        error.Message.ShouldContain(problem);
        error.Line.ShouldBe(line);
        if (line > 0) error.File.ShouldBe(_folder["broken.yaml"]);
    }

    [Fact]
    public void Two_sources_of_one_name_are_refused()
    {
        _folder.Write("a.yaml", "kind: registry\nname: same\nurl: https://a.net\n");
        _folder.Write("b.yaml", "kind: registry\nname: same\nurl: https://b.net\n");

        Should.Throw<FileContentException>(() => SourceCatalogue.Load(SourceFiles.In(_folder.Path))).Message.ShouldContain("is taken by");
    }

    [Fact]
    public void A_folder_replaces_the_built_in_sources()
    {
        _folder.Write("mine.yaml", "kind: registry\nurl: https://registry.company.net\n");

        SourceCatalogue.Load(SourceFiles.In(_folder.Path)).All.ShouldHaveSingleItem().Name.ShouldBe("mine");
    }

    private IServerSource Built(string name) => SourceCatalogue.Load(SourceFiles.Embedded).All.Single(source => source.Name == name).Create(_harness.Context);
}
