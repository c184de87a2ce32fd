using Catalogue.Crawler.Inspection;
using Catalogue.Crawler.Model;
using Catalogue.Crawler.Net;
using Catalogue.TestSupport.Zoo;

namespace Catalogue.Crawler.Tests.Inspection.Remotes;

/// <summary>Demands for authorization are recognised, and tokens go where they belong and nowhere else.</summary>
public sealed class AuthorizationTests : IAsyncLifetime
{
    private const string Token = "zoo-token-5f1c";
    private HttpZoo _zoo = null!;

    public async Task InitializeAsync() => _zoo = await HttpZoo.OpenAsync();

    public async Task DisposeAsync() => await _zoo.DisposeAsync();

    [Fact]
    public async Task A_challenge_that_names_its_metadata_is_described_by_it()
    {
        Challenge("/closed", 401, $"Bearer resource_metadata=\"{_zoo.Url("meta")}\"");
        Metadata("/meta");

        var result = await InspectAsync("closed");

        result.Observation.Outcome.ShouldBe(Outcome.AuthRequired);
        result.Observation.Reason.ShouldBe("The server demands OAuth authorization from https://login.example, scopes read, write.");
    }

    [Fact]
    public async Task Without_a_name_the_metadata_is_looked_for_at_the_path_and_then_at_the_root()
    {
        Challenge("/closed/mcp", 401, "Bearer");
        Metadata("/.well-known/oauth-protected-resource");

        var result = await InspectAsync("closed/mcp");

        result.Observation.Reason.ShouldNotBeNull().ShouldContain("https://login.example");
        _zoo.Seen.Select(s => s.Trim()).ShouldBe(["POST /closed/mcp", "GET /.well-known/oauth-protected-resource/closed/mcp", "GET /.well-known/oauth-protected-resource"]);
    }

    [Theory]
    [InlineData(401, null, "without saying which")]
    [InlineData(401, "Basic realm=\"zoo\"", "Basic")]
    [InlineData(403, "Bearer error=\"insufficient_scope\", scope=\"feed\"", "Bearer, scope feed")]
    public async Task A_challenge_without_metadata_is_described_by_its_header(int status, string? header, string described)
    {
        Challenge("/closed", status, header);

        var result = await InspectAsync("closed");

        result.Observation.Outcome.ShouldBe(Outcome.AuthRequired);
        result.Observation.Reason.ShouldNotBeNull().ShouldContain(described);
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("file:///etc/passwd")]
    public async Task Metadata_that_leads_astray_is_not_read(string address)
    {
        Challenge("/closed", 401, $"Bearer resource_metadata=\"{address}\"");

        var result = await InspectAsync("closed");

        result.Observation.Outcome.ShouldBe(Outcome.AuthRequired, result.Observation.Reason);
    }

    [Theory]
    [InlineData("endless")]
    [InlineData("nonsense")]
    public async Task Metadata_that_is_none_changes_nothing(string kind)
    {
        Challenge("/closed", 401, $"Bearer resource_metadata=\"{_zoo.Url("meta")}\"");
        _zoo.Own["/meta"] = request => kind == "endless" ? request.EndlessAsync("application/json", "[", new byte[4096]) : request.JsonAsync(200, "[7");

        var result = await InspectAsync("closed");

        result.Observation.Outcome.ShouldBe(Outcome.AuthRequired, result.Observation.Reason);
    }

    [Fact]
    public async Task Without_a_token_none_is_sent()
    {
        await InspectAsync("honest");

        _zoo.Seen.ShouldAllBe(line => line.EndsWith(' '));
    }

    [Fact]
    public async Task A_token_from_a_file_opens_the_server()
    {
        Challenge("/closed", 401, "Bearer", opensFor: $"Bearer {Token}");
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, Token + "\n");

        var result = await InspectAsync("closed", new TokenPlace(null, file));

        File.Delete(file);
        result.Observation.Outcome.ShouldBe(Outcome.Observed, result.Observation.Reason);
        result.ToString().ShouldNotContain(Token);
    }

    [Fact]
    public async Task A_token_from_a_variable_that_is_refused_says_so_without_showing_it()
    {
        Challenge("/closed", 401, "Bearer");
        Environment.SetEnvironmentVariable("ZOO_TOKEN_TEST", Token);

        var result = await InspectAsync("closed", new TokenPlace("ZOO_TOKEN_TEST", null));

        _zoo.Seen.ShouldContain($"POST /closed Bearer {Token}");
        result.Observation.Outcome.ShouldBe(Outcome.AuthRequired);
        result.Observation.Reason.ShouldNotBeNull().ShouldStartWith("The token configured for this server is refused.");
        result.Observation.Reason.ShouldNotContain(Token);
    }

    [Theory]
    [InlineData("ZOO_NO_SUCH_VARIABLE", null)]
    [InlineData(null, "/no/such/file")]
    public async Task A_token_that_is_not_there_is_named_and_nothing_is_sent(string? variable, string? file)
    {
        var result = await InspectAsync("honest", new TokenPlace(variable, file));

        result.Observation.Outcome.ShouldBe(Outcome.SettingsRequired);
        result.Observation.Reason.ShouldNotBeNull().ShouldContain(variable ?? file!);
        _zoo.Seen.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_token_does_not_follow_to_another_origin()
    {
        await using var other = await HttpZoo.OpenAsync();
        _zoo.Own["/moved"] = request =>
        {
            request.Context.Response.StatusCode = 307;
            request.Context.Response.Headers.Location = other.Url("honest").AbsoluteUri;
            return Task.CompletedTask;
        };
        SseServer.Install(_zoo, other.Url("messages").AbsoluteUri);
        Environment.SetEnvironmentVariable("ZOO_TOKEN_TEST", Token);

        await InspectAsync("moved", new TokenPlace("ZOO_TOKEN_TEST", null));
        await InspectAsync("sse", new TokenPlace("ZOO_TOKEN_TEST", null), EndpointKind.Sse);

        other.Seen.ShouldNotBeEmpty();
        other.Seen.ShouldAllBe(line => !line.Contains(Token, StringComparison.Ordinal));
        _zoo.Seen.ShouldContain(line => line.Contains(Token, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_that_repeats_its_token_is_not_kept()
    {
        _zoo.Own["/echo"] = request => request.Method == "tools/list"
            ? request.ResultAsync(ZooTools.List([ZooTools.Tool(request.Context.Request.Headers.Authorization.ToString())]))
            : request.GreetAsync();
        Environment.SetEnvironmentVariable("ZOO_TOKEN_TEST", Token);

        var result = await InspectAsync("echo", new TokenPlace("ZOO_TOKEN_TEST", null));

        result.Observation.Outcome.ShouldBe(Outcome.ProtocolError);
        result.Tools.ShouldBeEmpty();
        result.Observation.Reason.ShouldNotBeNull().ShouldNotContain(Token);
    }

    private void Challenge(string path, int status, string? header, string? opensFor = null) => _zoo.Own[path] = request =>
    {
        if (opensFor is not null && request.Context.Request.Headers.Authorization == opensFor)
            return request.Method == "tools/list" ? request.ResultAsync(ZooTools.List([ZooTools.Tool("feed")])) : request.GreetAsync();
        if (header is not null) request.Context.Response.Headers.WWWAuthenticate = header;
        request.Context.Response.StatusCode = status;
        return Task.CompletedTask;
    };

    private void Metadata(string path) => _zoo.Own[path] = request =>
        request.JsonAsync(200, """{"resource":"https://zoo.example","authorization_servers":["https://login.example"],"scopes_supported":["read","write"]}""");

    private async Task<InspectionResult> InspectAsync(string path, TokenPlace? token = null, EndpointKind kind = EndpointKind.StreamableHttp)
    {
        using var http = new GuardedHttp(new GuardOptions { AllowedNetworks = AllowedNetworks.Parse(["127.0.0.0/8"]) });
        var options = new InspectionOptions { Limits = HttpZooTests.Small };
        if (token is not null) options = options with { Tokens = new Dictionary<string, TokenPlace> { ["zoo"] = token } };
        await using var inspector = new ServerInspector(http, options);
        return await inspector.InspectAsync(HttpZooTests.Target(_zoo.Url(path), kind), CancellationToken.None);
    }
}
