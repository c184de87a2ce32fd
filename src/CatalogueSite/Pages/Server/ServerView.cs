using Catalogue.Classifier.Model;
using Catalogue.Crawler.Model;
using Catalogue.Site.Pages.Views;
using Catalogue.Site.Policies;
using Catalogue.Site.Publishing;

namespace Catalogue.Site.Pages.Server;

/// <summary>Everything a server's page shows, computed once.</summary>
public sealed class ServerView
{
    private const int CharactersPerToken = 4;
    private static readonly TimeSpan StaleAfter = TimeSpan.FromDays(30);

    /// <summary>Computes the view.</summary>
    public ServerView(AssessedServer server, DecisionTable decisions)
    {
        ArgumentNullException.ThrowIfNull(server);
        Server = server;
        Present = [.. server.PresentTools.OrderByDescending(tool => tool.Verdict.Category).ThenByDescending(tool => tool.Verdict.Risk).ThenBy(tool => tool.Record.Name, StringComparer.Ordinal)];
        Removed = [.. server.Tools.Where(tool => !tool.Present)];
        Groups = [.. Present.GroupBy(tool => tool.Verdict.Category)];
        Used = CapabilityNames.All.Where(one => Present.Any(tool => tool.Verdict.Capabilities.HasFlag(one))).ToList();
        Notes = new NoteBook(server.Findings);
        InstructionsHtml = Notes.Html("instructions", server.Record.Observation.Instructions);
        foreach (var tool in Present) Characters += Size(tool.Record.Definition);
        if (!Withdrawn && Present.Count > 0 && PolicyFormats.All.Count > 0)
        {
            Policy = PolicyFormats.All[0].Write(new PolicyRequest([server], null, null, Tool.ToolView.Stamp(server)) { Decisions = decisions });
        }
    }

    /// <summary>The server.</summary>
    public AssessedServer Server { get; }

    /// <summary>The server as stored.</summary>
    public ServerRecord Record => Server.Record;

    /// <summary>How it was last asked.</summary>
    public Observation Seen => Record.Observation;

    /// <summary>Its title, or its name.</summary>
    public string Title => Record.Title is { Length: > 0 } title ? title : Record.Name;

    /// <summary>Present tools, the worst first.</summary>
    public IReadOnlyList<AssessedTool> Present { get; }

    /// <summary>Tools it no longer lists.</summary>
    public IReadOnlyList<AssessedTool> Removed { get; }

    /// <summary>Present tools by category, the worst first.</summary>
    public IReadOnlyList<IGrouping<Category, AssessedTool>> Groups { get; }

    /// <summary>The capabilities that at least one present tool has.</summary>
    public IReadOnlyList<Capabilities> Used { get; }

    /// <summary>Notes of the server's own findings.</summary>
    public NoteBook Notes { get; }

    /// <summary>The server's instructions with marks; may be empty.</summary>
    public string InstructionsHtml { get; }

    /// <summary>Characters that its definitions put into a model's context.</summary>
    public long Characters { get; private set; }

    /// <summary>A rough count of tokens.</summary>
    public long Tokens => (Characters + CharactersPerToken - 1) / CharactersPerToken;

    /// <summary>The whole server's policy in the catalogue's own format, or null where there is none.</summary>
    public PolicyFile? Policy { get; }

    /// <summary>Whether the server was withdrawn.</summary>
    public bool Withdrawn => Record.WithdrawnAt is not null || Seen.Outcome == Outcome.Withdrawn;

    /// <summary>Whether tools were ever listed.</summary>
    public bool Observed => Record.Tools.Count > 0 || Seen.Outcome is Outcome.Observed or Outcome.Declared or Outcome.Partial;

    /// <summary>Whether the last attempt failed although tools are known from before.</summary>
    public bool LastAttemptFailed => Present.Count > 0 && Seen.Outcome > Outcome.Declared && !Withdrawn;

    /// <summary>Whether the last good inspection was long ago when it was last tried.</summary>
    public bool Stale => Present.Count > 0 && Seen.At is { } at && Seen.LastGoodAt is { } good && at - good > StaleAfter;

    /// <summary>How many changes of a kind history has since the server was first seen; its own first appearance is no change.</summary>
    public int Changes(ChangeKind kind) => Record.History.Count(entry => entry.Kind == kind && entry.Tool is not null);

    private static long Size(ToolDefinition definition) =>
        definition.Name.Length + (definition.Title?.Length ?? 0) + (definition.Description?.Length ?? 0)
        + definition.InputSchema.Length + definition.OutputSchema.Length + definition.Annotations.Length;
}
