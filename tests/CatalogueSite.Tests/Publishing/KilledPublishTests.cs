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
    public Task Five_kills_in_the_middle_leave_the_old_generation_and_the_next_publish_goes_through() => KillAsync(5);

    [Fact]
    [Trait("Category", "Soak")]
    public Task Fifty_kills_in_the_middle_leave_the_old_generation_and_the_next_publish_goes_through() => KillAsync(50);

    private static async Task KillAsync(int times)
    {
        var folder = Directory.CreateTempSubdirectory("killed-").FullName;
        try
        {
            await RunAsync(folder, "import", WriteTools(folder, 200, 20));
            await RunAsync(folder, "publish");
            using var store = new GenerationStore(folder, null);
            await RunAsync(folder, "import", WriteTools(folder, 6000, 600));
            var (killed, watch) = (0, new Stopwatch());
            var whole = TimeSpan.FromSeconds(4); // how long a publish takes: learnt from those that get through
            while (killed < times)
            {
                var before = Pages(store);
                watch.Restart();
                using var victim = Start(folder, "publish");
                await Task.WhenAny(victim.WaitForExitAsync(), Task.Delay(whole * Random.Shared.NextDouble()));
                if (victim.HasExited) whole = watch.Elapsed * 0.8;
                else killed++;
                victim.Kill();
                await victim.WaitForExitAsync();
                // Either the old generation as it was, or, when the swap was through already, a whole new one: then there is work to give.
                if (!store.Refresh()) Pages(store).ShouldBe(before, "a killed publish must not be seen");
                else await RunAsync(folder, "import", WriteTools(folder, 6000 + killed + 1, 600));
            }
            await RunAsync(folder, "publish");
            store.Refresh();
            Pages(store).Count.ShouldBeGreaterThan(6000);
            using var connection = new SiteDatabase(Path.Combine(folder, "site.db")).OpenReader()!;
            using var check = connection.CreateCommand();
            check.CommandText = "PRAGMA integrity_check";
            check.ExecuteScalar().ShouldBe("ok");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // The pages of the generation that readers see: all of them, and each there to be read.
    private static IReadOnlyList<string> Pages(GenerationStore store)
    {
        var pages = store.Generation!.ListPages("", 20_000);
        var stats = store.View!.Stats;
        pages.Count.ShouldBe(stats.Tools + stats.Servers);
        store.Generation.FindPage(pages[Random.Shared.Next(pages.Count)]).ShouldNotBeNull();
        return pages;
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
