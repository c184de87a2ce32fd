using System.Collections.Concurrent;

namespace Catalogue.Site.Publishing;

/// <summary>Renderers for requests: each is used by one request at a time and kept for the next.</summary>
public sealed class PageRendererPool(SiteContext site) : IAsyncDisposable
{
    private readonly ConcurrentBag<PageRenderer> _idle = [];

    /// <summary>Renders one page or part to UTF-8 HTML.</summary>
    public async Task<byte[]> RenderAsync(PageRequest page)
    {
        if (!_idle.TryTake(out var renderer)) renderer = new PageRenderer(site);
        var output = new System.Buffers.ArrayBufferWriter<byte>(16 * 1024);
        await renderer.RenderAsync(page, output).ConfigureAwait(false);
        // Only on success: a renderer whose component threw is left to the collector.
        _idle.Add(renderer);
        return output.WrittenSpan.ToArray();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        while (_idle.TryTake(out var renderer)) await renderer.DisposeAsync().ConfigureAwait(false);
    }
}
