using System.Buffers;
using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Catalogue.Site.Publishing;

/// <summary>
/// Renders Razor components statically. An <see cref="HtmlRenderer"/> keeps every component it has rendered and the buffers of
/// each: made anew after a few pages it costs less than half of what one costs that is kept for hundreds, since little
/// outlives the youngest generation of the heap.
/// </summary>
public sealed class PageRenderer(SiteContext site) : IPageRenderer
{
    private const int PagesPerRenderer = 8;
    private static readonly ConcurrentDictionary<Type, (bool Site, bool Route)> Wanted = new();
    private readonly Utf8Writer _writer = new();
    private ServiceProvider? _services;
    private HtmlRenderer? _renderer;
    private int _rendered;

    /// <inheritdoc />
    public async Task RenderAsync(PageRequest page, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(page);
        ArgumentNullException.ThrowIfNull(output);
        if (_renderer is null || _rendered >= PagesPerRenderer) await RenewAsync().ConfigureAwait(false);
        _rendered++;
        var parameters = ParameterView.FromDictionary(Complete(page));
        _writer.Reset(output);
        await _renderer!.Dispatcher.InvokeAsync(async () =>
        {
            var root = await _renderer.RenderComponentAsync(page.Component, parameters);
            root.WriteHtmlTo(_writer);
        }).ConfigureAwait(false);
        _writer.Finish();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_renderer is not null) await _renderer.DisposeAsync().ConfigureAwait(false);
        if (_services is not null) await _services.DisposeAsync().ConfigureAwait(false);
        await _writer.DisposeAsync().ConfigureAwait(false);
    }

    private async Task RenewAsync()
    {
        if (_renderer is not null) await _renderer.DisposeAsync().ConfigureAwait(false);
        _services ??= new ServiceCollection()
            .AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance)
            // Letters of every script go out as themselves; what HTML gives a meaning is still encoded.
            .AddSingleton(HtmlEncoder.Create(UnicodeRanges.All))
            .AddSingleton(site)
            .BuildServiceProvider();
        _renderer = new HtmlRenderer(_services, NullLoggerFactory.Instance);
        _rendered = 0;
    }

    private Dictionary<string, object?> Complete(PageRequest page)
    {
        var (wantsSite, wantsRoute) = Wanted.GetOrAdd(page.Component, static type => (Takes(type, "Site"), Takes(type, "Route")));
        var all = new Dictionary<string, object?>(page.Parameters, StringComparer.Ordinal);
        if (wantsSite) all["Site"] = site;
        if (wantsRoute) all.TryAdd("Route", page.Route);
        return all;
    }

    private static bool Takes(Type component, string name) =>
        component.GetProperty(name)?.GetCustomAttribute<ParameterAttribute>() is not null;
}
