using Catalogue.Classifier.Rules;
using Catalogue.Classifier.Text;

namespace Catalogue.Classifier.Judging;

/// <summary>Finds what a tool's name says that it does: its verb in any place and form, and what the verb acts on.</summary>
internal sealed class NameReader(CompiledRules rules, ToolText text)
{
    /// <summary>Adds the actions of a name (or a title read as a name).</summary>
    public void Read(TokenRange range, ServerWords server, bool isTitle, RowList<ToolAction> actions)
    {
        var (start, end) = (range.Start, range.End);
        if (start == end) return;
        var verb = FindVerb(start, end, server, out var isNoun);
        if (verb < 0)
        {
            // No verb at all: the noun is all there is to go by.
            if (!isTitle) actions.Add(new ToolAction(0, ActionSource.NameNoun, end, end - 1, start, end, end - 1, start));
            return;
        }
        var source = isTitle ? ActionSource.Title : isNoun ? ActionSource.NameNoun : ActionSource.Name;
        Add(verb, start, end, source, actions);
        for (var i = LastOf(verb) + 1; i + 1 < end; i++)
        {
            if (text.Tokens[i].Is(WordClasses.Conjunction) && IsVerb(i + 1) && !text.Tokens[i + 1].Is(WordClasses.NounFirst)) Add(i + 1, start, end, source, actions);
        }
    }

    /// <summary>The id of the verb at a token: a compound verb where one begins there, else the word itself.</summary>
    public int VerbAt(int token, out int last)
    {
        if (text.Tokens[token].Is(WordTraits.InPhrase))
        {
            foreach (ref readonly var phrase in text.PhrasesAt(token))
            {
                if (rules.ByVerb[phrase.Id] is null) continue;
                last = phrase.Last;
                return phrase.Id;
            }
        }
        last = token;
        return text.Tokens[token].Lemma;
    }

    private int LastOf(int token)
    {
        VerbAt(token, out var last);
        return last;
    }

    /// <summary>Whether rules of actions go by the verb that begins at a token.</summary>
    public bool Acts(int token) => text.Tokens[token].Is(WordTraits.Acts) || (text.Tokens[token].Is(WordTraits.InPhrase) && rules.ByVerb[VerbAt(token, out _)] is not null);

    private bool IsVerb(int token) => text.Tokens[token].HasForm(WordForms.Base) && Acts(token);

    private bool IsStrong(int token) =>
        IsVerb(token) && (!text.Tokens[token].Is(WordClasses.NounFirst | WordClasses.VerbFirst) || LastOf(token) > token);

    private int FindVerb(int start, int end, ServerWords server, out bool isNoun)
    {
        isNoun = false;
        var lead = start;
        while (lead + 1 < end && text.Tokens[lead].Is(WordClasses.Modifier)) lead++;
        var strong = FindStrong(lead, end);
        // A server named after a verb puts it before every name: the verb that counts stands behind it.
        if (strong == lead && server.Owns(text.Tokens[lead].Lemma))
        {
            var behind = FindStrong(LastOf(lead) + 1, end);
            if (behind == LastOf(lead) + 1) return behind;
        }
        if (strong == lead) return lead;
        if (LeadsAsVerb(lead, end, strong, server)) return lead;
        if (strong >= 0) return strong;
        isNoun = true;
        return FindNoun(lead, end);
    }

    private int FindStrong(int from, int end)
    {
        for (var i = from; i < end; i++)
        {
            if (IsStrong(i)) return i;
        }
        return -1;
    }

    /// <summary>Whether a word that can be a noun is the verb because it leads: run_script, but not run_id.</summary>
    private bool LeadsAsVerb(int lead, int end, int strong, ServerWords server)
    {
        if (!IsVerb(lead)) return false;
        ref readonly var token = ref text.Tokens[lead];
        if (lead + 1 == end) return true;
        ref readonly var next = ref text.Tokens[lead + 1];
        if (server.Owns(token.Lemma) && strong >= 0) return false;
        if (next.Is(WordClasses.Property) && (lead + 2 == end || strong >= 0)) return false;
        if (token.Is(WordClasses.VerbFirst)) return true;
        return strong < 0 && !next.Is(WordClasses.Preposition | WordClasses.Part) && !HasVerbLast(lead + 1, end);
    }

    private bool HasVerbLast(int from, int end)
    {
        var last = end - 1;
        if (last < from) return false;
        ref readonly var token = ref text.Tokens[last];
        return (IsVerb(last) && token.Is(WordClasses.VerbFirst)) || (token.HasForm(WordForms.Nominal) && !token.Is(WordClasses.NounFirst));
    }

    /// <summary>No clear verb: a verb-like word at the end (tool_call), or a noun made from one (Removal).</summary>
    private int FindNoun(int lead, int end)
    {
        for (var i = end - 1; i >= lead; i--)
        {
            if (IsVerb(i) && text.Tokens[i].Is(WordClasses.VerbFirst) && (i + 1 == end || !text.Tokens[i + 1].Is(WordClasses.Property))) return i;
        }
        for (var i = end - 1; i >= lead; i--)
        {
            ref readonly var token = ref text.Tokens[i];
            if (!token.Is(WordClasses.Verb) || !token.Is(WordTraits.Acts)) continue;
            var made = token.HasForm(WordForms.Nominal) || (token.HasForm(WordForms.Agent) && i + 1 == end) || (token.HasForm(WordForms.Ing) && (i + 1 == end || i == lead));
            var followed = i + 1 < end && text.Tokens[i + 1].Is(WordClasses.Property);
            if (made && !followed && !token.Is(WordClasses.NounFirst)) return i;
        }
        return -1;
    }

    private void Add(int verb, int start, int end, ActionSource source, RowList<ToolAction> actions)
    {
        var id = VerbAt(verb, out var last);
        var stop = last + 1;
        // switch_to_frame, reply_to_message: what stands behind the "to" is what is acted on.
        if (stop < end && text.Tokens[stop].Lemma == rules.Engine.To) stop++;
        while (stop < end && !text.Tokens[stop].Is(WordClasses.Preposition | WordClasses.Conjunction)) stop++;
        var head = stop > last + 1 ? stop - 1 : verb - 1;
        while (head > last && text.Tokens[head].Lemma == 0 && head - 1 > last) head--;
        actions.Add(new ToolAction(id, source, verb, last, last + 1, stop, head >= start ? head : -1, start));
    }
}
