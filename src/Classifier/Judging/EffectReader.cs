using Catalogue.Classifier.Rules;
using Catalogue.Classifier.Text;

namespace Catalogue.Classifier.Judging;

/// <summary>
/// Finds the sentence of a description that states the effect, its main verb and the verbs beside it. What is negated,
/// conditional, quoted, or said of other tools is passed over.
/// </summary>
internal sealed class EffectReader(CompiledRules rules, ToolText text, NameReader names)
{
    private const int MostSentences = 5;
    private const int MostStrangers = 3;
    private const int MostSteps = 16;
    private const int MostObject = 9;

    /// <summary>Adds the actions of a description.</summary>
    public void Read(TokenRange range, ServerWords server, RowList<ToolAction> actions)
    {
        var (start, end) = (range.Start, range.End);
        for (var sentence = 0; sentence < MostSentences && start < end; sentence++)
        {
            var stop = FindStop(start, end, out var flags, out var classes);
            var verb = (flags & TokenFlags.VerbLast) != 0 ? FindLast(start, stop) : FindMain(start, stop, server, classes);
            if (verb >= 0)
            {
                // What a later sentence says is weaker: it may speak of details.
                Add(verb, stop, sentence == 0 ? ActionSource.Effect : ActionSource.Beside, actions);
                AddBeside(verb, stop, actions);
                if (IsWeak(verb)) AddListed(verb + 1, stop, actions);
                return;
            }
            if (AddListed(start, stop, actions)) return;
            start = stop;
        }
    }

    /// <summary>The end of a sentence, with all flags and classes of its words.</summary>
    private int FindStop(int start, int end, out TokenFlags flags, out WordClasses classes)
    {
        var tokens = text.Tokens;
        (flags, classes) = (tokens[start].Flags, tokens[start].Classes);
        var stop = start + 1;
        for (; stop < end && !tokens[stop].Has(TokenFlags.Sentence); stop++)
        {
            flags |= tokens[stop].Flags;
            classes |= tokens[stop].Classes;
        }
        return stop;
    }

    /// <summary>A verb that says nothing by itself: perform, manage.</summary>
    private bool IsWeak(int verb) =>
        text.Tokens[verb].Is(WordClasses.Modifier) || rules.ByVerb[names.VerbAt(verb, out _)] is not { Decides: true };

    /// <summary>Verbs that are listed one behind the other, in brackets or behind a colon: "page operations (create, archive)".</summary>
    private bool AddListed(int start, int stop, RowList<ToolAction> actions)
    {
        var (first, count) = (-1, 0);
        var tokens = text.Tokens;
        for (var i = start; i <= stop; i++)
        {
            var verb = i < stop && tokens[i].Is(WordClasses.Verb) && tokens[i].HasForm(WordForms.Base) && !tokens[i].Has(TokenFlags.Identifier);
            var joined = verb && (tokens[i].Has(TokenFlags.Listed) || (i > start && tokens[i - 1].Is(WordClasses.Conjunction)));
            if (verb && (joined || tokens[i].Has(TokenFlags.Clause)))
            {
                if (count == 0 || !joined) (first, count) = (i, 0);
                count++;
                continue;
            }
            if (i < stop && count > 0 && tokens[i].Is(WordClasses.Conjunction)) continue;
            if (count >= 2) break;
            count = 0;
        }
        if (count < 2) return false;
        for (var i = first; i < stop && count > 0; i++)
        {
            if (!text.Tokens[i].Is(WordClasses.Verb)) continue;
            Add(i, Math.Min(i + 1, stop), ActionSource.Mode, actions);
            count--;
        }
        return true;
    }

    private int FindMain(int start, int stop, ServerWords server, WordClasses classes)
    {
        var strangers = 0;
        var tokens = text.Tokens;
        for (var i = start; i < stop && i < start + MostSteps; i++)
        {
            ref readonly var token = ref tokens[i];
            if (token.Has(TokenFlags.Colon)) strangers = 0;
            if (token.Is(WordClasses.Negation)) return -1;
            if (token.Has(TokenFlags.Aside) && i + 1 < stop && HasPlain(i + 1, stop)) continue;
            if (IsMain(i, start, stop, strangers)) return i;
            if (token.Is(WordClasses.Relative) && i == start) return -1;
            if (token.Has(TokenFlags.Identifier) || token.Is(WordClasses.Determiner | WordClasses.Subject | WordClasses.LeadIn | WordClasses.Modifier | WordClasses.Relative | WordClasses.Preposition)) continue;
            if (IsAdverb(token) || (token.Lemma != 0 && server.Owns(token.Lemma))) continue;
            if (++strangers > MostStrangers) break;
        }
        return (classes & WordClasses.Foreign) != 0 ? FindForeign(start, stop) : -1;
    }

    /// <summary>A verb of another language, wherever it stands in the sentence.</summary>
    private int FindForeign(int start, int stop)
    {
        for (var i = start; i < stop; i++)
        {
            if (text.Tokens[i].Is(WordClasses.Foreign) && text.Tokens[i].Is(WordClasses.Verb)) return i;
            if (text.Tokens[i].Is(WordClasses.Negation)) return -1;
        }
        return -1;
    }

    private bool HasPlain(int from, int stop)
    {
        for (var i = from; i < stop; i++)
        {
            if (!text.Tokens[i].Has(TokenFlags.Aside)) return true;
        }
        return false;
    }

    private bool IsMain(int i, int start, int stop, int strangers)
    {
        var tokens = text.Tokens;
        ref readonly var token = ref tokens[i];
        if (token.Has(TokenFlags.Identifier) || !names.Acts(i)) return false;
        names.VerbAt(i, out var last);
        if (token.Is(WordClasses.LeadIn) && last == i) return false;
        var next = last + 1 < stop ? tokens[last + 1] : default;
        var afterTo = i > start && strangers <= 1 && tokens[i - 1].Is(WordClasses.LeadIn) && !tokens[i - 1].Is(WordClasses.Verb);
        var leads = i == start || token.Has(TokenFlags.Colon) || afterTo;
        if (token.HasForm(WordForms.Base))
        {
            if (strangers > 0 && !leads) return false;
            if (token.Is(WordClasses.NounFirst)) return (leads && (!IsNounBefore(next) || IsNamed(token.Lemma))) || (strangers == 0 && next.Is(WordClasses.Determiner));
            return !next.Is(WordClasses.Property) && !IsOf(next) || (leads && !token.Is(WordClasses.VerbFirst) && !IsOf(next));
        }
        if (token.HasForm(WordForms.Third))
        {
            if (token.Is(WordClasses.NounFirst)) return (leads || strangers == 0) && (next.Is(WordClasses.Determiner) || (IsNamed(token.Lemma) && !IsOf(next)));
            return !IsOf(next) && (strangers <= 1 || next.Is(WordClasses.Determiner));
        }
        if (token.HasForm(WordForms.Ing))
        {
            // "Instructions for installing" are read, nothing is installed.
            return i == start || tokens[i - 1].Is(WordClasses.LeadIn) || (IsFor(tokens[i - 1]) && !(i - 2 >= start && tokens[i - 2].Is(WordClasses.Property)));
        }
        if (token.HasForm(WordForms.Nominal)) return i == start && IsOf(next);
        return false;
    }

    /// <summary>The name speaks of it too: then the word at the head of the sentence is its verb.</summary>
    private bool IsNamed(int lemma)
    {
        for (var i = text.Name.Start; i < text.Name.End; i++)
        {
            if (text.Tokens[i].Lemma == lemma) return true;
        }
        return false;
    }

    private static bool IsNounBefore(in Token next) => next.Is(WordClasses.Property | WordClasses.Part | WordClasses.Preposition) || next.Has(TokenFlags.Colon);

    private bool IsOf(in Token token) => token.Lemma == rules.Engine.Of;

    private bool IsFor(in Token token) => token.Lemma == rules.Engine.For || token.Lemma == rules.Engine.By;

    private bool IsAdverb(in Token token) => token.Length > 4 && text.Reader.Buffer[token.End - 1] == 'y' && text.Reader.Buffer[token.End - 2] == 'l';

    private int FindLast(int start, int stop)
    {
        for (var i = stop - 1; i >= start; i--)
        {
            if (text.Tokens[i].Is(WordClasses.Verb) && text.Tokens[i].Is(WordTraits.Acts)) return i;
        }
        return -1;
    }

    /// <summary>Verbs in the same form joined to the main one: "creates, updates and deletes".</summary>
    private void AddBeside(int main, int stop, RowList<ToolAction> actions)
    {
        var tokens = text.Tokens;
        var form = tokens[main].Forms & (WordForms.Base | WordForms.Third | WordForms.Ing);
        names.VerbAt(main, out var end);
        var chained = true;
        for (var i = end + 1; i < stop; i++)
        {
            ref readonly var token = ref tokens[i];
            if (token.Is(WordClasses.Relative | WordClasses.Negation) || token.Has(TokenFlags.Aside)) return;
            if (token.Is(WordClasses.Conjunction)) continue;
            var joined = token.Has(TokenFlags.Listed) || tokens[i - 1].Is(WordClasses.Conjunction);
            if (!joined || !token.HasForm(form) || token.Has(TokenFlags.Identifier) || !names.Acts(i))
            {
                chained &= token.Is(WordClasses.Modifier) || (chained && IsAdverb(token));
                continue;
            }
            names.VerbAt(i, out var last);
            if (!chained && token.Is(WordClasses.NounFirst | WordClasses.VerbFirst) && !(last + 1 < stop && tokens[last + 1].Is(WordClasses.Determiner))) continue;
            Add(i, stop, ActionSource.Beside, actions);
            i = last;
        }
    }

    /// <summary>"Tracks an event and creates a profile": the profile belongs to the second verb.</summary>
    private bool IsNextVerb(int verb, int token)
    {
        var form = text.Tokens[verb].Forms & (WordForms.Base | WordForms.Third | WordForms.Ing);
        ref readonly var next = ref text.Tokens[token];
        return next.HasForm(form) && next.Is(WordClasses.Verb) && !next.Is(WordClasses.NounFirst | WordClasses.VerbFirst) && next.Is(WordTraits.Acts);
    }

    private void Add(int verb, int stop, ActionSource source, RowList<ToolAction> actions)
    {
        var id = names.VerbAt(verb, out var last);
        var at = last + 1;
        var head = -1;
        var tokens = text.Tokens;
        for (; at < stop && at <= last + MostObject; at++)
        {
            ref readonly var token = ref tokens[at];
            if (head >= 0 && token.Is(WordClasses.Conjunction) && !token.Has(TokenFlags.Listed) && at + 1 < stop && IsNextVerb(verb, at + 1)) break;
            if (token.Has(TokenFlags.Colon) || token.Is(WordClasses.Relative) || (token.Has(TokenFlags.Clause) && !token.Has(TokenFlags.Listed) && head >= 0)) break;
            // "Gets the details of an invoice": what it is of is acted on too.
            if (token.Is(WordClasses.Preposition) && head >= 0 && !(IsOf(token) && tokens[at - 1].Is(WordClasses.Property | WordClasses.Part))) break;
            if (token.Is(WordClasses.Preposition) && head >= 0) continue;
            if (token.Is(WordClasses.LeadIn) && !token.Is(WordClasses.Verb) && head >= 0) break;
            if (token.Is(WordClasses.Preposition | WordClasses.Determiner | WordClasses.Conjunction | WordClasses.LeadIn)) continue;
            if (!token.Has(TokenFlags.Listed) || head < 0) head = at;
        }
        actions.Add(new ToolAction(id, source, verb, last, last + 1, at, head, verb));
    }
}
