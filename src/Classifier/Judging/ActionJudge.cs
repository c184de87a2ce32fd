using Catalogue.Classifier.Model;
using Catalogue.Classifier.Rules;
using Catalogue.Classifier.Text;

namespace Catalogue.Classifier.Judging;

/// <summary>Decides what an action means: which category rule fits it best, and which capability rules fit it.</summary>
internal sealed class ActionJudge(CompiledRules rules, ToolText text)
{
    private readonly RowList<int> _objects = new();
    private ulong _objectMask;
    private bool _hasObjectRules;

    /// <summary>Where set, told of each rule that almost fired, and why it did not.</summary>
    public Action<RuleHit, string>? Almost { get; set; }

    /// <summary>The claim to be read-only, where one was found; turns off rules that yield to it.</summary>
    public RuleHit? Claim { get; set; }

    /// <summary>True when a rule was turned off by the claim.</summary>
    public bool Yielded { get; set; }

    /// <summary>Finds the meaning of an action, and the rules of capabilities and of counter-evidence that fit it.</summary>
    /// <param name="action">The action.</param>
    /// <param name="judged">Where its meaning goes; nothing does where no rule fits.</param>
    /// <param name="hits">Where the others go.</param>
    public void Judge(in ToolAction action, RowList<JudgedAction> judged, RowList<RuleHit> hits)
    {
        Gather(action);
        var own = rules.ByVerb[action.Verb];
        var meanings = action.Verb == 0 ? rules.ByObject[text.Tokens[action.Head].Lemma] : own;
        if (meanings is not null) FindMeaning(action, meanings.Meanings, judged);
        if (own is not null) CollectSides(action, own.Sides, action.First, action.Last, hits);
        if (!_hasObjectRules) return;
        for (var i = action.Before; i < action.ObjectEnd; i++)
        {
            if (i >= action.First && i <= action.Last) continue;
            if (rules.ByObject[text.Tokens[i].Lemma] is { } single) CollectSides(action, single.Sides, i, i, hits);
            foreach (ref readonly var phrase in text.PhrasesAt(i))
            {
                if (rules.ByObject[phrase.Id] is { } several) CollectSides(action, several.Sides, i, phrase.Last, hits);
            }
        }
    }

    /// <summary>A hit on tokens.</summary>
    public RuleHit HitOf(int rule, int first, int last)
    {
        ref readonly var token = ref text.Tokens[first];
        return new RuleHit(rule, token.Field, token.Start - text.Reader.Fields[token.Field].Start, text.Tokens[last].End - token.Start);
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

    /// <summary>The first rule that fits is the meaning; one that yields to a claim is put in its place.</summary>
    private void FindMeaning(in ToolAction action, CompiledRule[] candidates, RowList<JudgedAction> judged)
    {
        foreach (var rule in candidates)
        {
            if (!Fits(rule, action)) continue;
            var definition = rule.Definition;
            if (definition.YieldsToClaim && Claim is { } claim)
            {
                Miss(rule, action, "the tool says that it is read-only");
                Yielded = true;
                judged.Add(new JudgedAction(action, claim.Rule, Category.Read, rules.Rules[claim.Rule].Definition.Weight));
            }
            else
            {
                judged.Add(new JudgedAction(action, rule.Index, definition.Category.GetValueOrDefault(), definition.Weight * Percent(action.Source) / 100));
            }
            return;
        }
    }

    private void CollectSides(in ToolAction action, CompiledRule[] candidates, int first, int last, RowList<RuleHit> hits)
    {
        foreach (var rule in candidates)
        {
            if (Fits(rule, action)) hits.Add(HitOf(rule.Index, first, last));
        }
    }

    /// <summary>Gathers the words and phrases that an action acts on, which every rule of its verb asks for.</summary>
    private void Gather(in ToolAction action)
    {
        _objects.Clear();
        _objectMask = 0;
        _hasObjectRules = false;
        var tokens = text.Tokens;
        for (var i = action.Before; i < action.ObjectEnd; i++)
        {
            if (i >= action.First && i <= action.Last) continue;
            if (tokens[i].Lemma != 0) AddObject(tokens[i].Lemma);
            _hasObjectRules |= tokens[i].Is(WordTraits.Object | WordTraits.InPhrase);
            foreach (ref readonly var phrase in text.PhrasesAt(i))
            {
                if (phrase.Last < action.ObjectEnd) AddObject(phrase.Id);
            }
        }
    }

    private void AddObject(int id)
    {
        _objects.Add(id);
        _objectMask |= 1UL << (id & 63);
    }

    private bool Fits(CompiledRule rule, in ToolAction action)
    {
        if (rule.Objects is not null && !Acts(rule.Objects)) return Miss(rule, action, "it acts on something else than the rule asks for");
        if (rule.Heads is not null && !Heads(rule.Heads, action)) return Miss(rule, action, "the last word of what it acts on is another");
        if (rule.Unless is not null && Acts(rule.Unless)) return Miss(rule, action, "it acts on one of the rule's exceptions");
        return Missing(rule) is not { } missing || Miss(rule, action, missing);
    }

    private bool Miss(CompiledRule rule, in ToolAction action, string why)
    {
        if (Almost is not null && action.Last >= action.First) Almost(HitOf(rule.Index, action.First, action.Last), why);
        return false;
    }

    private bool Acts(IdSet set)
    {
        if ((set.Mask & _objectMask) == 0) return false;
        foreach (var id in _objects)
        {
            if (set.Contains(id)) return true;
        }
        return false;
    }

    private bool Heads(IdSet set, in ToolAction action)
    {
        if (action.Head < 0) return false;
        if (set.Contains(text.Tokens[action.Head].Lemma)) return true;
        for (var first = action.Head; first >= Math.Max(action.Before, action.Head - 3); first--)
        {
            foreach (ref readonly var phrase in text.PhrasesAt(first))
            {
                if (phrase.Last == action.Head && set.Contains(phrase.Id)) return true;
            }
        }
        return false;
    }
}
