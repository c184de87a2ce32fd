using Catalogue.Crawler.Sources;

namespace Catalogue.Site.Commands.Assessing;

/// <summary>The names that the entries of a chunk give their servers and tools.</summary>
internal sealed class ChunkNames
{
    private readonly string[] _servers;
    private readonly string[] _tools;
    private int _count;

    private ChunkNames(DefinitionChunk chunk) => (Chunk, _servers, _tools) = (chunk, new string[chunk.Count], new string[chunk.Count]);

    /// <summary>The chunk.</summary>
    public DefinitionChunk Chunk { get; }

    /// <summary>Reads them.</summary>
    /// <param name="chunk">The chunk.</param>
    /// <param name="server">The server of entries that name none, or null.</param>
    public static ChunkNames Read(DefinitionChunk chunk, string? server)
    {
        var names = new ChunkNames(chunk);
        for (var i = 0; i < chunk.Count; i++)
        {
            if (chunk.ReadNames(i, server) is not var (owner, tool)) continue;
            (names._servers[names._count], names._tools[names._count]) = (owner, tool);
            names._count++;
        }
        return names;
    }

    /// <summary>Adds them to those of all chunks.</summary>
    public void AddTo(ServerNames all)
    {
        for (var i = 0; i < _count; i++) all.Add(_servers[i], _tools[i]);
    }
}
