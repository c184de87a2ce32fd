using System.Buffers;
using System.IO.Compression;
using Catalogue.Crawler.Model;
using Catalogue.Site.Publishing.Documents;
using Catalogue.Site.Publishing.Storage;

namespace Catalogue.Site.Publishing;

/// <summary>Does for one server at a time what costs work: verdicts, document, pages, compression. Used by one thread at a time.</summary>
internal sealed class PublishWorker(PublishOptions options) : IAsyncDisposable
{
    private const int KeptBuffer = 4 * 1024 * 1024;
    private readonly ServerAssessor _assessor = new(options.Classifier);
    private readonly PageRenderer _renderer = new(options.Site);
    private readonly Deflater _deflater = new();
    private ArrayBufferWriter<byte> _html = new(64 * 1024);

    public async Task<PreparedServer> PrepareAsync(ServerRecord record, CancellationToken cancellationToken)
    {
        var server = _assessor.Assess(record);
        var document = WriteDocument(server);
        var pages = new List<PreparedPage>(server.Tools.Count + 1);
        foreach (var kind in options.Pages.OfServer)
        {
            foreach (var page in kind.Pages(server))
            {
                cancellationToken.ThrowIfCancellationRequested();
                var html = NewBuffer();
                await _renderer.RenderAsync(page, html).ConfigureAwait(false);
                var (body, hash) = PageBody.Pack(html.WrittenSpan, _deflater);
                pages.Add(new PreparedPage(page.Route, hash, body));
            }
        }
        return new PreparedServer(server, document, pages, AttackLinks.Of(options.Site.Attacks, server));
    }

    public ValueTask DisposeAsync() => _renderer.DisposeAsync();

    private byte[] WriteDocument(AssessedServer server)
    {
        var lines = NewBuffer();
        ServerDocumentWriter.Write(server, lines);
        var output = new MemoryStream(lines.WrittenCount / 4);
        using (var gzip = new GZipStream(output, CompressionLevel.Optimal, leaveOpen: true)) gzip.Write(lines.WrittenSpan);
        return output.ToArray();
    }

    // A page of a huge server must not hold its memory for ever.
    private ArrayBufferWriter<byte> NewBuffer()
    {
        if (_html.Capacity > KeptBuffer) _html = new ArrayBufferWriter<byte>(64 * 1024);
        else _html.ResetWrittenCount();
        return _html;
    }
}
