using System.Buffers;

namespace Catalogue.Site.Publishing;

/// <summary>Turns components into HTML. One instance is used by one thread at a time; see <see cref="PageRendererPool"/> for requests.</summary>
public interface IPageRenderer : IAsyncDisposable
{
    /// <summary>Renders to UTF-8 HTML (no byte order mark), appended to <paramref name="output"/>.</summary>
    Task RenderAsync(PageRequest page, IBufferWriter<byte> output);
}
