using System.Diagnostics;
using System.Text.Json;
using Catalogue.Site.Tests.Api;
using Catalogue.Site.Tests.Support;

namespace Catalogue.Site.Tests.Mcp;

/// <summary>A client that nobody here wrote: the MCP inspector's command line, installed from npm into a folder of its own.</summary>
public sealed class InspectorTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("inspector-").FullName;

    [Fact]
    [Trait("Category", "Soak")]
    public async Task The_inspectors_command_line_lists_and_calls_our_tools()
    {
        await using var host = await DoorHost.StartAsync(await DoorFixtures.CatalogueAsync());
        var (installed, installing) = await RunAsync("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", _folder, "@modelcontextprotocol/inspector@0.15.0"]);
        installed.ShouldBe(0, installing);
        var listed = await InspectAsync(host, "--method", "tools/list");
        listed.GetProperty("tools").EnumerateArray().Select(tool => tool.GetProperty("name").GetString()).ShouldBe(["search_tools", "get_tool_risk", "get_server_risk", "get_policy", "check_stack"]);
        var called = await InspectAsync(host, "--method", "tools/call", "--tool-name", "get_tool_risk", "--tool-arg", "server=io.example/shop", "--tool-arg", "tool=remove_product");
        called.GetProperty("structuredContent").GetProperty("category").GetString().ShouldBe("Destructive");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<JsonElement> InspectAsync(DoorHost host, params string[] arguments)
    {
        var cli = Path.Combine(_folder, "node_modules", ".bin", "mcp-inspector");
        var (code, output) = await RunAsync(cli, ["--cli", new Uri(host.Address, "/mcp").AbsoluteUri, "--transport", "http", .. arguments]);
        code.ShouldBe(0, output);
        return JsonDocument.Parse(output[output.IndexOf('{', StringComparison.Ordinal)..]).RootElement;
    }

    private async Task<(int Code, string Output)> RunAsync(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program) { WorkingDirectory = _folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var errors = process.StandardError.ReadToEndAsync(limit.Token);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
        return (process.ExitCode, process.ExitCode == 0 ? await output : await output + await errors);
    }
}
