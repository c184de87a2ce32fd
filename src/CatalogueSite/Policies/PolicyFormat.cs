using Catalogue.Site.Policies.Conditions;
using Catalogue.Site.Policies.Text;

namespace Catalogue.Site.Policies;

/// <summary>
/// What all formats share: planning, making a decision as strict as the format can say, the notes, the summary.
/// A format says which decisions it knows and writes the file.
/// </summary>
public abstract class PolicyFormat : IPolicyFormat
{
    /// <inheritdoc/>
    public abstract string Id { get; }

    /// <inheritdoc/>
    public abstract string Title { get; }

    /// <inheritdoc/>
    public abstract string Extension { get; }

    /// <inheritdoc/>
    public abstract string MediaType { get; }

    /// <inheritdoc/>
    public virtual bool Verified => true;

    /// <inheritdoc/>
    public abstract string UnknownTools { get; }

    /// <inheritdoc/>
    public abstract string HowToInstall { get; }

    /// <summary>The decisions this format can say. <see cref="DecisionKind.Deny"/> is always among them.</summary>
    protected abstract IReadOnlyList<DecisionKind> Knows { get; }

    /// <summary>True where one file keys on the server's alias, so that it can speak of several servers.</summary>
    protected abstract bool KeysOnServer { get; }

    /// <inheritdoc/>
    public virtual string? ArgumentsFault => "Its rules name tools and do not look at a call's arguments.";

    /// <inheritdoc/>
    public PolicyFile Write(PolicyRequest request)
    {
        var plan = PolicyPlan.From(request);
        foreach (var server in plan.Servers)
        {
            if (AliasFault(server.Alias) is { } fault) throw new PolicyRequestException($"{Title} can't use the alias '{server.Alias}': {fault}");
        }
        var written = new WrittenPlan(plan, [.. plan.Servers.Select(server => WriteServer(plan, server, request.Decisions))]);
        var notes = Notes(written);
        return new PolicyFile(FileName(plan), MediaType, EndLine(WriteText(written, notes)), notes)
        {
            Effects = [.. written.Servers.SelectMany(server => server.Tools.Select(tool =>
                new PolicyEffect(server.Plan.Server.Record.Name, tool.Name, tool.Plan.Decision, tool.Kind, tool.Carried) { OnlyWhere = tool.Condition }))],
            Proposals = [.. written.Servers.SelectMany(server => server.Tools).Where(tool => tool.Carried && tool.Plan.Condition is not null).Select(tool =>
                new PolicyProposal(tool.Server.Server.Record.Name, tool.Name, tool.Plan.Condition!, CanNarrow(tool.Plan), tool.Condition is not null))],
            Summary = PolicySentences.Summary(written, UnknownTools),
        };
    }

    /// <summary>Why this format can't use an alias (that <see cref="ServerAlias"/> accepts), as a sentence with the way out; or null.</summary>
    protected virtual string? AliasFault(string alias) => null;

    /// <summary>Why this format can't carry a tool name, or null when it can.</summary>
    protected virtual string? NameFault(string name) => null;

    /// <summary>The same where it depends on the server too, by default <see cref="NameFault(string)"/>.</summary>
    protected virtual string? NameFault(PlannedServer server, string name) => NameFault(name);

    /// <summary>
    /// What the product itself makes of a tool's name, where it can make one of several (in other case, with characters replaced);
    /// null where it takes names as they are.
    /// </summary>
    protected virtual string? NameForm(PlannedServer server, string name) => null;

    /// <summary>The decision this format says for a tool: the decided one or the next stricter that it knows.</summary>
    protected virtual DecisionKind Stricter(PlannedTool tool)
    {
        for (var kind = tool.Decision.Kind; kind < DecisionKind.Hide; kind++)
        {
            if (Knows.Contains(kind)) return kind;
        }
        return Knows.Contains(DecisionKind.Hide) ? DecisionKind.Hide : DecisionKind.Deny;
    }

    /// <summary>Whether the format can say a test so that nothing else than what passes it gets through; asked only where <see cref="ArgumentsFault"/> is null.</summary>
    protected virtual bool CanSay(ArgumentTest test) => true;

    /// <summary>Writes the file's text.</summary>
    /// <param name="plan">What is to be said.</param>
    /// <param name="notes">The notes, for the file's own comments where it has any.</param>
    protected abstract string WriteText(WrittenPlan plan, IReadOnlyList<string> notes);

    /// <summary>Further notes of this format.</summary>
    protected virtual IEnumerable<string> OwnNotes(WrittenPlan plan) => [];

    private WrittenServer WriteServer(PolicyPlan plan, PlannedServer server, DecisionTable decisions)
    {
        var strictest = StrictestForms(server, decisions);
        return new WrittenServer(server, [.. server.Tools.Select(tool => Say(plan, server, tool, strictest))]);
    }

    // All present tools count, also where the policy speaks of one: what it allows by name would let its namesakes through.
    private Dictionary<string, PlannedTool> StrictestForms(PlannedServer server, DecisionTable decisions)
    {
        var forms = new Dictionary<string, PlannedTool>(StringComparer.Ordinal);
        foreach (var tool in server.Server.PresentTools)
        {
            if (NameForm(server, tool.Record.Name) is not { } form) break;
            var planned = new PlannedTool(tool.Record.Name, decisions.Decide(tool.Verdict), tool);
            if (!forms.TryGetValue(form, out var other) || Stricter(planned) > Stricter(other)) forms[form] = planned;
        }
        return forms;
    }

    private WrittenTool Say(PolicyPlan plan, PlannedServer server, PlannedTool tool, Dictionary<string, PlannedTool> strictest)
    {
        var fault = HasLoneSurrogate(tool.Name) ? "it holds half a character (a lone surrogate)" : NameFault(server, tool.Name);
        var plain = Stricter(tool);
        if (fault is null && NameForm(server, tool.Name) is { } form && strictest[form] is var other && Stricter(other) > plain)
        {
            fault = $"it takes the name for the same as \"{Visible.OneLine(other.Name)}\", which is decided more strictly";
        }
        return plan.Conditions && fault is null && CanNarrow(tool)
            ? new WrittenTool(server, tool, Stricter(tool with { Decision = tool.Condition!.Inside }), fault) { Condition = tool.Condition, Otherwise = plain }
            : new WrittenTool(server, tool, plain, fault) { Otherwise = plain };
    }

    // A call inside must pass unasked: where the format can only refuse it, the condition would say nothing.
    private bool CanNarrow(PlannedTool tool) =>
        tool.Condition is { } condition && ArgumentsFault is null && condition.Tests.All(CanSay)
        && Stricter(tool with { Decision = condition.Inside }) <= DecisionKind.Limit;

    private List<string> Notes(WrittenPlan plan)
    {
        var notes = new List<string>(PolicySentences.Stricter(plan, Title));
        notes.AddRange(PolicySentences.NotCarried(plan, Title));
        if (!KeysOnServer && plan.Servers.Count > 1)
        {
            notes.Add("This format does not name servers: a tool name that several of them share gets the strictest of their decisions.");
        }
        notes.AddRange(PolicySentences.Conditions(plan, Title, ArgumentsFault));
        notes.AddRange(OwnNotes(plan));
        notes.Add("Tools it does not know: " + UnknownTools);
        if (!Verified) notes.Add($"The key names of {Title} could not be checked against its own documents: check them before you rely on this file.");
        return notes;
    }

    private string FileName(PolicyPlan plan)
    {
        var first = plan.Servers[0];
        var name = plan.SingleTool ? $"{first.Server.Record.Slug}.{first.Tools[0].Tool.Record.Slug}" : plan.Servers.Count == 1 ? first.Server.Record.Slug : "servers";
        return $"{name}.{Id}.{Extension}";
    }

    private static string EndLine(string text) => text.EndsWith('\n') ? text : text + "\n";

    private static bool HasLoneSurrogate(string name)
    {
        for (var index = 0; index < name.Length; index++)
        {
            if (!char.IsSurrogate(name[index])) continue;
            if (index + 1 < name.Length && char.IsSurrogatePair(name[index], name[index + 1])) index++;
            else return true;
        }
        return false;
    }
}
