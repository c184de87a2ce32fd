using Catalogue.Classifier.Model;
using Catalogue.Classifier.Rules;
using Catalogue.Classifier.Text;

namespace Catalogue.Classifier.Judging;

/// <summary>Decides what an action means: which category rule fits it best, and which capability rules fit it.</summary>
internal sealed class ActionJudge(CompiledRules rules, ToolText text)
{
    /// <summary>Where set, told of each rule that almost fired, and why it did not.</summary>
    public Action<RuleHit, string>? Almost { get; set; }

    /// <summary>The claim to be read-only, where one was found; turns off rules that yield to it.</summary>
    public RuleHit? Claim { get; set; }

    /// <summary>True when a rule was turned off by the claim.</summary>
    public bool Yielded { get; set; }

    /// <summary>The meaning of an action, or null where no rule fits.</summary>
    public JudgedAction? Judge(in ToolAction action)
    {
        var candidates = action.Verb == 0 ? rules.ByObject[text.Tokens[action.Head].Lemma] : rules.ByVerb[action.Verb];
        foreach (var index in candidates ?? [])
        {
            var rule = rules.Rules[index];
            if (rule.Definition.Category is not { } category || rule.Definition.Against is not null || !Fits(index, action)) continue;
            if (rule.Definition.YieldsToClaim && Claim is { } claim)
            {
                Miss(index, action, "the tool says that it is read-only");
                Yielded = true;
                return new JudgedAction(action, claim.Rule, Category.Read, rules.Rules[claim.Rule].Definition.Weight);
            }
            return new JudgedAction(action, index, category, rule.Definition.Weight * Percent(action.Source) / 100);
        }
        return null;
    }

    /// <summary>Adds the rules of capabilities and of counter-evidence that fit an action.</summary>
    public void Collect(in ToolAction action, RowList<RuleHit> hits)
    {
        foreach (var index in rules.ByVerb[action.Verb] ?? [])
        {
            if (IsSide(index) && Fits(index, action)) hits.Add(HitOf(index, action.First, action.Last));
        }
        for (var i = action.Before; i < action.ObjectEnd; i++)
        {
            if (i >= action.First && i <= action.Last) continue;
            CollectAt(text.Tokens[i].Lemma, i, i, action, hits);
            for (var hit = text.PhraseAt(i); hit >= 0 && hit < text.Phrases.Count && text.Phrases[hit].First == i; hit++)
                CollectAt(text.Phrases[hit].Id, i, text.Phrases[hit].Last, action, hits);
        }
    }

    /// <summary>A hit on tokens.</summary>
    public RuleHit HitOf(int rule, int first, int last)
    {
        var token = text.Tokens[first];
        var field = text.Reader.Fields[token.Field];
        return new RuleHit(rule, token.Field, token.Start - field.Start, text.Tokens[last].End - token.Start);
    }

    /// <summary>The condition on the rest of the tool that a rule misses, in plain English; null where all hold.</summary>
    public string? Missing(CompiledRule rule)
    {
        if (rule.With is not null && !rule.With.Overlaps(text.Parameters)) return "it has no such parameter";
        if (rule.Context is not null && !rule.Context.Overlaps(text.Seen)) return "nothing around it speaks of the rule's subject";
        return rule.NoContext is not null && rule.NoContext.Overlaps(text.Seen) ? "something around it speaks of an exception" : null;
    }

    private static int Percent(ActionSource source) => source switch
    {
        ActionSource.Name => 100,
        ActionSource.Title => 90,
        ActionSource.NameNoun => 85,
        ActionSource.Effect => 85,
        ActionSource.Mode => 90,
        _ => 75,
    };

    private bool IsSide(int index) => rules.Rules[index].Definition is { Category: null } or { Against: not null };

    private void CollectAt(int id, int first, int last, in ToolAction action, RowList<RuleHit> hits)
    {
        foreach (var index in rules.ByObject[id] ?? [])
        {
            if (IsSide(index) && Fits(index, action)) hits.Add(HitOf(index, first, last));
        }
    }

    private bool Fits(int index, in ToolAction action)
    {
        var rule = rules.Rules[index];
        if (rule.Objects is not null && !Acts(rule.Objects, action)) return Miss(index, action, "it acts on something else than the rule asks for");
        if (rule.Heads is not null && !Heads(rule.Heads, action)) return Miss(index, action, "the last word of what it acts on is another");
        if (rule.Unless is not null && Acts(rule.Unless, action)) return Miss(index, action, "it acts on one of the rule's exceptions");
        return Missing(rule) is not { } missing || Miss(index, action, missing);
    }

    private bool Miss(int index, in ToolAction action, string why)
    {
        if (Almost is not null && action.Last >= action.First) Almost(HitOf(index, action.First, action.Last), why);
        return false;
    }

    private bool Acts(IdSet set, in ToolAction action)
    {
        for (var i = action.Before; i < action.ObjectEnd; i++)
        {
            if (i >= action.First && i <= action.Last) continue;
            if (Holds(set, i, action.ObjectEnd)) return true;
        }
        return false;
    }

    private bool Holds(IdSet set, int token, int end)
    {
        if (set.Contains(text.Tokens[token].Lemma)) return true;
        for (var hit = text.PhraseAt(token); hit >= 0 && hit < text.Phrases.Count && text.Phrases[hit].First == token; hit++)
        {
            if (set.Contains(text.Phrases[hit].Id) && text.Phrases[hit].Last < Math.Max(end, token + 1)) return true;
        }
        return false;
    }

    private bool Heads(IdSet set, in ToolAction action)
    {
        if (action.Head < 0) return false;
        if (set.Contains(text.Tokens[action.Head].Lemma)) return true;
        for (var first = action.Head; first >= Math.Max(action.Before, action.Head - 3); first--)
        {
            for (var hit = text.PhraseAt(first); hit >= 0 && hit < text.Phrases.Count && text.Phrases[hit].First == first; hit++)
            {
                if (text.Phrases[hit].Last == action.Head && set.Contains(text.Phrases[hit].Id)) return true;
            }
        }
        return false;
    }
}
