using Catalogue.Classifier.Model;
using Catalogue.Classifier.Rules;

namespace Catalogue.Classifier.Checks;

/// <summary>Keys and tokens that a server's author left in a definition.</summary>
internal sealed class EmbeddedSecret : TextCheck
{
    private const int FewestDistinct = 10;

    /// <summary>No secret and no <see cref="Armour"/> has fewer characters without a blank.</summary>
    private const int Shortest = 10;

    /// <summary>How a secret begins, how many characters follow at least, and what they are drawn from.</summary>
    private static readonly (string Prefix, int Length, string Also)[] Shapes =
    [
        ("AKIA", 16, ""), ("ASIA", 16, ""), ("ghp_", 36, ""), ("gho_", 36, ""), ("ghs_", 36, ""), ("github_pat_", 40, "_"), ("glpat-", 20, "-_"),
        ("sk-ant-", 24, "-_"), ("sk-proj-", 24, "-_"), ("sk-", 32, "-_"), ("sk_live_", 20, ""), ("rk_live_", 20, ""), ("xoxb-", 24, "-"), ("xoxp-", 24, "-"),
        ("AIza", 35, "-_"), ("npm_", 36, ""), ("hf_", 30, ""), ("SG.", 40, ".-_"), ("eyJhbGciOi", 40, "._-"), ("ya29.", 30, "-_"),
    ];

    /// <summary>How a private key begins.</summary>
    private const string Armour = "-----BEGIN";

    private static readonly string[] Samples = ["EXAMPLE", "example", "your", "YOUR", "xxxx", "XXXX", "1234567890", "abcdef", "placeholder", "dummy", "test"];

    /// <inheritdoc/>
    public override FindingClass Class => FindingClass.Hygiene;

    /// <inheritdoc/>
    public override RuleInfo Info { get; } = Describe(
        "embedded-secret", "Secret in the definition", RiskLevel.High,
        "keys and tokens of known shapes (cloud, code hosting, payment, chat and model providers) and private keys",
        "Whatever stands in a definition is sent to every client and every model. A real key in a default or an example is public.",
        ["cfg: Calls the API with ghp_" + "Zk3Qw8Lm2Xv7Bn4Rt6Yp1Hs9Dc5Fg0Jb3KwA"],
        ["cfg: Set the key, for example sk-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "aws: Takes a key such as AKIAIOSFODNN7EXAMPLE"],
        ["Random-looking samples that nobody marked as such."],
        FindingClass.Hygiene);

    /// <inheritdoc/>
    public override string Message => "The definition holds what looks like a real key or token.";

    /// <inheritdoc/>
    public override void Run(CheckRun run, TextView view)
    {
        var text = view.Chars;
        if (text.Length < 20 || !view.Scan.LooksEncoded || view.HiddenBy is not null) return;
        for (var at = 0; at < text.Length;)
        {
            // Most words are too short to be even the beginning of one.
            var word = text[at..].IndexOf(' ');
            if (word >= 0 && word < Shortest)
            {
                at += word + 1;
                continue;
            }
            for (var end = word < 0 ? text.Length : at + word; at < end;) at += Math.Max(Note(run, view, at), 1);
        }
    }

    /// <summary>Notes the secret at an offset: its length, or 0.</summary>
    private int Note(CheckRun run, TextView view, int at)
    {
        var length = MayBegin(view.Chars, at) ? Length(view.Chars[at..]) : 0;
        if (length > 0) run.Note(this, RiskLevel.High, view, at, length);
        return length;
    }

    /// <summary>
    /// Whether a secret may begin at an offset: by the first letters of all prefixes, which stand at the beginning of a word.
    /// Few texts come so far, and a search for many strings would be compiled at every start.
    /// </summary>
    private static bool MayBegin(ReadOnlySpan<char> text, int at) => text[at] switch
    {
        '-' => true,
        'A' or 'S' or 'e' or 'g' or 'h' or 'n' or 'r' or 's' or 'x' or 'y' => at == 0 || !(char.IsLetterOrDigit(text[at - 1]) || text[at - 1] is '_' or '-'),
        _ => false,
    };

    private static int Length(ReadOnlySpan<char> rest)
    {
        if (rest[0] == '-') return rest.StartsWith(Armour, StringComparison.Ordinal) ? PrivateKey(rest) : 0;
        foreach (var (prefix, least, also) in Shapes)
        {
            if (!rest.StartsWith(prefix, StringComparison.Ordinal)) continue;
            var end = prefix.Length;
            while (end < rest.Length && end < 400 && (char.IsAsciiLetterOrDigit(rest[end]) || also.Contains(rest[end]))) end++;
            var body = rest[prefix.Length..end];
            if (body.Length >= least && LooksRandom(body)) return end;
        }
        return 0;
    }

    private static int PrivateKey(ReadOnlySpan<char> rest)
    {
        var head = rest[..Math.Min(rest.Length, 64)];
        if (!head.Contains("PRIVATE KEY-----", StringComparison.Ordinal) || rest.Length < 160) return 0;
        return LooksRandom(rest[64..160]) ? Math.Min(rest.Length, 200) : 0;
    }

    private static bool LooksRandom(ReadOnlySpan<char> body)
    {
        foreach (var sample in Samples)
        {
            if (body.Contains(sample, StringComparison.Ordinal)) return false;
        }
        UInt128 seen = 0;
        var digits = 0;
        foreach (var c in body)
        {
            if (c < 128) seen |= UInt128.One << c;
            if (char.IsAsciiDigit(c)) digits++;
        }
        return (int)UInt128.PopCount(seen) >= FewestDistinct && digits > 0;
    }
}
