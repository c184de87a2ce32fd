using Catalogue.Classifier.Model;
using Catalogue.Crawler.Sources;

namespace Catalogue.Site.Commands.Assessing;

/// <summary>
/// The input, read twice: once for the names, since a verdict knows the names of all tools of its server wherever in
/// the input they stand; once for the definitions. Small inputs are kept between, standard input is put aside in a
/// temporary file, large files are read again.
/// </summary>
internal sealed class AssessInput : IDisposable
{
    private const long KeptBytes = 40L << 20;
    private const int ChunksToCollect = 150;

    /// <summary>Reading the names leaves a tenth of what assessing leaves.</summary>
    private const int ChunksOfNamesToCollect = 10 * ChunksToCollect;
    private readonly Func<Stream> _open;
    private readonly IDisposable? _owned;
    private readonly string? _server;
    private readonly ServerNames _names = new();
    private List<DefinitionChunk>? _kept;

    private AssessInput(Func<Stream> open, long length, string? server, IDisposable? owned)
    {
        (_open, _server, _owned) = (open, server, owned);
        _kept = length <= KeptBytes ? [] : null;
    }

    /// <summary>Opens a file, or standard input for <c>-</c>.</summary>
    /// <exception cref="UsageException">There is no such file.</exception>
    public static AssessInput Open(string name, string? server)
    {
        if (name != "-")
        {
            return File.Exists(name)
                ? new AssessInput(() => new FileStream(name, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan), new FileInfo(name).Length, server, null)
                : throw new UsageException($"assess: there is no file {name}. Give a file of JSON lines, a saved tools/list, or - for standard input.");
        }
        var aside = new FileStream(Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
        using (var standard = Console.OpenStandardInput()) standard.CopyTo(aside);
        return new AssessInput(
            () =>
            {
                aside.Position = 0;
                return new KeptOpenStream(aside);
            },
            aside.Length, server, aside);
    }

    /// <summary>Reads the names.</summary>
    public void ReadNames(CancellationToken cancellationToken)
    {
        using var stream = _open();
        var size = 0L;
        new OrderedWork<DefinitionChunk, ChunkNames>(Flat(DefinitionFile.ReadChunks(stream), ChunksOfNamesToCollect), chunk => ChunkNames.Read(chunk, _server), Keep).Run(cancellationToken);
        // The names stay to the end: among what is old they are not looked at again and again.
        if (ReadsAgain) GC.Collect();

        void Keep(ChunkNames names)
        {
            names.AddTo(_names);
            size += names.Chunk.Size;
            if (size > KeptBytes) GiveBack();
            if (_kept is null) names.Chunk.Return();
            else _kept.Add(names.Chunk);
        }
    }

    /// <summary>Gives back what was kept of an input that is too large to keep.</summary>
    private void GiveBack()
    {
        foreach (var chunk in _kept ?? []) chunk.Return();
        _kept = null;
    }

    /// <summary>True when a chunk is not needed any more once it was assessed.</summary>
    public bool ReadsAgain => _kept is null;

    /// <summary>The entries, in order.</summary>
    public IEnumerable<DefinitionChunk> Chunks() => _kept ?? ReadAgain();

    private IEnumerable<DefinitionChunk> ReadAgain()
    {
        using var stream = _open();
        foreach (var chunk in Flat(DefinitionFile.ReadChunks(stream), ChunksToCollect)) yield return chunk;
    }

    /// <summary>
    /// The collector lets young objects grow to most of the processor's last cache, which is hundreds of megabytes on a
    /// server. Of a large input nearly all are dead, so that collecting them early costs next to nothing.
    /// </summary>
    private IEnumerable<DefinitionChunk> Flat(IEnumerable<DefinitionChunk> chunks, int every)
    {
        var count = 0;
        foreach (var chunk in chunks)
        {
            if (ReadsAgain && ++count % every == 0) GC.Collect(count % (16 * every) == 0 ? 2 : 1, GCCollectionMode.Forced, blocking: true);
            yield return chunk;
        }
    }

    /// <summary>One entry; good until the next is read on the same thread.</summary>
    public DefinitionLine Read(DefinitionChunk chunk, int index) => chunk.ReadHere(index, _server);

    /// <summary>The names around a definition.</summary>
    public ServerContext ContextOf(DeclaredDefinition declared) => _names.ContextOf(declared.Server);

    public void Dispose() => _owned?.Dispose();

    /// <summary>Leaves the file open when a reader is done, so that it can be read again.</summary>
    private sealed class KeptOpenStream(Stream inner) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => inner.Length;

        public override long Position
        {
            get => inner.Position;
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

        public override int Read(Span<byte> buffer) => inner.Read(buffer);

        public override void Flush() => inner.Flush();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
