namespace Catalogue.Classifier.Rules;

/// <summary>
/// For each word and phrase the rules that ask for it among what an action acts on, as a bit for each rule. So the words
/// of an action are looked at once, and not again for every rule of its verb.
/// </summary>
internal sealed class ObjectTable
{
    private const int Kinds = 3;

    /// <summary>By id: the row of a word, 0 for one that no rule asks for.</summary>
    private readonly ushort[] _rows;
    private readonly ulong[] _bits;
    private readonly ulong[] _askObject;
    private readonly ulong[] _askHead;

    /// <summary>Lays the table.</summary>
    /// <param name="rules">The words and phrases of each rule, by the rule's index.</param>
    /// <param name="size">How many ids there are.</param>
    public ObjectTable(IReadOnlyList<ObjectWords> rules, int size)
    {
        Width = (rules.Count + 63) / 64;
        _askObject = new ulong[Width];
        _askHead = new ulong[Width];
        _rows = new ushort[size];
        var rows = 1;
        foreach (var rule in rules)
        {
            foreach (var id in rule.All)
            {
                if (_rows[id] == 0) _rows[id] = (ushort)rows++;
            }
        }
        _bits = new ulong[rows * Kinds * Width];
        for (var rule = 0; rule < rules.Count; rule++)
        {
            if (rules[rule].Objects.Count > 0) Set(_askObject, 0, rule);
            if (rules[rule].Heads.Count > 0) Set(_askHead, 0, rule);
            foreach (var id in rules[rule].Objects) Set(_bits, PlaceOf(id), rule);
            foreach (var id in rules[rule].Unless) Set(_bits, PlaceOf(id) + Width, rule);
            foreach (var id in rules[rule].Heads) Set(_bits, PlaceOf(id) + (2 * Width), rule);
        }
    }

    /// <summary>How many numbers hold a bit for each rule.</summary>
    public int Width { get; }

    /// <summary>Adds the rules that ask for a word, and those whose exception it is.</summary>
    public void AddObject(int id, ulong[] asking, ulong[] excepting)
    {
        var place = PlaceOf(id);
        if (place == 0) return;
        for (var i = 0; i < asking.Length; i++)
        {
            asking[i] |= _bits[place + i];
            excepting[i] |= _bits[place + asking.Length + i];
        }
    }

    /// <summary>Adds the rules that ask for a word as the last one.</summary>
    public void AddHead(int id, ulong[] asking)
    {
        var place = PlaceOf(id);
        if (place == 0) return;
        for (var i = 0; i < asking.Length; i++) asking[i] |= _bits[place + (2 * asking.Length) + i];
    }

    /// <summary>Whether a rule asks for other words than those that were found.</summary>
    public bool LacksObject(int rule, ulong[] asking) => Has(_askObject, rule) && !Has(asking, rule);

    /// <summary>Whether a rule asks for another last word.</summary>
    public bool LacksHead(int rule, ulong[] asking) => Has(_askHead, rule) && !Has(asking, rule);

    /// <summary>Whether a rule's bit is set.</summary>
    public static bool Has(ulong[] bits, int rule) => (bits[rule >> 6] >> (rule & 63) & 1) != 0;

    /// <summary>Brings together which rules have all that they ask for.</summary>
    public void Fit(ulong[] objects, ulong[] heads, ulong[] excepting, ulong[] fitting)
    {
        for (var i = 0; i < fitting.Length; i++) fitting[i] = (objects[i] | ~_askObject[i]) & (heads[i] | ~_askHead[i]) & ~excepting[i];
    }

    private static void Set(ulong[] bits, int place, int rule) => bits[place + (rule >> 6)] |= 1UL << (rule & 63);

    private int PlaceOf(int id) => _rows[id] * Kinds * Width;
}
