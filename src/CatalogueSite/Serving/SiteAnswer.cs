using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Catalogue.Site.Serving;

/// <summary>A whole answer, ready to be sent any number of times: one body in one coding, and its headers.</summary>
public sealed class SiteAnswer
{
    private readonly StringValues _tag;
    private readonly StringValues _contentType;
    private readonly StringValues _cacheControl;
    private readonly StringValues _coding;

    /// <summary>Makes an answer.</summary>
    /// <param name="body">The body, coded.</param>
    /// <param name="contentType">Media type.</param>
    /// <param name="coding">How the body is coded.</param>
    /// <param name="version">What identifies the content, whatever its coding: letters, digits, hyphens.</param>
    /// <param name="cacheControl">How long others may keep it.</param>
    public SiteAnswer(byte[] body, string contentType, ContentCoding coding, string version, string cacheControl)
    {
        ArgumentNullException.ThrowIfNull(body);
        Body = body;
        _contentType = contentType;
        _cacheControl = cacheControl;
        _coding = coding.Name() ?? StringValues.Empty;
        Tag = coding == ContentCoding.Identity ? $"\"{version}\"" : $"\"{version}-{coding.Name()}\"";
        _tag = Tag;
    }

    /// <summary>The body, coded.</summary>
    public byte[] Body { get; }

    /// <summary>The entity tag with its quotes.</summary>
    public string Tag { get; }

    /// <summary>Search engines are asked to leave it out.</summary>
    public bool NoIndex { get; init; }

    /// <summary>Sends it, or says that the client has it already.</summary>
    public async Task SendAsync(HttpContext context, int status = StatusCodes.Status200OK)
    {
        ArgumentNullException.ThrowIfNull(context);
        var response = context.Response;
        var headers = response.Headers;
        headers.ETag = _tag;
        headers.CacheControl = _cacheControl;
        headers.Vary = "Accept-Encoding";
        if (NoIndex) headers["X-Robots-Tag"] = "noindex";
        if (status == StatusCodes.Status200OK && Matches(context.Request.Headers.IfNoneMatch, Tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        response.StatusCode = status;
        headers.ContentType = _contentType;
        if (_coding.Count > 0) headers.ContentEncoding = _coding;
        headers.ContentLength = Body.Length;
        if (!HttpMethods.IsHead(context.Request.Method)) await response.BodyWriter.WriteAsync(Body, context.RequestAborted).ConfigureAwait(false);
    }

    private static bool Matches(StringValues ifNoneMatch, string tag)
    {
        foreach (var header in ifNoneMatch)
        {
            if (header is null) continue;
            foreach (var candidate in header.Split(',', StringSplitOptions.TrimEntries))
            {
                // Weak comparison, as conditional GET asks for.
                if (candidate == "*" || candidate == tag || (candidate.StartsWith("W/", StringComparison.Ordinal) && candidate.AsSpan(2).SequenceEqual(tag))) return true;
            }
        }
        return false;
    }
}
