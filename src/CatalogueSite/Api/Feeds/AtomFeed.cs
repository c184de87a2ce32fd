using System.Globalization;
using System.Text;
using System.Xml;
using Catalogue.Crawler.Model;
using Catalogue.Site.Publishing;

namespace Catalogue.Site.Api.Feeds;

/// <summary>Writes an Atom feed (RFC 4287). Ids are <c>tag:</c> URIs (RFC 4151) that never change.</summary>
internal static class AtomFeed
{
    private const string Atom = "http://www.w3.org/2005/Atom";
    private const string Since = "2026";

    /// <param name="Id">What follows <c>/feeds/</c>, without extension.</param>
    /// <param name="Title">Title.</param>
    /// <param name="Page">The path of the page that says the same.</param>
    internal sealed record Head(string Id, string Title, string Page);

    public static byte[] Write(Head head, IReadOnlyList<PublishedChange> changes, DateTimeOffset publishedAt, string origin, string ownNamespace)
    {
        var authority = Authority(origin, ownNamespace);
        using var stream = new MemoryStream();
        using (var xml = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true, NewLineChars = "\n" }))
        {
            xml.WriteStartDocument();
            xml.WriteStartElement("feed", Atom);
            xml.WriteElementString("id", Atom, $"tag:{authority},{Since}:feeds/{head.Id}");
            Text(xml, "title", $"{head.Title} · MCP risk catalogue");
            xml.WriteElementString("updated", Atom, Moment(changes.Count > 0 ? changes.Max(change => change.Entry.At) : publishedAt));
            Link(xml, "self", $"{origin}/feeds/{head.Id}.atom", "application/atom+xml");
            Link(xml, "alternate", origin + head.Page, "text/html");
            xml.WriteStartElement("author", Atom);
            xml.WriteElementString("name", Atom, "MCP risk catalogue");
            xml.WriteEndElement();
            foreach (var change in changes) WriteEntry(xml, change, origin, authority);
            xml.WriteEndElement();
        }
        return stream.ToArray();
    }

    private static void WriteEntry(XmlWriter xml, PublishedChange change, string origin, string authority)
    {
        var entry = change.Entry;
        var what = entry.Tool is null ? $"the server {change.ServerName}" : $"{entry.Tool} of {change.ServerName}";
        xml.WriteStartElement("entry", Atom);
        xml.WriteElementString("id", Atom, string.Create(CultureInfo.InvariantCulture, $"tag:{authority},{Since}:changes/{entry.Id}"));
        Text(xml, "title", $"{Verb(entry.Kind)}: {what}");
        xml.WriteElementString("updated", Atom, Moment(entry.At));
        Link(xml, "alternate", origin + (change.ToolSlug is null ? SiteRoutes.Server(change.ServerSlug) : SiteRoutes.Tool(change.ServerSlug, change.ToolSlug)), "text/html");
        if (change.Verdict is { } verdict)
        {
            Category(xml, verdict.Category.ToString(), "categories");
            Category(xml, verdict.Risk.ToString(), "risk");
        }
        Text(xml, "summary", Summary(change));
        xml.WriteEndElement();
    }

    private static string Summary(PublishedChange change)
    {
        var text = change.Entry.Kind switch
        {
            ChangeKind.Added => "It was seen for the first time.",
            ChangeKind.Changed when change.Entry.Fields.Count > 0 => $"What changed: {string.Join(", ", change.Entry.Fields)}.",
            ChangeKind.Changed => "Its definition changed.",
            ChangeKind.Removed => "It is no longer listed.",
            _ => "It is listed again.",
        };
        return change.Verdict is { } verdict ? $"{text} Category {verdict.Category}, risk {verdict.Risk}." : text;
    }

    private static string Verb(ChangeKind kind) => kind switch
    {
        ChangeKind.Added => "New",
        ChangeKind.Changed => "Changed",
        ChangeKind.Removed => "Removed",
        _ => "Back",
    };

    private static void Link(XmlWriter xml, string relation, string target, string type)
    {
        xml.WriteStartElement("link", Atom);
        xml.WriteAttributeString("rel", relation);
        xml.WriteAttributeString("type", type);
        xml.WriteAttributeString("href", target);
        xml.WriteEndElement();
    }

    private static void Category(XmlWriter xml, string term, string scheme)
    {
        xml.WriteStartElement("category", Atom);
        xml.WriteAttributeString("term", term);
        xml.WriteAttributeString("label", $"{scheme}: {term}");
        xml.WriteEndElement();
    }

    private static void Text(XmlWriter xml, string element, string text)
    {
        xml.WriteStartElement(element, Atom);
        xml.WriteAttributeString("type", "text");
        xml.WriteString(WellFormed.Clean(text));
        xml.WriteEndElement();
    }

    private static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    // The public host once there is one; before, the namespace read backwards (local.catalogue: catalogue.local).
    private static string Authority(string origin, string ownNamespace) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri) ? uri.Host : string.Join('.', ownNamespace.ToLowerInvariant().Split('.').Reverse());
}
