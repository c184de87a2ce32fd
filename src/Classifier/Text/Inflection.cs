namespace Catalogue.Classifier.Text;

/// <summary>The forms of English verbs and nouns: by rule, with a table of the irregular ones.</summary>
internal static class Inflection
{
    /// <summary>base, past (and participles), by hand; the other forms are regular.</summary>
    private static readonly Dictionary<string, string[]> IrregularPast = new(StringComparer.Ordinal)
    {
        ["bind"] = ["bound"],
        ["blow"] = ["blew", "blown"],
        ["break"] = ["broke", "broken"],
        ["bring"] = ["brought"],
        ["build"] = ["built"],
        ["burn"] = ["burnt", "burned"],
        ["buy"] = ["bought"],
        ["catch"] = ["caught"],
        ["choose"] = ["chose", "chosen"],
        ["cut"] = ["cut"],
        ["do"] = ["did", "done"],
        ["draw"] = ["drew", "drawn"],
        ["drive"] = ["drove", "driven"],
        ["eat"] = ["ate", "eaten"],
        ["feed"] = ["fed"],
        ["find"] = ["found"],
        ["forget"] = ["forgot", "forgotten"],
        ["freeze"] = ["froze", "frozen"],
        ["get"] = ["got", "gotten"],
        ["give"] = ["gave", "given"],
        ["go"] = ["went", "gone"],
        ["hide"] = ["hid", "hidden"],
        ["hold"] = ["held"],
        ["keep"] = ["kept"],
        ["know"] = ["knew", "known"],
        ["leave"] = ["left"],
        ["lend"] = ["lent"],
        ["let"] = ["let"],
        ["lose"] = ["lost"],
        ["make"] = ["made"],
        ["overwrite"] = ["overwrote", "overwritten"],
        ["pay"] = ["paid"],
        ["put"] = ["put"],
        ["quit"] = ["quit"],
        ["read"] = ["read"],
        ["rebuild"] = ["rebuilt"],
        ["reset"] = ["reset"],
        ["rewrite"] = ["rewrote", "rewritten"],
        ["run"] = ["ran", "run"],
        ["say"] = ["said"],
        ["see"] = ["saw", "seen"],
        ["sell"] = ["sold"],
        ["send"] = ["sent"],
        ["set"] = ["set"],
        ["shoot"] = ["shot"],
        ["show"] = ["showed", "shown"],
        ["shut"] = ["shut"],
        ["speak"] = ["spoke", "spoken"],
        ["spend"] = ["spent"],
        ["spin"] = ["spun"],
        ["split"] = ["split"],
        ["steal"] = ["stole", "stolen"],
        ["swear"] = ["swore", "sworn"],
        ["take"] = ["took", "taken"],
        ["tear"] = ["tore", "torn"],
        ["tell"] = ["told"],
        ["think"] = ["thought"],
        ["throw"] = ["threw", "thrown"],
        ["undo"] = ["undid", "undone"],
        ["upsert"] = ["upserted"],
        ["withdraw"] = ["withdrew", "withdrawn"],
        ["write"] = ["wrote", "written"],
    };

    private static readonly Dictionary<string, string[]> IrregularNominal = new(StringComparer.Ordinal)
    {
        ["remove"] = ["removal"],
        ["delete"] = ["deletion"],
        ["execute"] = ["execution"],
        ["destroy"] = ["destruction"],
        ["retrieve"] = ["retrieval"],
        ["approve"] = ["approval"],
        ["insert"] = ["insertion"],
        ["submit"] = ["submission"],
        ["subscribe"] = ["subscription"],
        ["erase"] = ["erasure"],
        ["pay"] = ["payment"],
        ["deploy"] = ["deployment"],
        ["purge"] = ["purging"],
        ["revoke"] = ["revocation"],
        ["cancel"] = ["cancellation", "cancelation"],
        ["renew"] = ["renewal"],
        ["withdraw"] = ["withdrawal"],
        ["modify"] = ["modification"],
        ["extract"] = ["extraction"],
        ["convert"] = ["conversion"],
        ["add"] = ["addition"],
        ["install"] = ["installation"],
        ["uninstall"] = ["uninstallation"],
        ["transform"] = ["transformation"],
        ["invoke"] = ["invocation"],
        ["disable"] = ["disablement"],
        ["dispose"] = ["disposal"],
        ["evict"] = ["eviction"],
        ["expire"] = ["expiration"],
        ["detect"] = ["detection"],
        ["recognize"] = ["recognition"],
        ["describe"] = ["description"],
        ["merge"] = ["merger"],
        ["discover"] = ["discovery"],
        ["recover"] = ["recovery"],
        ["terminate"] = ["termination"],
        ["refund"] = ["refunding"],
        ["unsubscribe"] = ["unsubscription"],
        ["clean"] = ["cleansing"],
        ["complete"] = ["completion"],
    };

    private static readonly HashSet<string> Doubling = new(StringComparer.Ordinal)
    {
        "ban", "bet", "chat", "chop", "clip", "crop", "cut", "dig", "dim", "drag", "drop", "fit", "flag", "flip", "get", "grab", "hit", "hop", "jam", "jot", "kill",
        "let", "log", "map", "mix", "nap", "pan", "pin", "ping", "plan", "plot", "pop", "put", "quit", "rerun", "rid", "rip", "rub", "run", "scan", "scrap", "scrub",
        "set", "ship", "shop", "shut", "skim", "skip", "slim", "snap", "sit", "spin", "split", "stop", "strip", "swap", "swim", "tag", "tap", "tip", "trim", "unpin",
        "untag", "unzip", "unwrap", "wrap", "zap", "zip", "reset", "commit", "submit", "permit", "refer", "transfer", "begin", "format", "cancel", "label", "model",
        "program", "upset", "unset", "preset", "debug", "stun", "stem", "step", "win",
    };

    private static readonly HashSet<string> Undoubled = new(StringComparer.Ordinal) { "kill", "ping", "format", "cancel", "label", "model" };

    /// <summary>Every form of a verb but its base.</summary>
    public static IEnumerable<(string Spelling, WordForms Form)> OfVerb(string verb)
    {
        yield return (Plural(verb), WordForms.Third);
        foreach (var stem in Stems(verb)) yield return (stem + "ing", WordForms.Ing);
        if (IrregularPast.TryGetValue(verb, out var past))
        {
            foreach (var form in past) yield return (form, WordForms.Past);
        }
        else
        {
            foreach (var stem in Stems(verb)) yield return (EndsInConsonantY(verb) ? verb[..^1] + "ied" : stem + "ed", WordForms.Past);
        }
        foreach (var noun in Nominals(verb)) yield return (noun, WordForms.Nominal);
        foreach (var stem in Stems(verb))
        {
            yield return (stem + "er", WordForms.Agent);
            if (verb.EndsWith("te", StringComparison.Ordinal)) yield return (stem + "or", WordForms.Agent);
        }
    }

    /// <summary>The plural of a noun, which is spelled as the third person of a verb.</summary>
    public static string Plural(string noun)
    {
        if (EndsInConsonantY(noun)) return noun[..^1] + "ies";
        return noun[^1] is 's' or 'x' or 'z' || noun.EndsWith("ch", StringComparison.Ordinal) || noun.EndsWith("sh", StringComparison.Ordinal) || noun is "do" or "go" or "undo" or "echo"
            ? noun + "es"
            : noun + "s";
    }

    private static bool EndsInConsonantY(string word) => word.Length > 1 && word[^1] == 'y' && !"aeiou".Contains(word[^2], StringComparison.Ordinal);

    /// <summary>What -ing and -ed are put on.</summary>
    private static IEnumerable<string> Stems(string verb)
    {
        if (verb.Length > 2 && verb[^1] == 'e' && verb[^2] is not ('e' or 'o' or 'y')) yield return verb[..^1];
        else if (!Doubling.Contains(verb)) yield return verb;
        else
        {
            if (Undoubled.Contains(verb)) yield return verb;
            yield return verb + verb[^1];
        }
    }

    private static IEnumerable<string> Nominals(string verb)
    {
        if (IrregularNominal.TryGetValue(verb, out var nouns)) return nouns;
        if (verb.Length > 4 && verb.EndsWith("ate", StringComparison.Ordinal)) return [verb[..^1] + "ion"];
        if (verb.EndsWith("ify", StringComparison.Ordinal)) return [verb[..^1] + "ication"];
        if (verb.EndsWith("ize", StringComparison.Ordinal) || verb.EndsWith("ise", StringComparison.Ordinal)) return [verb[..^1] + "ation"];
        return [];
    }
}
