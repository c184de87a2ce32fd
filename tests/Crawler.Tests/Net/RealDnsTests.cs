using System.Diagnostics;
using System.Text.Json;
using Catalogue.TestSupport;

namespace Catalogue.Crawler.Tests.Net;

/// <summary>Names that change their answer, by a real name server and the system's own resolver, in a network namespace of the test's own.</summary>
public sealed class RealDnsTests
{
    [NamespaceFact]
    public async Task A_name_is_judged_and_visited_by_the_answer_that_the_systems_resolver_gave_once()
    {
        using var folder = new ScratchFolder();
        folder.Write("resolv.conf", "nameserver 127.0.0.1\noptions timeout:30 attempts:1\n");
        folder.Write("nsswitch.conf", "hosts: dns\n");
        var probe = Path.Combine(AppContext.BaseDirectory, "Catalogue.Crawler.Tests.dll");

        using var process = Process.Start(NamespaceFactAttribute.Within(folder.Path, $"ip link set lo up && ip route add local {DnsProbe.Public}/32 dev lo && exec dotnet \"$0\" visit-names", probe))!;
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        var errors = process.StandardError.ReadToEndAsync(patience.Token);
        var output = await process.StandardOutput.ReadToEndAsync(patience.Token);
        await process.WaitForExitAsync(patience.Token);
        process.ExitCode.ShouldBe(0, await errors);

        using var json = JsonDocument.Parse(output);
        var visits = json.RootElement.GetProperty("visits").Deserialize<DnsProbe.Visit[]>()!;
        var (first, second, both, inside, mapped, metadata, gone) = (visits[0], visits[1], visits[2], visits[3], visits[4], visits[5], visits[6]);
        (first.Answer, first.Asked).ShouldBe((DnsProbe.Public, 1), first.Error ?? "the address that was judged is the one visited");
        (second.Refused, second.Asked).ShouldBe(("127.0.0.1", 2), "the changed answer is judged anew");
        (both.Answer, both.Asked).ShouldBe((DnsProbe.Public, 1), "of two answers only the public one is visited");
        inside.Refused.ShouldBeOneOf("127.0.0.1", "10.0.0.1");
        mapped.Refused.ShouldNotBeNull().ShouldContain("127.0.0.1");
        metadata.Refused.ShouldBe("169.254.169.254");
        (gone.Answer, gone.Refused).ShouldBe((null, null));
        json.RootElement.GetProperty("arrived").Deserialize<string[]>().ShouldBe([DnsProbe.Public, DnsProbe.Public], "nothing ever came to this machine");
    }
}
