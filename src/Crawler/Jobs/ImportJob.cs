using System.Security.Cryptography;
using System.Text;
using Catalogue.Classifier.Model;
using Catalogue.Crawler.Model;
using Catalogue.Crawler.Sources;
using Catalogue.Crawler.Storage;

namespace Catalogue.Crawler.Jobs;

/// <summary>
/// Takes files of declared definitions into the catalogue. Reads them twice, so that of repeated (server, tool) lines the last
/// counts without holding the files in memory.
/// </summary>
public sealed class ImportJob(CatalogueStore store)
{
    private const int ToolsInOneWrite = 2000;

    /// <summary>Imports the files, in order.</summary>
    /// <param name="files">Paths of JSON lines (gzip or plain) or saved <c>tools/list</c> answers.</param>
    /// <param name="server">Server name for definitions that name none, or null.</param>
    /// <param name="replace">True when the files are each named server's whole list.</param>
    /// <param name="reportBad">Is told of each line that cannot be read: file, line number, what is wrong.</param>
    /// <param name="cancellationToken">Ends the import between two writes.</param>
    /// <exception cref="InvalidDataException">A file is neither of the known forms.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="StorageException">The catalogue database failed; what was written before is safe.</exception>
    public async Task<ImportResult> RunAsync(IReadOnlyList<string> files, string? server, bool replace, Action<string, int, string> reportBad, CancellationToken cancellationToken)
    {
        var last = FindLast(files, server, reportBad);
        var total = new ImportResult();
        var servers = new HashSet<long>();
        var kept = new HashSet<UInt128>();
        foreach (var chunk in Definitions(files, server, last).Chunk(ToolsInOneWrite))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var batch = Group(chunk);
            var result = await store.ImportDeclaredAsync(batch, cancellationToken);
            servers.UnionWith(result.ServerIds);
            if (replace) Keep(batch, result.ServerIds, kept);
            total = Add(total, result);
        }
        var removed = 0;
        if (replace)
        {
            foreach (var portion in servers.Chunk(500)) removed += await store.RemoveOtherDeclaredAsync(portion, (id, tool) => kept.Contains(Key(id.ToString(System.Globalization.CultureInfo.InvariantCulture), tool)), cancellationToken);
        }
        return total with { Servers = servers.Count, Removed = removed, ServerIds = [.. servers] };
    }

    // Where each (server, tool) stands for the last time: file and line.
    private static Dictionary<UInt128, (int File, int Line)> FindLast(IReadOnlyList<string> files, string? server, Action<string, int, string> reportBad)
    {
        var last = new Dictionary<UInt128, (int, int)>();
        for (var file = 0; file < files.Count; file++)
        {
            foreach (var line in DefinitionFile.Read(files[file], server))
            {
                if (line.Declared is { } declared) last[Key(declared.Server, declared.Definition.Name)] = (file, line.Number);
                else if (line.Error is { } error) reportBad(files[file], line.Number, error);
            }
        }
        return last;
    }

    private static IEnumerable<DeclaredDefinition> Definitions(IReadOnlyList<string> files, string? server, Dictionary<UInt128, (int File, int Line)> last)
    {
        for (var file = 0; file < files.Count; file++)
        {
            DeclaredListing? listing = null;
            foreach (var line in DefinitionFile.Read(files[file], server))
            {
                listing = line.Listing ?? listing;
                if (line.Declared is { } declared && last.TryGetValue(Key(declared.Server, declared.Definition.Name), out var place) && place == (file, line.Number)) yield return With(declared, listing);
            }
        }
    }

    // A dump says a server's title and repository once, before its tools.
    private static DeclaredDefinition With(DeclaredDefinition declared, DeclaredListing? listing) => listing is null || listing.Name != declared.Server
        ? declared
        : declared with { ServerTitle = declared.ServerTitle ?? listing.Title, Repository = declared.Repository ?? listing.Repository };

    private static List<DeclaredServer> Group(IEnumerable<DeclaredDefinition> definitions) =>
    [
        .. definitions.GroupBy(definition => definition.Server, StringComparer.Ordinal).Select(group => new DeclaredServer(
            group.Key,
            group.Select(definition => definition.ServerTitle).LastOrDefault(title => title is not null),
            group.Select(definition => definition.Repository).LastOrDefault(repository => repository is not null),
            group.Select(definition => definition.Package).LastOrDefault(package => package is not null),
            (IReadOnlyList<ToolDefinition>)[.. group.Select(definition => definition.Definition)])),
    ];

    private static void Keep(List<DeclaredServer> batch, IReadOnlyList<long> serverIds, HashSet<UInt128> kept)
    {
        foreach (var (declared, id) in batch.Zip(serverIds))
        {
            foreach (var tool in declared.Tools) kept.Add(Key(id.ToString(System.Globalization.CultureInfo.InvariantCulture), tool.Name));
        }
    }

    private static ImportResult Add(ImportResult total, ImportResult one) => total with
    {
        NewServers = total.NewServers + one.NewServers,
        Added = total.Added + one.Added,
        Updated = total.Updated + one.Updated,
        Unchanged = total.Unchanged + one.Unchanged,
        KeptObserved = total.KeptObserved + one.KeptObserved,
    };

    // Sixteen bytes of a hash stand for the pair: names may be 100 KB long, and there may be a million.
    private static UInt128 Key(string server, string tool)
    {
        var text = $"{server.Length}:{server}{tool}";
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.Unicode.GetBytes(text), hash);
        return new UInt128(BitConverter.ToUInt64(hash), BitConverter.ToUInt64(hash[8..]));
    }
}
