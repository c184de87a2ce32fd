using System.Runtime.Intrinsics;
using Catalogue.Classifier.Text;

namespace Catalogue.Classifier.Rules;

/// <summary>
/// For each word and phrase the rules that ask for it somewhere (see <see cref="AskedWords"/>), as a bit for each rule. So
/// the words of an action, or of a tool, are looked at once, and not again for every rule.
/// </summary>
internal sealed class AskTable
{
    /// <summary>A row tells the rules that ask for a word, those whose exception it is, and those that ask for it at a place of its own.</summary>
    public const int Kinds = 3;

    /// <summary>By id: the row of a word, 0 for one that no rule asks for.</summary>
    private readonly ushort[] _rows;
    private readonly Vector128<ulong>[] _bits;

    /// <summary>Lays the table.</summary>
    /// <param name="rules">The words and phrases of each rule, by the rule's index.</param>
    /// <param name="trait">What is told of each word that a rule asks for.</param>
    /// <param name="traits">Where that is told, by id.</param>
    public AskTable(IReadOnlyList<AskedWords> rules, WordTraits trait, WordTraits[] traits)
    {
        Width = (rules.Count + 127) / 128;
        (AskWord, AskPlaced) = (new Vector128<ulong>[Width], new Vector128<ulong>[Width]);
        _rows = new ushort[traits.Length];
        var rows = 1;
        foreach (var rule in rules)
        {
            foreach (var id in rule.All)
            {
                if (_rows[id] == 0) _rows[id] = (ushort)rows++;
                traits[id] |= trait;
            }
        }
        _bits = new Vector128<ulong>[rows * Kinds * Width];
        for (var rule = 0; rule < rules.Count; rule++)
        {
            if (rules[rule].Any.Count > 0) Set(AskWord, 0, rule);
            if (rules[rule].Placed.Count > 0) Set(AskPlaced, 0, rule);
            foreach (var id in rules[rule].Any) Set(_bits, PlaceOf(id), rule);
            foreach (var id in rules[rule].None) Set(_bits, PlaceOf(id) + Width, rule);
            foreach (var id in rules[rule].Placed) Set(_bits, PlaceOf(id) + (2 * Width), rule);
        }
    }

    /// <summary>How many vectors hold a bit for each rule.</summary>
    public int Width { get; }

    /// <summary>The rules that ask for some word.</summary>
    public Vector128<ulong>[] AskWord { get; }

    /// <summary>The rules that ask for some word at a place of its own.</summary>
    public Vector128<ulong>[] AskPlaced { get; }

    /// <summary>Adds some vectors of a word's row to others.</summary>
    public void Add(int id, int start, int count, Vector128<ulong>[] found)
    {
        var row = PlaceOf(id);
        if (row == 0) return;
        for (var i = start; i < start + count; i++) found[i] |= _bits[row + i];
    }

    /// <summary>Whether a rule's bit is set.</summary>
    /// <param name="bits">The bits.</param>
    /// <param name="start">The vector with which they begin.</param>
    /// <param name="rule">The rule's index.</param>
    public static bool Has(Vector128<ulong>[] bits, int start, int rule) => (bits[start + (rule >> 7)] & BitOf(rule)) != Vector128<ulong>.Zero;

    private static Vector128<ulong> BitOf(int rule) => (rule & 64) == 0 ? Vector128.Create(1UL << (rule & 63), 0) : Vector128.Create(0, 1UL << (rule & 63));

    private static void Set(Vector128<ulong>[] bits, int place, int rule) => bits[place + (rule >> 7)] |= BitOf(rule);

    private int PlaceOf(int id) => _rows[id] * Kinds * Width;
}
