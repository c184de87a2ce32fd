using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Catalogue.Site.Tests.Support;

/// <summary>The rules of RFC 4287 that a document of ours can break.</summary>
internal static partial class AtomRules
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly string[] OfFeed = ["author", "category", "contributor", "generator", "icon", "id", "link", "logo", "rights", "subtitle", "title", "updated", "entry"];
    private static readonly string[] OfEntry = ["author", "category", "content", "contributor", "id", "link", "published", "rights", "source", "summary", "title", "updated"];

    /// <summary>Fails where a rule is broken; returns the feed.</summary>
    public static XElement Check(string xml)
    {
        var feed = XDocument.Parse(xml).Root!;
        feed.Name.ShouldBe(Atom + "feed");
        CheckHolder(feed, OfFeed);
        // 4.1.1: an author, unless every entry has one; entries after everything else is customary and what simple readers expect.
        feed.Elements(Atom + "author").ShouldNotBeEmpty();
        feed.Elements(Atom + "link").Count(link => (string?)link.Attribute("rel") == "self").ShouldBe(1);
        var entries = feed.Elements(Atom + "entry").ToList();
        foreach (var entry in entries)
        {
            CheckHolder(entry, OfEntry);
            // 4.1.2: without content there must be an alternate link.
            entry.Elements(Atom + "link").Count(link => (string?)link.Attribute("rel") == "alternate").ShouldBe(1);
        }
        // 4.1.1: two entries of one id differ in their moment.
        entries.Select(entry => (Text(entry, "id"), Text(entry, "updated"))).ShouldBeUnique();
        if (entries.Count > 0) entries.Max(entry => Moment(entry)).ShouldBe(Moment(feed), "a feed changed when its newest entry did");
        return feed;
    }

    private static void CheckHolder(XElement holder, string[] allowed)
    {
        foreach (var child in holder.Elements())
        {
            child.Name.Namespace.ShouldBe(Atom, child.ToString());
            allowed.ShouldContain(child.Name.LocalName);
        }
        foreach (var once in (string[])["id", "title", "updated"]) holder.Elements(Atom + once).Count().ShouldBe(1, once);
        holder.Elements(Atom + "summary").Count().ShouldBeLessThanOrEqualTo(1);
        // 4.2.6: an IRI, absolute, never changed by normalisation.
        Uri.TryCreate(Text(holder, "id"), UriKind.Absolute, out var id).ShouldBeTrue();
        id!.Scheme.ShouldBe("tag");
        // 3.3: RFC 3339 with capitals.
        Text(holder, "updated").ShouldMatch(DateForm().ToString());
        foreach (var text in holder.Elements().Where(child => child.Name.LocalName is "title" or "summary" or "subtitle" or "rights"))
        {
            // 3.1.1: plain text has no child elements.
            ((string?)text.Attribute("type") ?? "text").ShouldBe("text");
            text.HasElements.ShouldBeFalse();
        }
        foreach (var link in holder.Elements(Atom + "link"))
        {
            // 4.2.7: an address, and each alternate of one type once.
            Uri.TryCreate((string?)link.Attribute("href"), UriKind.Absolute, out var target).ShouldBeTrue();
            target!.Scheme.ShouldBeOneOf("http", "https");
            ((string?)link.Attribute("type")).ShouldNotBeNull().ShouldMatch("^[a-z]+/[a-z+]+$");
        }
        foreach (var category in holder.Elements(Atom + "category")) ((string?)category.Attribute("term")).ShouldNotBeNullOrEmpty();
        foreach (var person in holder.Elements(Atom + "author")) person.Elements(Atom + "name").Count().ShouldBe(1);
    }

    private static string Text(XElement holder, string name) => holder.Element(Atom + name)!.Value;

    private static DateTimeOffset Moment(XElement holder) => DateTimeOffset.Parse(Text(holder, "updated"), System.Globalization.CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$")]
    private static partial Regex DateForm();
}
