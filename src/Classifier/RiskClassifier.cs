using Catalogue.Classifier.Judging;
using Catalogue.Classifier.Model;
using Catalogue.Classifier.Rules;

namespace Catalogue.Classifier;

/// <summary>
/// The entry to the classifier: from a tool's definition and its server context to a verdict with its evidence.
/// Pure and safe to share between threads: no I/O, clock, network or randomness.
/// </summary>
public sealed class RiskClassifier
{
    private readonly RuleSet _rules;
    private readonly ServerCache _servers;
    private readonly ThreadLocal<JudgeRoom> _rooms;

    /// <summary>Creates a classifier over one rule set.</summary>
    public RiskClassifier(RuleSet rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        _rules = rules;
        _servers = new ServerCache(rules.Compiled);
        _rooms = new ThreadLocal<JudgeRoom>(() => new JudgeRoom(rules.Compiled));
    }

    /// <summary>The verdict for one tool. Never throws for any definition, however broken.</summary>
    public Verdict Assess(ToolDefinition definition, ServerContext context)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(context);
        var room = _rooms.Value!;
        var server = _servers.Get(context);
        room.Judge.Read(definition, server.Words);
        var findings = _rules.Findings.Check(room.Judge.Text.Reader, context, out var cut);
        return room.Builder.Build(server.Hash, _rules.Hash, findings, cut);
    }

    /// <summary>The verdict for one tool, with the rules that fired, those that almost did, and why not.</summary>
    public Explanation Explain(ToolDefinition definition, ServerContext context)
    {
        var almost = new List<AlmostFired>();
        var judge = _rooms.Value!.Judge;
        judge.Actions.Almost = Miss;
        try
        {
            var verdict = Assess(definition, context);
            var fired = verdict.Evidence.Concat(verdict.CounterEvidence).Select(evidence => evidence.Rule).Concat(verdict.Findings.Select(finding => finding.Rule)).ToHashSet(StringComparer.Ordinal);
            foreach (var hit in judge.Hits) Miss(hit, WhyLeftOut(_rules.Definitions[hit.Rule], verdict.Category));
            almost.RemoveAll(missed => fired.Contains(missed.Rule.Id));
            return new Explanation(verdict, [.. _rules.Rules.Where(rule => fired.Contains(rule.Id))], almost);
        }
        finally
        {
            judge.Actions.Almost = null;
        }

        void Miss(RuleHit hit, string why)
        {
            var where = judge.Text.Reader.Span(judge.Text.Reader.Fields[hit.Field], hit.Start, hit.Length);
            var rule = _rules.Definitions[hit.Rule];
            if (!almost.Exists(known => known.Rule.Id == rule.Id && known.Where == where)) almost.Add(new AlmostFired(rule.ToInfo(), where, why));
        }
    }

    /// <summary>Why a rule that found what it looks for has no part in the verdict.</summary>
    private static string WhyLeftOut(RuleDefinition rule, Category verdict) =>
        rule.Against is { } against ? $"it speaks against {against}, and the verdict is {verdict}"
        : rule.When.Count > 0 && !rule.When.Contains(verdict) ? $"it counts only for tools rated {string.Join(" or ", rule.When)}"
        : $"it speaks for {rule.For}, and the verdict is {verdict} by stronger evidence";

    /// <summary>Findings in a server's <c>instructions</c>, which reach the model as they are. Spans lie in field <c>instructions</c>.</summary>
    public IReadOnlyList<Finding> AssessInstructions(string instructions, ServerContext context)
    {
        ArgumentNullException.ThrowIfNull(instructions);
        ArgumentNullException.ThrowIfNull(context);
        var reader = _rooms.Value!.Judge.Text.Reader;
        reader.ReadText("instructions", instructions);
        return _rules.Findings.Check(reader, context, out _);
    }
}
