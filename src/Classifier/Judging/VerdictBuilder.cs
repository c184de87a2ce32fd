using Catalogue.Classifier.Model;
using Catalogue.Classifier.Rules;
using Catalogue.Classifier.Text;

namespace Catalogue.Classifier.Judging;

/// <summary>From what the judge found to the verdict as it is published: evidence both ways, capabilities, risk, confidence.</summary>
internal sealed class VerdictBuilder(CompiledRules rules, Judge judge)
{
    private readonly EvidenceList _evidence = new();
    private readonly EvidenceList _counter = new();
    private readonly RowList<RuleHit> _given = new();
    private Capabilities _capabilities;
    private RiskLevel _risk;
    private int _sources;

    /// <summary>The verdict of the tool the judge read last.</summary>
    public Verdict Build(string context, string ruleSet, IReadOnlyList<Finding> findings, bool cut)
    {
        _evidence.Clear();
        _counter.Clear();
        _given.Clear();
        _capabilities = Capabilities.None;
        _risk = RiskLevel.Low;
        _sources = 0;
        AddActions();
        AddHits();
        if (judge.Unknown) AddDefault();
        var confidence = JudgeConfidence();
        return new Verdict
        {
            Category = judge.Category,
            Risk = RiskOf(findings),
            Confidence = confidence,
            Contested = _counter.Count > 0,
            ReaderByClaimOnly = judge.ReaderByClaimOnly,
            Capabilities = _capabilities,
            Evidence = _evidence.ToSorted(),
            CounterEvidence = _counter.ToSorted(),
            Findings = findings,
            Cut = cut || judge.Text.Reader.Cut,
            Definition = judge.Text.Reader.Hash(),
            Context = context,
            RuleSet = ruleSet,
        };
    }

    private void AddActions()
    {
        var several = false;
        foreach (ref readonly var judged in judge.Judged)
        {
            several |= judged.Action.Source is ActionSource.Beside or ActionSource.Mode && judged.Category == judge.Category;
        }
        foreach (ref readonly var judged in judge.Judged)
        {
            var definition = rules.Rules[judged.Rule].Definition;
            var hit = judged.Action.Verb == 0
                ? judge.Actions.HitOf(judged.Rule, judged.Action.Head, judged.Action.Head)
                : judge.Actions.HitOf(judged.Rule, judged.Action.First, judged.Action.Last);
            if (judged.Category == judge.Category)
            {
                Add(_evidence, hit);
                _sources |= 1 << (int)judged.Action.Source;
                if (definition.Risk > _risk) _risk = definition.Risk.Value;
            }
            else if (!several && judged.Weight >= Judge.Decides && judged.Action.Source is not (ActionSource.Beside or ActionSource.Mode))
            {
                Add(_counter, hit);
            }
            // A verb too weak to decide ("manage") says nothing about a tool that others decided.
            if (judged.Category == judge.Category || (judged.Category < judge.Category && judged.Weight >= Judge.Decides)) _capabilities |= definition.Gives;
        }
    }

    private void AddHits()
    {
        foreach (ref readonly var hit in judge.Hits)
        {
            var rule = rules.Rules[hit.Rule];
            var definition = rule.Definition;
            if (definition.Against is { } against)
            {
                if (against == judge.Category && definition.Category != judge.Category) Add(_counter, hit);
                continue;
            }
            if ((rule.When >> (int)judge.Category & 1) == 0 && !(definition.Category is { } raised && raised == judge.Category)) continue;
            if (definition.Category is { } category && category != judge.Category) continue;
            Add(_evidence, hit);
            if (definition.Weight < Judge.Decides) continue;
            _capabilities |= definition.Gives | definition.Capability;
            if (definition.Category is not null) _sources |= 1 << 8;
            if (definition.Risk > _risk) _risk = definition.Risk.Value;
        }
    }

    private void Add(EvidenceList list, in RuleHit hit)
    {
        foreach (ref readonly var known in _given)
        {
            if (known.Rule == hit.Rule && known.Start == hit.Start && known.Field == hit.Field && known.Length == hit.Length) return;
        }
        _given.Add(hit);
        var rule = rules.Rules[hit.Rule];
        var definition = rule.Definition;
        list.Add(new Evidence(definition.Id, rule.For, definition.Weight, judge.Text.Reader.Span(judge.Text.Reader.Fields[hit.Field], hit.Start, hit.Length)));
    }

    private void AddDefault()
    {
        var name = judge.Text.Reader.Fields[0];
        _evidence.Add(new Evidence(DefaultRule.Id, nameof(Category.Read), 1, judge.Text.Reader.Span(name, 0, name.Length)));
    }

    private Confidence JudgeConfidence()
    {
        if (judge.Unknown || judge.ReaderByClaimOnly) return Confidence.Low;
        var named = (_sources & (1 << (int)ActionSource.Name | 1 << (int)ActionSource.Title)) != 0;
        var stated = (_sources & (1 << (int)ActionSource.Effect | 1 << (int)ActionSource.Beside)) != 0;
        var others = (_sources & (1 << (int)ActionSource.NameNoun | 1 << (int)ActionSource.Mode | 1 << 8)) != 0;
        if (_counter.Count > 0) return named || stated || (others && judge.Category == Category.Destructive) ? Confidence.Medium : Confidence.Low;
        if (named && stated) return Confidence.High;
        if (named || stated) return Confidence.Medium;
        return others ? Confidence.Medium : Confidence.Low;
    }

    private RiskLevel RiskOf(IReadOnlyList<Finding> findings)
    {
        var risk = judge.Category switch
        {
            Category.Destructive or Category.Financial => RiskLevel.Critical,
            Category.Execute => RiskLevel.High,
            Category.Write => RiskLevel.Medium,
            _ => RiskLevel.Low,
        };
        Raise(ref risk, _risk);
        // Whatever lies at an address that the caller chose. (That whole files come back is for rules to say; a listing of names is Low.)
        if (judge.Category == Category.Read && _capabilities.HasFlag(Capabilities.AccessesNetwork)) Raise(ref risk, RiskLevel.Medium);
        if (_capabilities.HasFlag(Capabilities.HandlesCredentials)) Raise(ref risk, judge.Category == Category.Read ? RiskLevel.Medium : RiskLevel.High);
        if (_capabilities.HasFlag(Capabilities.SendsExternally)) Raise(ref risk, RiskLevel.High);
        if (_capabilities.HasFlag(Capabilities.MovesMoney)) Raise(ref risk, RiskLevel.Critical);
        foreach (var finding in findings) Raise(ref risk, finding.Severity);
        return risk;
    }

    private static void Raise(ref RiskLevel risk, RiskLevel to) => risk = to > risk ? to : risk;
}
