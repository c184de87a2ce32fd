using System.Globalization;
using Catalogue.Classifier.Model;
using Catalogue.Crawler.Model;
using Catalogue.Site.Attacks;
using Catalogue.Site.Pages.Layout;
using Catalogue.Site.Pages.Text;
using Catalogue.Site.Pages.Views;
using Catalogue.Site.Pages.Words;
using Catalogue.Site.Policies;
using Catalogue.Site.Publishing;
using Catalogue.Site.Reviews;

namespace Catalogue.Site.Pages.Tool;

/// <summary>Everything a tool's page shows, computed once: the component only lays it out.</summary>
public sealed class ToolView
{
    private const int SiblingsShown = 8;

    /// <summary>Computes the view.</summary>
    public ToolView(ToolModel model, SiteContext site)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(site);
        (Server, Tool) = model;
        var definition = Tool.Record.Definition;
        Notes = new NoteBook(Verdict);
        NameHtml = Tool.Record.Name.Length <= 2000 ? Notes.Html("name", Tool.Record.Name) : CutName(Tool.Record.Name);
        TitleHtml = Notes.Html("title", definition.Title);
        DescriptionHtml = Notes.Html("description", definition.Description);
        Input = SchemaTable.Read(definition.InputSchema, "inputSchema", Notes);
        Annotations = AnnotationRow.Read(definition.Annotations, Verdict, Notes);
        Claims = Annotations.Any(row => row.Claim.Length > 0);
        Elsewhere = [.. Notes.Left()];
        PlainName = Markup.PlainName(Tool.Record.Name);
        ServerTitle = Server.Record.Title ?? Server.Record.Name;
        Lead = Lead_(definition);
        Withdrawn = Server.Record.WithdrawnAt is not null || Server.Record.Observation.Outcome == Outcome.Withdrawn;
        Review = ReviewLibrary.BuiltIn.Find(Server.Record.Name, Tool.Record.Name, Tool.Record.DefinitionHash);
        if (Gone) return;
        Decision = site.Decisions.Decide(Verdict);
        Attacks = site.Attacks.Match(Tool);
        Siblings = [.. Server.PresentTools.Where(other => other != Tool && other.Verdict.Category == Verdict.Category).Take(SiblingsShown)];
        PresentCount = Server.PresentTools.Count();
        if (PolicyFormats.All.Count > 0) Policy = PolicyFormats.All[0].Write(new PolicyRequest([Server], Tool.Record.Name, null, Stamp(Server)) { Decisions = site.Decisions });
    }

    /// <summary>The server.</summary>
    public AssessedServer Server { get; }

    /// <summary>The tool.</summary>
    public AssessedTool Tool { get; }

    /// <summary>Its verdict.</summary>
    public Verdict Verdict => Tool.Verdict;

    /// <summary>All notes.</summary>
    public NoteBook Notes { get; }

    /// <summary>The name with marks.</summary>
    public string NameHtml { get; }

    /// <summary>The title with marks; may be empty.</summary>
    public string TitleHtml { get; }

    /// <summary>The full description with marks; may be empty.</summary>
    public string DescriptionHtml { get; }

    /// <summary>The parameters.</summary>
    public SchemaTable Input { get; }

    /// <summary>The hints beside what we find.</summary>
    public IReadOnlyList<AnnotationRow> Annotations { get; }

    /// <summary>Whether the author claims anything by hints.</summary>
    public bool Claims { get; }

    /// <summary>Evidence in places that the page doesn't otherwise show.</summary>
    public IReadOnlyList<(Span Where, Note Note)> Elsewhere { get; }

    /// <summary>The name for titles, without marks.</summary>
    public string PlainName { get; }

    /// <summary>The server's title, or its name.</summary>
    public string ServerTitle { get; }

    /// <summary>What it does in a sentence or two, cut at a sentence; empty where nobody says.</summary>
    public string Lead { get; }

    /// <summary>Whether the server was withdrawn.</summary>
    public bool Withdrawn { get; }

    /// <summary>Whether there is nothing to install a policy for: the tool was removed or its server withdrawn.</summary>
    public bool Gone => Withdrawn || !Tool.Present;

    /// <summary>A person's verdict on exactly this definition, or null.</summary>
    public Review? Review { get; }

    /// <summary>What the suggested policy does with it; null when it is gone.</summary>
    public Decision? Decision { get; }

    /// <summary>Attack patterns that fit.</summary>
    public IReadOnlyList<AttackMatch> Attacks { get; } = [];

    /// <summary>Other present tools of the server in the same category.</summary>
    public IReadOnlyList<AssessedTool> Siblings { get; } = [];

    /// <summary>How many tools the server lists.</summary>
    public int PresentCount { get; }

    /// <summary>The single-tool policy in the catalogue's own format, or null when there is none.</summary>
    public PolicyFile? Policy { get; }

    /// <summary>The tool's rows of history, newest first.</summary>
    public IEnumerable<HistoryEntry> History => Server.Record.History.Where(entry => entry.Tool == Tool.Record.Name);

    /// <summary>The stamp of a policy that is shown in a page: the page may not vary with the generation, so its day is that of the last change.</summary>
    internal static PolicyStamp Stamp(AssessedServer server)
    {
        var day = server.Record.FirstSeen;
        foreach (var tool in server.Tools)
        {
            if (tool.Record.ChangedAt > day) day = tool.Record.ChangedAt;
        }
        var ruleSet = server.Tools.Count > 0 ? server.Tools[0].Verdict.RuleSet : "";
        return new PolicyStamp(SiteContext.Version, ruleSet, DateOnly.FromDateTime(day.UtcDateTime));
    }

    /// <summary>The verdict in one sentence.</summary>
    public string VerdictSentence()
    {
        var words = CategoryWords.Of(Verdict.Category);
        var confidence = Verdict.Confidence.ToString().ToLowerInvariant();
        return $"{Verdict.Category}, {Verdict.Risk} risk, with {confidence} confidence: a call can {words.ACall}.";
    }

    private static string Lead_(ToolDefinition definition)
    {
        var text = Summary.Of(definition.Description);
        return text.Length > 0 ? text : Summary.Of(definition.Title);
    }

    private string CutName(string name)
    {
        Notes.Take("name");
        return Markup.Name(name, 2000) + string.Create(CultureInfo.InvariantCulture, $" <span class=\"inv\">marks are not shown in a name this long</span>");
    }
}
