using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Catalogue.Crawler.Model;
using Catalogue.Crawler.Tests.Inspection.Packages;

namespace Catalogue.Crawler.Tests.Inspection.Sandboxing;

/// <summary>One test for each wall, by a server that runs against it.</summary>
public sealed class SandboxTests : ZooInspection
{
    private static readonly string[] SystemFolders = ["/usr/bin", "/bin"];

    [Fact]
    public async Task It_reads_nothing_of_this_machine()
    {
        var findings = await FindAsync("reads", AppContext.BaseDirectory, Options.WorkFolder, Environment.GetFolderPath(Environment.SpecialFolder.UserProfile));

        findings.Count.ShouldBe(13);
        findings.ShouldAllBe(f => f.Contains(" refused:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_writes_nowhere_but_in_its_own_memory()
    {
        var findings = await FindAsync("writes");

        findings.Count.ShouldBe(7);
        findings.ShouldAllBe(f => f.Contains(" refused:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_reaches_no_network_not_even_this_machine()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();

        var findings = await FindAsync("connects", ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture));

        findings.Count.ShouldBe(5);
        findings.ShouldAllBe(f => f.Contains(" refused:", StringComparison.Ordinal));
        listener.Pending().ShouldBeFalse();
    }

    [Fact]
    public async Task It_makes_no_namespaces_mounts_or_sockets_of_other_families()
    {
        var findings = await FindAsync("climbs");

        findings.Count.ShouldBe(10);
        findings.ShouldAllBe(f => f.Contains(" refused:", StringComparison.Ordinal));
        findings.Where(f => f.Contains("perl", StringComparison.Ordinal)).ShouldAllBe(f => f.Contains("Address family not supported", StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_fills_no_more_than_its_share()
    {
        var findings = await FindAsync("fills");

        findings.Count.ShouldBe(5);
        foreach (var finding in findings)
        {
            var parts = finding.Split(':');
            int.Parse(parts[1], CultureInfo.InvariantCulture).ShouldBeLessThanOrEqualTo(4, finding);
            parts[2].ShouldBe("refused", finding);
        }
    }

    [Fact]
    public async Task It_forks_no_further_than_its_share()
    {
        var result = await Inspector.InspectAsync(ZooRuntime.Target("forks"), CancellationToken.None);

        result.Observation.Outcome.ShouldBe(Outcome.Observed, result.Observation.Reason);
        var (most, refusal) = result.Tools.ShouldHaveSingleItem().Name.Split(' ') switch { var parts => (int.Parse(parts[0], CultureInfo.InvariantCulture), parts[1]) };
        // It did press against the wall, the wall held, and the system said why. Where there is no control group, the sandbox's own
        // first processes, of another user, come on top.
        most.ShouldBeInRange(2, Options.Limits.MaxProcesses + 2);
        refusal.ShouldBe("EAGAIN");
        Running("f() { f | f & }").ShouldBeEmpty();
        await TheNextIsUndisturbedAsync();
    }

    [Fact]
    public async Task It_eats_no_more_memory_than_its_share()
    {
        var result = await Inspector.InspectAsync(ZooRuntime.Target("eats"), CancellationToken.None);

        result.Observation.Outcome.ShouldBe(Outcome.Exited, result.Observation.Reason);
        result.Observation.Reason.ShouldNotBeNull().ShouldContain($"more than {Options.Limits.MaxMemoryBytes:N0} bytes of memory");
        await TheNextIsUndisturbedAsync();
    }

    [Fact]
    public async Task It_burns_no_more_processor_time_than_its_share()
    {
        await using var inspector = ZooRuntime.Inspector(Options with { Limits = Options.Limits with { MaxProcessorTime = TimeSpan.FromSeconds(1) } });

        var result = await inspector.InspectAsync(ZooRuntime.Target("burns"), CancellationToken.None);

        // Ended by the system when its second was spent, long before the time for the inspection is up.
        result.Observation.Outcome.ShouldBe(Outcome.Exited, result.Observation.Reason);
    }

    [Fact]
    public async Task Nothing_of_it_outlives_its_inspection()
    {
        var marker = Marker();

        var result = await Inspector.InspectAsync(ZooRuntime.Target("outlives", marker), CancellationToken.None);

        result.Observation.Outcome.ShouldBe(Outcome.Observed);
        Running(marker).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_honest_server_is_observed_beside_hostile_ones()
    {
        string[] crowd = ["forks", "honest", "eats", "honest", "endless-line", "honest", "fills", "honest"];

        var results = await Task.WhenAll(crowd.Select(b => Inspector.InspectAsync(ZooRuntime.Target(b), CancellationToken.None)));

        crowd.Zip(results).Where(pair => pair.First == "honest").ShouldAllBe(pair => pair.Second.Observation.Outcome == Outcome.Observed && pair.Second.Tools.Count == 2);
    }

    [Fact]
    public async Task Without_bubblewrap_nothing_is_run_and_the_reason_says_so()
    {
        await using var inspector = ZooRuntime.Inspector(Options with { SearchPath = [Options.WorkFolder] });

        var result = await inspector.InspectAsync(ZooRuntime.Target("honest"), CancellationToken.None);

        result.Observation.Outcome.ShouldBe(Outcome.SandboxUnavailable);
        result.Observation.Reason.ShouldNotBeNull().ShouldContain("bubblewrap is not installed");
    }

    [Fact]
    public async Task Without_node_the_reason_names_it()
    {
        var programs = Directory.CreateDirectory(Path.Combine(Options.WorkFolder, "programs")).FullName;
        File.CreateSymbolicLink(Path.Combine(programs, "bwrap"), SystemFolders.Select(f => Path.Combine(f, "bwrap")).First(File.Exists));
        await using var inspector = ZooRuntime.Inspector(Options with { SearchPath = [programs] });

        var result = await inspector.InspectAsync(ZooRuntime.Target("honest"), CancellationToken.None);

        result.Observation.Outcome.ShouldBe(Outcome.RuntimeUnavailable);
        result.Observation.Reason.ShouldNotBeNull().ShouldContain("Node.js is not installed");
    }

    private async Task TheNextIsUndisturbedAsync()
    {
        var next = await Inspector.InspectAsync(ZooRuntime.Target("honest"), CancellationToken.None);
        next.Observation.Outcome.ShouldBe(Outcome.Observed, next.Observation.Reason);
        next.Tools.Count.ShouldBe(2);
    }

    /// <summary>Seconds to sleep that no other test, and no other run beside this one, asks for.</summary>
    internal static string Marker() => Random.Shared.Next(100_000_000, int.MaxValue).ToString(CultureInfo.InvariantCulture);

    internal static List<string> Running(string marker) =>
    [
        .. Directory.EnumerateDirectories("/proc").Where(d => int.TryParse(Path.GetFileName(d), CultureInfo.InvariantCulture, out var id) && id != Environment.ProcessId)
            .Select(CommandLine).Where(line => line.Contains(marker, StringComparison.Ordinal)),
    ];

    private static string CommandLine(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline")).Replace('\0', ' ');
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private async Task<List<string>> FindAsync(string behaviour, params string[] arguments)
    {
        var result = await Inspector.InspectAsync(ZooRuntime.Target(behaviour, arguments), CancellationToken.None);
        result.Observation.Outcome.ShouldBe(Outcome.Observed, result.Observation.Reason);
        return [.. result.Tools.Select(t => t.Name)];
    }
}
