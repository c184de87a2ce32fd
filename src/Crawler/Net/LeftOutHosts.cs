using Catalogue.Crawler.Files;

namespace Catalogue.Crawler.Net;

/// <summary>Hosts that are never visited, whoever lists them: their operators asked for it. A name stands for all hosts under it too. Immutable.</summary>
public sealed class LeftOutHosts
{
    private readonly HashSet<string> _names;

    private LeftOutHosts(HashSet<string> names) => _names = names;

    /// <summary>None.</summary>
    public static LeftOutHosts None { get; } = new([]);

    /// <summary>How many names there are.</summary>
    public int Count => _names.Count;

    /// <summary>Reads host names or addresses, as a URL spells them.</summary>
    /// <exception cref="FormatException">One is none: says which, and how it should look.</exception>
    public static LeftOutHosts Parse(IEnumerable<string> hosts) =>
        new([.. hosts.Select(host => Normal(host) ?? throw new FormatException(Fault(host)))]);

    /// <summary>Reads <c>leave-out.yaml</c>, whose one key is <c>hosts</c>, and adds further hosts; a file that is not there holds none.</summary>
    /// <exception cref="FileContentException">The file can't be used: says where and why.</exception>
    /// <exception cref="FormatException">One of the further hosts is none.</exception>
    public static LeftOutHosts Read(string path, IEnumerable<string> more)
    {
        var names = Parse(more)._names;
        if (File.Exists(path))
        {
            var top = StrictYaml.Parse(path, File.ReadAllText(path));
            foreach (var host in top.Strings("hosts")) names.Add(Normal(host) ?? throw top.ProblemAt("hosts", Fault(host)));
            top.End();
        }
        return new LeftOutHosts(names);
    }

    /// <summary>Whether a host, or one that it lies under, is among them.</summary>
    /// <param name="host">The host of a URL (<see cref="Uri.IdnHost"/>).</param>
    public bool Contains(string host)
    {
        if (_names.Count == 0) return false;
        var name = host.Trim('[', ']').TrimEnd('.').ToLowerInvariant();
        for (; ; )
        {
            if (_names.Contains(name)) return true;
            var dot = name.IndexOf('.', StringComparison.Ordinal);
            if (dot < 0) return false;
            name = name[(dot + 1)..];
        }
    }

    private static string? Normal(string host)
    {
        var bare = host.Trim().TrimStart('.').TrimEnd('.');
        return bare.Length > 0 && Uri.CheckHostName(bare.Trim('[', ']')) != UriHostNameType.Unknown && Uri.TryCreate($"http://{(bare.Contains(':') ? $"[{bare.Trim('[', ']')}]" : bare)}/", UriKind.Absolute, out var url)
            ? url.IdnHost.Trim('[', ']').ToLowerInvariant()
            : null;
    }

    private static string Fault(string host) => $"'{host}' is not a host: write a name such as mcp.example.org, without scheme, port and path.";
}
