using System.Globalization;
using Catalogue.Site.Policies.Conditions;

namespace Catalogue.Site.Policies.Text;

/// <summary>The comment at the top of a policy file: where it comes from, what it does, what it can't say.</summary>
public static class PolicyHeader
{
    /// <summary>The lines, without the syntax's comment mark; every line is safe to stand behind one.</summary>
    public static IEnumerable<string> Lines(WrittenPlan plan, IReadOnlyList<string> notes)
    {
        var stamp = plan.Plan.Stamp;
        yield return $"Written by the MCP risk catalogue {stamp.CatalogueVersion} on {stamp.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}, rule set {stamp.RuleSet}.";
        foreach (var server in plan.Servers)
        {
            var record = server.Plan.Server.Record;
            var version = record.Observation.ServerVersion ?? record.Version;
            yield return $"Server {Visible.OneLine(record.Name)}{(version is null ? "" : $", version {Visible.OneLine(version)}")}, as \"{server.Alias}\": {server.Tools.Count} {(server.Tools.Count == 1 ? "tool" : "tools")}.";
        }
        if (plan.Plan.SingleTool) yield return "It speaks of one tool only. The file for the whole server is the one to install.";
        foreach (var note in notes) yield return Visible.OneLine(note, 600);
    }

    /// <summary>A line about one tool: its verdict, what is decided, and the definition that was judged.</summary>
    public static string Line(WrittenTool tool)
    {
        var verdict = tool.Plan.Tool.Verdict;
        if (tool.Condition is { } condition)
        {
            return $"{Visible.OneLine(tool.Name)}: {verdict.Category}, {verdict.Risk}: {PolicySentences.Verb(tool.Kind)} where {ConditionSentences.Of(condition)}, else deny.{ConditionSentences.Placeholders(condition)} Definition {verdict.Definition}";
        }
        var stricter = tool.Kind > tool.Plan.Decision.Kind ? $", written as {PolicySentences.Verb(tool.Kind)}" : "";
        return $"{Visible.OneLine(tool.Name)}: {verdict.Category}, {verdict.Risk}: {PolicySentences.Verb(tool.Plan.Decision.Kind)}{stricter}. Definition {verdict.Definition}";
    }
}
