using System.Globalization;
using System.Text;
using Catalogue.Crawler.Inspection;
using Catalogue.Crawler.Model;
using Catalogue.Crawler.Net;
using Catalogue.Crawler.Tests.Inspection.Packages;
using Catalogue.TestSupport.Zoo;

namespace Catalogue.Crawler.Tests.Inspection;

/// <summary>Servers with a million tools, under the limits of the product: only so much of them is ever taken in.</summary>
public sealed class MillionToolsTests
{
    private const int Million = 1_000_000;
    private static readonly InspectionLimits Limits = new() { RemoteTime = TimeSpan.FromMinutes(3), PackageTime = TimeSpan.FromMinutes(3), ProbeTime = TimeSpan.FromMinutes(1) };

    [Fact]
    public async Task In_one_answer_they_are_too_large_and_the_rest_stays_unread()
    {
        long sent = 0;
        await using var zoo = await HttpZoo.OpenAsync();
        zoo.Own["/million"] = async request =>
        {
            if (request.Method != "tools/list")
            {
                await request.GreetAsync();
                return;
            }
            request.Context.Response.ContentType = "application/json";
            await request.Context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes($$"""{"jsonrpc":"2.0","id":{{request.Id}},"result":{"tools":[{"name":"first"}"""));
            for (var i = 0; i < Million; i += 1_000)
            {
                var part = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(i, 1_000).Select(ToolJson)));
                await request.Context.Response.Body.WriteAsync(part, request.Context.RequestAborted);
                Interlocked.Add(ref sent, part.Length);
            }
            await request.Context.Response.Body.WriteAsync("]}}"u8.ToArray(), request.Context.RequestAborted);
        };

        var result = await InspectAsync(zoo.Url("million"));

        result.Observation.Outcome.ShouldBe(Outcome.TooLarge, result.Observation.Reason);
        result.Tools.ShouldBeEmpty();
        // What lies in buffers on the way comes on top of what was read.
        Interlocked.Read(ref sent).ShouldBeLessThan(4L * Limits.MaxMessageBytes);
    }

    [Fact]
    public async Task Page_by_page_the_first_ones_are_kept_and_no_further_page_is_asked_for()
    {
        const int OnPage = 2_500;
        var pages = 0;
        await using var zoo = await HttpZoo.OpenAsync();
        zoo.Own["/million"] = request =>
        {
            if (request.Method != "tools/list") return request.GreetAsync();
            Interlocked.Increment(ref pages);
            var first = request.Cursor is { } cursor ? int.Parse(cursor, CultureInfo.InvariantCulture) : 0;
            var tools = string.Concat(Enumerable.Range(first, OnPage).Select(ToolJson))[1..];
            var next = first + OnPage < Million ? $",\"nextCursor\":\"{first + OnPage}\"" : "";
            return request.ResultAsync($"{{\"tools\":[{tools}]{next}}}");
        };

        var result = await InspectAsync(zoo.Url("million"));

        result.Observation.Outcome.ShouldBe(Outcome.Partial, result.Observation.Reason);
        result.Observation.Reason.ShouldNotBeNull().ShouldContain("more than 5,000 tools");
        result.Tools.Count.ShouldBe(Limits.MaxTools);
        pages.ShouldBe((Limits.MaxTools / OnPage) + 1);
    }

    [Fact]
    public async Task From_a_package_they_are_too_large_and_the_package_is_ended()
    {
        var folder = Directory.CreateTempSubdirectory("million");
        await using (var inspector = ZooRuntime.Inspector(new InspectionOptions { Limits = Limits, WorkFolder = folder.FullName }))
        {
            var result = await inspector.InspectAsync(ZooRuntime.Target("million-tools"), CancellationToken.None);

            result.Observation.Outcome.ShouldBe(Outcome.TooLarge, result.Observation.Reason);
            result.Tools.ShouldBeEmpty();
        }
        folder.Delete(recursive: true);
    }

    private static string ToolJson(int number) => $",{{\"name\":\"t{number.ToString(CultureInfo.InvariantCulture)}\"}}";

    private static async Task<InspectionResult> InspectAsync(Uri address)
    {
        using var http = new GuardedHttp(new GuardOptions { AllowedNetworks = AllowedNetworks.Parse(["127.0.0.0/8"]) });
        await using var inspector = new ServerInspector(http, new InspectionOptions { Limits = Limits });
        return await inspector.InspectAsync(HttpZooTests.Target(address), CancellationToken.None);
    }
}
