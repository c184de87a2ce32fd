using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Catalogue.Site.Publishing;
using Catalogue.Site.Publishing.Storage;
using Catalogue.TestSupport;

namespace Catalogue.Site.Tests.Publishing;

/// <summary>The program itself, killed without warning while it publishes.</summary>
public sealed class KilledPublishTests
{
    [Fact]
    [Trait("Category", "Soak")]
    public async Task A_kill_in_the_middle_leaves_the_old_generation_and_the_next_publish_goes_through()
    {
        var folder = Directory.CreateTempSubdirectory("killed-").FullName;
        try
        {
            await RunAsync(folder, "import", WriteTools(folder, 200, 20));
            await RunAsync(folder, "publish");
            using var store = new GenerationStore(folder, null);
            var pages = store.Generation!.ListPages("", 10_000);
            await RunAsync(folder, "import", WriteTools(folder, 6000, 600));
            for (var kills = 0; kills < 3; kills++)
            {
                using var victim = Start(folder, "publish");
                await WaitUntilWritingAsync(folder, victim);
                victim.Kill();
                await victim.WaitForExitAsync();
                store.Refresh().ShouldBeFalse("a killed publish must not be seen");
                store.Generation!.ListPages("", 10_000).ShouldBe(pages);
                store.Generation.FindPage(pages[0]).ShouldNotBeNull();
            }
            await RunAsync(folder, "publish");
            store.Refresh().ShouldBeTrue();
            var stats = store.View!.Stats;
            stats.Tools.ShouldBeGreaterThanOrEqualTo(6000);
            store.Generation!.ListPages("", 10_000).Count.ShouldBe(stats.Tools + stats.Servers);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task WaitUntilWritingAsync(string folder, Process publish)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!publish.HasExited)
        {
            limit.Token.ThrowIfCancellationRequested();
            using var connection = new SiteDatabase(Path.Combine(folder, "site.db")).OpenReader()!;
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT count(*) FROM page WHERE born>(SELECT value FROM meta WHERE key='current')";
            if (command.ExecuteScalar() is long and > 500) return;
            await Task.Yield();
        }
        throw new InvalidOperationException("The publish ended before it could be killed.");
    }

    private static async Task RunAsync(string folder, params string[] arguments)
    {
        using var process = Start(folder, arguments);
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0);
    }

    private static Process Start(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = false, RedirectStandardError = false };
        foreach (var argument in (string[])["exec", Path.Combine(AppContext.BaseDirectory, "catalogue.dll"), .. arguments, "--data", folder]) start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    private static string WriteTools(string folder, int tools, int servers)
    {
        var file = Path.Combine(folder, $"tools-{tools}.jsonl.gz");
        using var gzip = new GZipStream(File.Create(file), CompressionLevel.Fastest);
        foreach (var server in CatalogueGenerator.Servers(tools, servers))
        {
            foreach (var tool in server.Tools)
            {
                var line = JsonSerializer.Serialize(new Dictionary<string, object?>
                {
                    ["server"] = server.Name,
                    ["tool"] = tool.Name,
                    ["description"] = tool.Definition.Description,
                    ["input_schema"] = JsonSerializer.Deserialize<JsonElement>(tool.Definition.InputSchema.Span),
                });
                gzip.Write(Encoding.UTF8.GetBytes(line + "\n"));
            }
        }
        return file;
    }
}
