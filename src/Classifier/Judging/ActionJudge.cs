using Catalogue.Classifier.Model;
using Catalogue.Classifier.Rules;
using Catalogue.Classifier.Text;

namespace Catalogue.Classifier.Judging;

/// <summary>Decides what an action means: which category rule fits it best, and which capability rules fit it.</summary>
internal sealed class ActionJudge(CompiledRules rules, ToolText text)
{
    private readonly FoundWords _acted = new(rules.Objects);
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
    public string? Missing(int rule) =>
        text.Around.Fits(rule) ? null
        : text.Around.LacksPlaced(rule) ? "it has no such parameter"
        : text.Around.LacksWord(rule) ? "nothing around it speaks of the rule's subject"
        : "something around it speaks of an exception";

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
    private void FindMeaning(in ToolAction action, int[] candidates, RowList<JudgedAction> judged)
    {
        foreach (var index in candidates)
        {
            if (!Fits(index, action)) continue;
            var rule = rules.Rules[index];
            var definition = rule.Definition;
            if (definition.YieldsToClaim && Claim is { } claim)
            {
                Miss(index, action, "the tool says that it is read-only");
                Yielded = true;
                judged.Add(new JudgedAction(action, claim.Rule, Category.Read, rules.Rules[claim.Rule].Definition.Weight));
            }
            else
            {
                judged.Add(new JudgedAction(action, index, definition.Category.GetValueOrDefault(), definition.Weight * Percent(action.Source) / 100));
            }
            return;
        }
    }

    private void CollectSides(in ToolAction action, int[] candidates, int first, int last, RowList<RuleHit> hits)
    {
        foreach (var index in candidates)
        {
            if (Fits(index, action)) hits.Add(HitOf(index, first, last));
        }
    }

    /// <summary>Gathers the words and phrases that an action acts on, and with them the rules that fit it.</summary>
    private void Gather(in ToolAction action)
    {
        _acted.Clear();
        _hasObjectRules = false;
        var tokens = text.Tokens;
        for (var i = action.Before; i < action.ObjectEnd; i++)
        {
            if (i >= action.First && i <= action.Last) continue;
            if (!tokens[i].Is(WordTraits.Asked | WordTraits.Object | WordTraits.InPhrase)) continue;
            _acted.Add(tokens[i].Lemma);
            _hasObjectRules |= tokens[i].Is(WordTraits.Object | WordTraits.InPhrase);
            foreach (ref readonly var phrase in text.PhrasesAt(i))
            {
                if (phrase.Last < action.ObjectEnd) _acted.Add(phrase.Id);
            }
        }
        GatherHead(action);
        _acted.Finish(text.Around);
    }

    private void GatherHead(in ToolAction action)
    {
        if (action.Head < 0) return;
        _acted.AddPlaced(text.Tokens[action.Head].Lemma);
        for (var first = action.Head; first >= Math.Max(action.Before, action.Head - 3); first--)
        {
            foreach (ref readonly var phrase in text.PhrasesAt(first))
            {
                if (phrase.Last == action.Head) _acted.AddPlaced(phrase.Id);
            }
        }
    }

    private bool Fits(int rule, in ToolAction action) =>
        _acted.Fits(rule) || (Almost is not null && Miss(rule, action, WhyNot(rule)));

    private string WhyNot(int rule) =>
        _acted.LacksWord(rule) ? "it acts on something else than the rule asks for"
        : _acted.LacksPlaced(rule) ? "the last word of what it acts on is another"
        : _acted.HasException(rule) ? "it acts on one of the rule's exceptions"
        : Missing(rule)!;

    /// <summary>Tells that a rule almost fired.</summary>
    /// <returns>False.</returns>
    private bool Miss(int rule, in ToolAction action, string why)
    {
        if (Almost is not null && action.Last >= action.First) Almost(HitOf(rule, action.First, action.Last), why);
        return false;
    }
}
