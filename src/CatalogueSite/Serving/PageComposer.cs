using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using Catalogue.Site.Publishing;
using Catalogue.Site.Publishing.Storage;

namespace Catalogue.Site.Serving;

/// <summary>A page with its parts put in.</summary>
/// <param name="Gzip">The page as one gzip member.</param>
/// <param name="Version">What identifies the content.</param>
internal sealed record ComposedPage(byte[] Gzip, string Version);

/// <summary>Makes whole pages of one generation: finds or renders the page, renders its parts (once, where they are the same on many pages), joins them.</summary>
internal sealed class PageComposer(GenerationView generation, SiteContext site, PageSet pages, SiteAddress address, PageRendererPool renderers)
{
    private const int PartsKept = 20_000;
    private readonly FrozenDictionary<string, PartKind> _kinds = pages.Parts.ToFrozenDictionary(part => part.Name, StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Lazy<Task<Part>>> _parts = new(StringComparer.Ordinal);

    /// <summary>The generation.</summary>
    public GenerationView Generation => generation;

    /// <summary>Composes a stored page, or returns null when there is none at this path.</summary>
    public async Task<ComposedPage?> ComposeStoredAsync(string route)
    {
        if (generation.FindPage(route) is not { } stored) return null;
        return await ComposeAsync(stored, route).ConfigureAwait(false);
    }

    /// <summary>Renders a page about the whole catalogue, and composes it.</summary>
    public async Task<ComposedPage> RenderAsync(PageRequest page)
    {
        var html = await renderers.RenderAsync(page).ConfigureAwait(false);
        var (body, hash) = PageBody.Pack(html, new Deflater());
        return await ComposeAsync(new StoredPage(hash, body), page.Route).ConfigureAwait(false);
    }

    private async Task<ComposedPage> ComposeAsync(StoredPage stored, string route)
    {
        var body = PageBody.Read(stored.Body);
        var parts = new DeflatedText[body.Parts.Count];
        using var version = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        version.AppendData(stored.Hash);
        for (var i = 0; i < parts.Length; i++)
        {
            var part = await FindPartAsync(body.Parts[i], route).ConfigureAwait(false);
            parts[i] = part.Text;
            version.AppendData(part.Hash);
        }
        return new ComposedPage(body.ToGzip(parts), Convert.ToHexStringLower(version.GetHashAndReset().AsSpan(0, 12)));
    }

    private Task<Part> FindPartAsync(string name, string route)
    {
        var slash = name.IndexOf('/');
        var kindName = slash < 0 ? name : name[..slash];
        var arguments = slash < 0 ? "" : name[(slash + 1)..];
        // A page of an older program may ask for a part that is no more; the next publish renders it anew.
        if (!_kinds.TryGetValue(kindName, out var kind)) return Task.FromResult(Part.Empty);
        if (kind.PerPage) return RenderPartAsync(kind, arguments, route);
        if (_parts.Count > PartsKept) _parts.Clear();
        return _parts.GetOrAdd(name, _ => new Lazy<Task<Part>>(() => RenderPartAsync(kind, arguments, ""))).Value;
    }

    private async Task<Part> RenderPartAsync(PartKind kind, string arguments, string route)
    {
        var content = kind.Render(new PartRequest(generation, site, arguments, route, address));
        var html = content.Component is { } component
            ? await renderers.RenderAsync(component).ConfigureAwait(false)
            : Encoding.UTF8.GetBytes(content.Html ?? "");
        return new Part(new Deflater().Compress(html), SHA256.HashData(html).AsSpan(0, 16).ToArray());
    }

    private sealed record Part(DeflatedText Text, byte[] Hash)
    {
        public static Part Empty { get; } = new(default, []);
    }
}
