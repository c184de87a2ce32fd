using Catalogue.Crawler.Inspection.Sandboxing;

namespace Catalogue.Crawler.Inspection.Packages;

/// <summary>Where Python and pip lie on this machine, and which index pip is configured for.</summary>
/// <param name="Python">Python's full path, also inside the sandbox.</param>
/// <param name="Index">The index.</param>
/// <param name="Hosts">The index and the host of its files.</param>
/// <param name="ReadOnly">What the sandbox must show beyond the system.</param>
/// <param name="Certificates">The certificates to trust, or null for pip's own.</param>
internal sealed record PythonSetup(string Python, Uri Index, IReadOnlyList<Uri> Hosts, IReadOnlyDictionary<string, string> ReadOnly, string? Certificates)
{
    private static readonly TimeSpan AskingTime = TimeSpan.FromSeconds(20);

    // The default index and where its files are, as pip itself knows them.
    private const string AskDefaults =
        "from pip._internal.models.index import PyPI; import os, sys; print(os.path.realpath(sys.executable)); print(sys.base_prefix); print(PyPI.simple_url); print(PyPI.file_storage_domain)";

    /// <summary>Finds them.</summary>
    /// <exception cref="InspectionFaultException">One is not here; the reason names it.</exception>
    public static async Task<PythonSetup> FindAsync(InspectionOptions options)
    {
        var complaint = "is not installed (Debian, Ubuntu: apt-get install python3 python3-pip)";
        foreach (var program in options.SearchPath.Select(folder => Programs.Find("python3", [folder])).OfType<string>().Distinct())
        {
            var answer = await Command.RunAsync(program, ["-c", AskDefaults], options.SearchPath, AskingTime, CancellationToken.None).ConfigureAwait(false);
            var lines = answer.Output.Split('\n', StringSplitOptions.TrimEntries);
            if (answer.Code == 0 && lines.Length == 4) return await DescribeAsync(program, lines, options).ConfigureAwait(false);
            complaint = $"at {program} has no pip (Debian, Ubuntu: apt-get install python3-pip)";
        }
        throw Workshop.Missing("python3", complaint);
    }

    /// <summary>How a package is installed into a folder of the sandbox.</summary>
    public Installation Install(string package, string folder)
    {
        List<string> command =
        [
            Python, "-c", Bridge.Python, Python, "-m", "pip", "install", "--isolated", "--only-binary", ":all:", "--target", folder, "--no-input",
            "--no-compile", "--no-cache-dir", "--disable-pip-version-check", "--quiet", "--retries", "1", "--index-url", Index.AbsoluteUri,
        ];
        if (Certificates is not null) command.AddRange(["--cert", Certificates]);
        return new Installation([.. command, "--", package], Hosts, ReadOnly, new Dictionary<string, string>());
    }

    private static async Task<PythonSetup> DescribeAsync(string program, string[] lines, InspectionOptions options)
    {
        var configured = options.PythonIndex?.AbsoluteUri ?? await AskAsync(program, options).ConfigureAwait(false);
        var index = new Uri(configured ?? lines[2]);
        List<Uri> hosts = [index];
        if (configured is null) hosts.Add(new Uri($"https://{lines[3]}"));
        var shown = new Dictionary<string, string>();
        if (!lines[1].StartsWith("/usr", StringComparison.Ordinal)) shown[lines[1]] = lines[1];
        var certificates = new[] { "PIP_CERT", "SSL_CERT_FILE" }.Select(Environment.GetEnvironmentVariable).FirstOrDefault(f => f is not null && Path.IsPathRooted(f) && File.Exists(f));
        if (certificates is not null && !certificates.StartsWith("/etc/ssl/", StringComparison.Ordinal)) shown[certificates] = certificates;
        return new PythonSetup(lines[0], index, hosts, shown, certificates);
    }

    private static async Task<string?> AskAsync(string program, InspectionOptions options)
    {
        if (Environment.GetEnvironmentVariable("PIP_INDEX_URL") is { Length: > 0 } set && Uri.TryCreate(set, UriKind.Absolute, out _)) return set;
        foreach (var key in new[] { "global.index-url", "install.index-url" })
        {
            var answer = await Command.RunAsync(program, ["-m", "pip", "config", "get", key], options.SearchPath, AskingTime, CancellationToken.None).ConfigureAwait(false);
            if (answer.Code == 0 && Uri.TryCreate(answer.Output, UriKind.Absolute, out _)) return answer.Output;
        }
        return null;
    }
}
