using Catalogue.Classifier.Rules;
using Catalogue.Classifier.Text;

namespace Catalogue.Classifier.Judging;

/// <summary>Finds the rules that fire on words, phrases, parameter names and annotations.</summary>
internal static class WordHits
{
    private const int MostOfOneRule = 3;

    /// <summary>Adds every hit whose further conditions hold.</summary>
    public static void Collect(CompiledRules rules, ToolText text, ActionJudge judge, RowList<RuleHit> hits)
    {
        foreach (var token in text.Telling)
        {
            if (!text.Tokens[token].Is(WordTraits.Rule | WordTraits.Parameter | WordTraits.InPhrase)) continue;
            var place = PlaceOf(text, token);
            if (place == RuleFields.None) continue;
            TakeBoth(rules, text, judge, text.Tokens[token].Lemma, place, token, token, hits);
            foreach (ref readonly var phrase in text.PhrasesAt(token)) TakeBoth(rules, text, judge, phrase.Id, place, token, phrase.Last, hits);
        }
        Annotations(rules, text, judge, hits);
    }

    /// <summary>The first hit of a claim to only read that is made in words.</summary>
    public static RuleHit? FindClaim(CompiledRules rules, RowList<RuleHit> hits)
    {
        foreach (var hit in hits)
        {
            if (rules.Rules[hit.Rule].ClaimsInWords) return hit;
        }
        return null;
    }

    /// <summary>Where a token stands; nowhere for the choices and descriptions of modes.</summary>
    private static RuleFields PlaceOf(ToolText text, int token) =>
        token < text.Name.End ? RuleFields.Name
        : token < text.Title.End ? RuleFields.Title
        : token < text.Description.End ? RuleFields.Description
        : token < text.ParameterNames.End ? RuleFields.Parameters
        : token >= text.ParameterTexts.Start ? RuleFields.ParameterDescriptions
        : RuleFields.None;

    private static void TakeBoth(CompiledRules rules, ToolText text, ActionJudge judge, int id, RuleFields place, int first, int last, RowList<RuleHit> hits)
    {
        if (place == RuleFields.Parameters && rules.ByParameter[id] is { } parameters) Take(text, judge, parameters, RuleFields.None, first, last, hits);
        if (rules.ByWord[id] is { } words) Take(text, judge, words, place, first, last, hits);
    }

    private static void Take(ToolText text, ActionJudge judge, CompiledRule[] candidates, RuleFields place, int first, int last, RowList<RuleHit> hits)
    {
        foreach (var rule in candidates)
        {
            if (place != RuleFields.None && (rule.Definition.In & place) == 0) continue;
            var hit = judge.HitOf(rule.Index, first, last);
            var missing = judge.Missing(rule.Index)
                ?? (IsNegated(text, first) ? "a negation stands before it"
                : rule.Definition.Whole && place == RuleFields.None && hit.Length != text.Reader.Fields[hit.Field].Length ? "the parameter is named for more than that"
                : null);
            if (missing is not null)
            {
                judge.Almost?.Invoke(hit, missing);
                continue;
            }
            if (Count(hits, rule.Index) < MostOfOneRule && !Contains(hits, hit)) hits.Add(hit);
        }
    }

    private static bool Contains(RowList<RuleHit> hits, in RuleHit hit)
    {
        foreach (ref readonly var known in hits)
        {
            if (known.Rule == hit.Rule && known.Field == hit.Field && known.Start == hit.Start && known.Length == hit.Length) return true;
        }
        return false;
    }

    private static int Count(RowList<RuleHit> hits, int rule)
    {
        var count = 0;
        foreach (ref readonly var hit in hits)
        {
            if (hit.Rule == rule) count++;
        }
        return count;
    }

    /// <summary>A negation up to four words before, in the same clause: "does not delete".</summary>
    private static bool IsNegated(ToolText text, int token)
    {
        for (var i = token; i >= 0 && i > token - 5 && text.Tokens[i].Field == text.Tokens[token].Field; i--)
        {
            if (i < token && text.Tokens[i].Is(WordClasses.Negation)) return true;
            if (text.Tokens[i].Has(TokenFlags.Sentence | TokenFlags.Clause)) return false;
        }
        return false;
    }

    private static void Annotations(CompiledRules rules, ToolText text, ActionJudge judge, RowList<RuleHit> hits)
    {
        var fields = text.Reader.Fields;
        for (var i = fields.Length - 1; i > 0 && fields[i].Part == TextPart.Annotations; i--)
        {
            if (fields[i].Role != TextRole.Literal || !fields[i - 1].InKey) continue;
            foreach (var annotation in rules.ByAnnotation)
            {
                if (!annotation.Is(text.Reader.Text(fields[i - 1]), text.Reader.Text(fields[i]))) continue;
                foreach (var rule in annotation.Rules)
                {
                    if (judge.Missing(rule.Index) is { } missing) judge.Almost?.Invoke(new RuleHit(rule.Index, i, 0, 0), missing);
                    else hits.Add(new RuleHit(rule.Index, i, 0, 0));
                }
            }
        }
    }
}
