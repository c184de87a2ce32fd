using Catalogue.Classifier.Checks.Language;
using Catalogue.Classifier.Model;
using Catalogue.Classifier.Rules;
using Catalogue.Classifier.Text;

namespace Catalogue.Classifier.Checks;

/// <summary>
/// Runs every check over a definition. A plain text is read once; only what shows signs of folding, escaping or
/// encoding is read again, to a bounded depth and amount. Safe to share between threads.
/// </summary>
internal sealed class FindingEngine
{
    /// <summary>Characters decoded of one definition at most.</summary>
    public const int MostDecoded = 1 << 16;

    private const int DeepestDecoding = 4;
    private const int MostMatches = 8;

    [ThreadStatic]
    private static CheckRun? t_run;

    private readonly IReadOnlyList<FindingCheck> _checks;
    private readonly DefinitionCheck[] _definitionChecks;
    private readonly TextCheck[] _textChecks;
    private readonly DisguisedText _disguised;
    private readonly WhitespaceHiding _whitespace;
    private readonly PhraseIndex _phrases;
    private readonly SpecialConcepts _special;

    private FindingEngine(Lexicon lexicon)
    {
        Lexicon = lexicon;
        Words = new KnownConcepts(lexicon);
        _special = new SpecialConcepts(lexicon);
        _checks = CheckRegistry.Create(Words);
        _definitionChecks = [.. _checks.OfType<DefinitionCheck>()];
        _textChecks = [.. _checks.OfType<TextCheck>()];
        _disguised = _checks.OfType<DisguisedText>().Single();
        _whitespace = _checks.OfType<WhitespaceHiding>().Single();
        _phrases = new PhraseIndex(_checks.OfType<PhraseCheck>(), lexicon);
    }

    /// <summary>The words of all languages.</summary>
    public Lexicon Lexicon { get; }

    /// <summary>Concepts that code asks for by name.</summary>
    public KnownConcepts Words { get; }

    /// <summary>What people may know of each check, by id.</summary>
    public IReadOnlyList<RuleInfo> Rules => [.. _checks.Select(check => check.Info).OrderBy(info => info.Id, StringComparer.Ordinal)];

    /// <summary>Builds the checks over the lexicon files (those of the rules whose path begins with <c>lexicon/</c>).</summary>
    /// <exception cref="RuleException">A file is broken.</exception>
    public static FindingEngine Create(IEnumerable<(string Path, string Text)> lexiconFiles) => new(LexiconLoader.Load(lexiconFiles));

    /// <summary>Builds the checks over the lexicon that is built in.</summary>
    public static FindingEngine CreateEmbedded()
    {
        var assembly = typeof(FindingEngine).Assembly;
        const string Prefix = "rules/" + LexiconLoader.Folder;
        return Create(assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Select(name =>
        {
            using var text = new StreamReader(assembly.GetManifestResourceStream(name)!);
            return (name, text.ReadToEnd());
        }));
    }

    /// <summary>The findings in everything that was read, ordered by field, start, rule.</summary>
    /// <param name="reader">The texts.</param>
    /// <param name="context">The server and the names of its tools.</param>
    /// <param name="cut">True when something was left out for its size.</param>
    public IReadOnlyList<Finding> Check(DefinitionReader reader, ServerContext context, out bool cut)
    {
        var run = Collect(reader, context);
        cut = run.Cut;
        return run.Signals.Count == 0 ? [] : SignalWeigher.Weigh(run);
    }

    /// <summary>What each check noted, before it is weighed; good until the next call on this thread.</summary>
    internal CheckRun Collect(DefinitionReader reader, ServerContext context)
    {
        var run = t_run?.Engine == this ? t_run : t_run = new CheckRun(this);
        run.Begin(reader, context, MostDecoded);
        var fields = reader.Fields;
        var folds = TextFolder.IsNeeded(reader.Buffer);
        for (var index = 0; index < fields.Length; index++)
        {
            if (TextRoles.IsWorthReading(fields[index], reader)) CheckField(run, index, folds);
        }
        foreach (var check in _definitionChecks) check.Run(run);
        return run;
    }

    private void CheckField(CheckRun run, int index, bool folds)
    {
        var field = run.Reader.Fields[index];
        var text = run.Reader.Text(field);
        var view = run.Rent();
        if (folds && TextFolder.IsNeeded(text))
        {
            TextFolder.Fold(text, run.Fold);
            view.Folded(index, text, run.Fold);
        }
        else
        {
            view.Plain(index, run.Reader);
        }
        Analyse(run, view, field.InKey || field.Part == TextPart.Name);
        if (view.Fold is { Invisible.Count: > 0 } fold) ReadInvisible(run, index, fold.Invisible.Rows.ToArray());
        run.Return();
    }

    /// <summary>Reads what invisible characters spell.</summary>
    private void ReadInvisible(CheckRun run, int field, InvisibleRun[] runs)
    {
        foreach (var found in runs)
        {
            if (found.Hidden is null || !Spend(run, found.Hidden.Length)) continue;
            var view = run.Rent();
            view.Decoded(field, found.Hidden, found.Start, found.Length, "invisible characters");
            Analyse(run, view, false);
            run.Return();
        }
    }

    private void Analyse(CheckRun run, TextView view, bool identifier)
    {
        view.Identifier = identifier;
        ConceptScanner.Scan(run.Words, _special, view.Coded, identifier, view.Scan);
        var traits = view.Scan.Traits;
        if (HiddenParts.MayHold(traits) && view.Chars.Length > 8) HiddenParts.FindComments(view.Chars, view.HiddenParts);
        if (view.Scan.Count > 0 && (view.Scan.Count > 1 ? view.Scan.Present.Overlaps(_phrases.Anchors) : view.Scan.Present.Overlaps(_phrases.Lone))) MatchPhrases(run, view);
        if (view.Fold is not null || view.Scan.LooksEncoded || view.Run is not null || (traits & (TextTraits.Opening | TextTraits.Heading)) != 0) RunTextChecks(run, view);
        else if (view.Chars.Length > HiddenParts.WideGap) _whitespace.Run(run, view);
        if (run.Depth < DeepestDecoding) ReadAgain(run, view);
    }

    private void RunTextChecks(CheckRun run, TextView view)
    {
        foreach (var check in _textChecks) check.Run(run, view);
    }

    private void MatchPhrases(CheckRun run, TextView view)
    {
        var hits = view.Scan.Hits;
        _phrases.FindCandidates(view.Scan, run.Candidates);
        foreach (var entry in run.Candidates)
        {
            run.Matches.Clear();
            entry.Pattern.Match(hits, run.Matches, MostMatches);
            foreach (var found in run.Matches)
            {
                var match = new PhraseMatch(run, view, found, entry.Phrase);
                if (!view.IsNew(hits[found.First]) || !view.IsNew(hits[found.Last])) continue;
                if (entry.Phrase.VerbFinal && !match.EndsOutsideLatin) continue;
                if (entry.Phrase.Excusable && Excuses.Excused(match, Words) || !entry.Check.Counts(match)) continue;
                var severity = view.Identifier || entry.Phrase.Flag && match.IsParameterFlag || entry.Check is not DataExfiltration && InsideIdentifier(hits, found) ? RiskLevel.Low : entry.Phrase.Severity;
                var start = Math.Min(hits[found.First].Start, hits[found.Last].Start);
                var length = Math.Max(hits[found.First].End, hits[found.Last].End) - start;
                run.Note(entry.Check, severity, view, start, length, entry.Phrase.Pattern);
                if (severity > RiskLevel.Low) _disguised.NoteWording(run, view, start, length);
            }
        }
    }

    /// <summary>Whether a match is one name with underscores: the name of a setting, not a sentence.</summary>
    private bool InsideIdentifier(Rows<ConceptHit> hits, PatternMatch found)
    {
        for (var index = found.Last; index < hits.Length && hits[index].Word <= hits[found.Last].Word + 8; index++)
        {
            if (hits[index].Concepts.Overlaps(Words.Identifier) && hits[index].Start <= hits[found.First].Start && hits[index].End >= hits[found.Last].End) return true;
        }
        return false;
    }

    /// <summary>Other readings of the same characters, each only where the first reading shows signs of it.</summary>
    private void ReadAgain(CheckRun run, TextView view)
    {
        var scan = view.Scan;
        if (scan.LooksEncoded || scan.LongestCodes >= 6) Decode(run, view);
        if (view.HiddenBy is not null && view.Run is null) return; // A second reading is not read a third time.
        if (scan.LongestSpelling >= 5 || scan.LongestWord >= 18) Read(run, view, Disguise.Spelled);
        if (scan.MixedWords >= 2)
        {
            Read(run, view, Disguise.Leet);
            if (Substitution.HasTwoMeanings(view.Chars)) Read(run, view, Disguise.LeetWithL);
            else Spend(run, view.Chars.Length); // The same text once more would say nothing new.
        }
        if (Has(scan, Words.Rot13)) Read(run, view, Disguise.Rot13);
        if (Has(scan, Words.Reversed)) Read(run, view, Disguise.Reversed);
    }

    private void Read(CheckRun run, TextView parent, Disguise disguise)
    {
        var view = run.Rent();
        var saysMore = view.Read(parent, disguise, Lexicon);
        if (Spend(run, view.Chars.Length) && saysMore) Analyse(run, view, false);
        run.Return();
    }

    private void Decode(CheckRun run, TextView view)
    {
        var runs = new RowList<EncodedRun>();
        EncodedRuns.Find(view.Chars, runs, 32);
        foreach (var found in runs)
        {
            if (!Spend(run, found.Decoded.Length)) return;
            var (start, length) = view.Original(found.Start, found.Length);
            var inner = run.Rent();
            inner.Decoded(view.Field, found.Decoded, start, length, found.Encoding);
            Analyse(run, inner, false);
            run.Return();
        }
    }

    private static bool Spend(CheckRun run, int characters)
    {
        run.DecodeBudget -= characters;
        if (run.DecodeBudget >= 0) return true;
        run.Cut = true;
        return false;
    }

    private static bool Has(ConceptScan scan, ConceptSet concept)
    {
        if (!scan.Present.Overlaps(concept)) return false;
        var count = 0;
        foreach (var hit in scan.Hits)
        {
            if (hit.Concepts.Overlaps(concept) && ++count > 1) return true;
        }
        return false;
    }
}
