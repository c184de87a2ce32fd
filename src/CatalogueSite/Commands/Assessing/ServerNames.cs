using Catalogue.Classifier.Model;

namespace Catalogue.Site.Commands.Assessing;

/// <summary>
/// The names of every server's tools, as bytes in a few large blocks. A context with its strings and set is made when a
/// definition of its server is read, and may be collected when the last of them was: memory is that of the names.
/// </summary>
internal sealed class ServerNames
{
    private readonly Dictionary<string, Server> _servers = new(StringComparer.Ordinal);
    private readonly NameBlocks _blocks = new();
    private Server? _last;

    private sealed class Server(string name, NameBlocks blocks)
    {
        public string Name { get; } = name;

        public NameSet Tools { get; } = new(blocks);

        public WeakReference<ServerContext>? Context { get; set; }
    }

    /// <summary>Adds a tool; not while contexts are asked for.</summary>
    public void Add(string server, string tool)
    {
        // The tools of a server stand together, as a rule.
        if (_last is null || _last.Name != server)
        {
            if (!_servers.TryGetValue(server, out _last)) _servers[server] = _last = new Server(server, _blocks);
        }
        _last.Tools.Add(tool);
    }

    /// <summary>The context of a server; <see cref="ServerContext.None"/> for one that was not added. Safe on several threads.</summary>
    public ServerContext ContextOf(string server)
    {
        if (!_servers.TryGetValue(server, out var known)) return ServerContext.None;
        lock (known)
        {
            if (known.Context is not null && known.Context.TryGetTarget(out var context)) return context;
            context = new ServerContext(known.Name, known.Tools.ToArray());
            if (known.Context is null) known.Context = new WeakReference<ServerContext>(context);
            else known.Context.SetTarget(context);
            return context;
        }
    }
}
