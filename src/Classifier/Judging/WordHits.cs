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
        Words(rules, text, judge, text.Name, RuleFields.Name, hits);
        Words(rules, text, judge, text.Title, RuleFields.Title, hits);
        Words(rules, text, judge, text.Description, RuleFields.Description, hits);
        Words(rules, text, judge, text.ParameterNames, RuleFields.Parameters, hits);
        Words(rules, text, judge, text.ParameterTexts, RuleFields.ParameterDescriptions, hits);
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

    private static void Words(CompiledRules rules, ToolText text, ActionJudge judge, TokenRange range, RuleFields place, RowList<RuleHit> hits)
    {
        for (var i = range.Start; i < range.End; i++)
        {
            var lemma = text.Tokens[i].Lemma;
            if (lemma == 0) continue;
            if (place == RuleFields.Parameters) Take(rules, text, judge, rules.ByParameter[lemma], RuleFields.None, i, i, hits);
            Take(rules, text, judge, rules.ByWord[lemma], place, i, i, hits);
            for (var hit = text.PhraseAt(i); hit >= 0 && hit < text.Phrases.Count && text.Phrases[hit].First == i; hit++)
            {
                var phrase = text.Phrases[hit];
                if (place == RuleFields.Parameters) Take(rules, text, judge, rules.ByParameter[phrase.Id], RuleFields.None, i, phrase.Last, hits);
                Take(rules, text, judge, rules.ByWord[phrase.Id], place, i, phrase.Last, hits);
            }
        }
    }

    private static void Take(CompiledRules rules, ToolText text, ActionJudge judge, int[]? candidates, RuleFields place, int first, int last, RowList<RuleHit> hits)
    {
        foreach (var index in candidates ?? [])
        {
            var rule = rules.Rules[index];
            if (place != RuleFields.None && (rule.Definition.In & place) == 0) continue;
            var hit = judge.HitOf(index, first, last);
            var missing = judge.Missing(rule)
                ?? (IsNegated(text, first) ? "a negation stands before it"
                : rule.Definition.Whole && place == RuleFields.None && hit.Length != text.Reader.Fields[hit.Field].Length ? "the parameter is named for more than that"
                : null);
            if (missing is not null)
            {
                judge.Almost?.Invoke(hit, missing);
                continue;
            }
            if (Count(hits, index) < MostOfOneRule && !Contains(hits, hit)) hits.Add(hit);
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
        foreach (var hit in hits)
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
            foreach (var (annotation, list) in rules.ByAnnotation)
            {
                var key = text.Reader.Text(fields[i - 1]);
                if (!annotation.AsSpan().StartsWith(key) || annotation.Length <= key.Length || annotation[key.Length] != '=') continue;
                if (!annotation.AsSpan(key.Length + 1).SequenceEqual(text.Reader.Text(fields[i]))) continue;
                foreach (var rule in list)
                {
                    if (judge.Missing(rules.Rules[rule]) is { } missing) judge.Almost?.Invoke(new RuleHit(rule, i, 0, 0), missing);
                    else hits.Add(new RuleHit(rule, i, 0, 0));
                }
            }
        }
    }
}
