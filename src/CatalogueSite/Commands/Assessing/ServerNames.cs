using System.Text;
using Catalogue.Classifier.Model;

namespace Catalogue.Site.Commands.Assessing;

/// <summary>
/// The names of every server's tools, as bytes in a few large blocks. A context with its strings and set is made when a
/// definition of its server is read, and may be collected when the last of them was: memory is that of the names.
/// </summary>
internal sealed class ServerNames
{
    private const int BlockSize = 1 << 20;
    private readonly Dictionary<string, Server> _servers = new(StringComparer.Ordinal);
    private readonly List<byte[]> _blocks = [];
    private int _used = BlockSize;

    private sealed class Server(string name)
    {
        public string Name { get; } = name;

        /// <summary>Block, offset and length of each name, three numbers behind one another.</summary>
        public int[] Places { get; private set; } = new int[12];

        public int Count { get; private set; }

        public WeakReference<ServerContext>? Context { get; set; }

        public void Add(int block, int offset, int length)
        {
            if (Count * 3 == Places.Length)
            {
                var more = new int[Places.Length * 2];
                Array.Copy(Places, more, Places.Length);
                Places = more;
            }
            (Places[Count * 3], Places[Count * 3 + 1], Places[Count * 3 + 2]) = (block, offset, length);
            Count++;
        }
    }

    /// <summary>Adds a tool; not while contexts are asked for.</summary>
    public void Add(string server, string tool)
    {
        if (!_servers.TryGetValue(server, out var known)) _servers[server] = known = new Server(server);
        var length = tool.Length * 2;
        if (BlockSize - _used < length)
        {
            _blocks.Add(new byte[Math.Max(BlockSize, length)]);
            _used = 0;
        }
        // Names may hold lone surrogates, which UTF-8 has no form for: as they stand, two bytes a character, none is lost.
        var block = _blocks[^1];
        var written = IsPlain(tool) ? Encoding.ASCII.GetBytes(tool, block.AsSpan(_used)) : -CopyChars(tool, block.AsSpan(_used));
        known.Add(_blocks.Count - 1, _used, written);
        _used += Math.Abs(written);
    }

    /// <summary>The context of a server; <see cref="ServerContext.None"/> for one that was not added. Safe on several threads.</summary>
    public ServerContext ContextOf(string server)
    {
        if (!_servers.TryGetValue(server, out var known)) return ServerContext.None;
        lock (known)
        {
            if (known.Context is not null && known.Context.TryGetTarget(out var context)) return context;
            var tools = new string[known.Count];
            for (var i = 0; i < tools.Length; i++) tools[i] = Read(known.Places[i * 3], known.Places[i * 3 + 1], known.Places[i * 3 + 2]);
            context = new ServerContext(known.Name, tools);
            if (known.Context is null) known.Context = new WeakReference<ServerContext>(context);
            else known.Context.SetTarget(context);
            return context;
        }
    }

    private string Read(int block, int offset, int length) => length >= 0
        ? Encoding.ASCII.GetString(_blocks[block], offset, length)
        : new string(System.Runtime.InteropServices.MemoryMarshal.Cast<byte, char>(_blocks[block].AsSpan(offset, -length)));

    private static int CopyChars(string tool, Span<byte> target)
    {
        System.Runtime.InteropServices.MemoryMarshal.AsBytes(tool.AsSpan()).CopyTo(target);
        return tool.Length * 2;
    }

    private static bool IsPlain(string tool)
    {
        foreach (var c in tool)
        {
            if (c >= 0x80) return false;
        }
        return true;
    }
}
