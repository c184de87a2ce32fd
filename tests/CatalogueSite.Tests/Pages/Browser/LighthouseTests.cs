using System.Diagnostics;
using Catalogue.TestSupport;
using Xunit.Abstractions;

namespace Catalogue.Site.Tests.Pages.Browser;

/// <summary>Lighthouse on the kinds of page that most readers see. Long, and from npm on demand: part of the soak.</summary>
[Trait("Category", "Soak")]
public sealed class LighthouseTests(SampleSite site, ITestOutputHelper output) : IClassFixture<SampleSite>
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(20);

    [BrowserFact]
    public async Task Gives_full_marks_for_accessibility_best_practices_and_SEO_and_nearly_so_for_performance()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root!.FullName, "Catalogue.sln"))) root = root.Parent;
        using var process = Process.Start(new ProcessStartInfo("node",
        [
            Path.Combine(root.FullName, "scripts", "lighthouse.mjs"), site.Root.AbsoluteUri,
            "/", "/search?q=delete", "/servers/example-mail/", "/servers/example-pictures/tools/imagebackgroundremoval/",
        ])
        { RedirectStandardOutput = true, RedirectStandardError = true })!;
        using var limit = new CancellationTokenSource(Patience);
        var errors = process.StandardError.ReadToEndAsync(limit.Token);
        var figures = await process.StandardOutput.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        output.WriteLine(figures);
        process.ExitCode.ShouldBe(0, figures + await errors);
        figures.Split('\n').Count(line => line.Contains("accessibility 100, best practices 100, SEO 100", StringComparison.Ordinal)).ShouldBe(4);
    }
}
