using System.Text;
using Catalogue.Classifier.Text;

namespace Catalogue.Classifier.Checks;

/// <summary>A name that can be taken for a known one.</summary>
/// <param name="Name">The name looked at.</param>
/// <param name="Known">The name it can be taken for.</param>
/// <param name="How">Why, in a few words for people.</param>
public sealed record LookAlike(string Name, string Known, string How);

/// <summary>
/// Finds among the names of a catalogue those that look like a given one: letters of other scripts, digits for letters, another
/// separator, one letter more, less, changed or swapped. Pure; it needs every name, so it is asked of a published catalogue.
/// One publisher's own names beside each other (<c>acme/mail</c>, <c>acme/mail2</c>) deceive nobody and are left out.
/// </summary>
public sealed class LookAlikeNames
{
    // Shorter ones differ by a letter without looking alike: imdb and tmdb.
    private const int ShortestForOneEdit = 7;

    // What nearly every name contains says nothing about which it is.
    private static readonly string[] Generic = ["mcp", "servers", "server"];

    private readonly string[] _names;
    private readonly string[] _skeletons;

    // Hash in the upper half, index of the name in the lower; sorted. Of the whole skeletons, and of the cores with each letter left out.
    private readonly long[] _whole;
    private readonly long[] _shortened;

    /// <summary>Prepares the names.</summary>
    public LookAlikeNames(IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        _names = [.. names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        _skeletons = Array.ConvertAll(_names, Skeleton);
        _whole = [.. _skeletons.Select((skeleton, index) => Entry(Hash(skeleton), index)).Order()];
        var shortened = new List<long>(_names.Length * 16);
        for (var i = 0; i < _names.Length; i++)
        {
            foreach (var hash in Shortened(Core(_skeletons[i]))) shortened.Add(Entry(hash, i));
        }
        shortened.Sort();
        _shortened = [.. shortened];
    }

    /// <summary>The other names that <paramref name="name"/> can be taken for, in ordinal order.</summary>
    public IReadOnlyList<LookAlike> Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var skeleton = Skeleton(name);
        if (skeleton.Length == 0) return [];
        var found = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var index in Having(_whole, Hash(skeleton)))
        {
            // Capitals alone are how people write the same name.
            if (_skeletons[index] == skeleton && Others(index)) found[_names[index]] = Foreign(name) || Foreign(_names[index]) ? "letters of another script" : "the same letters written otherwise";
        }
        var core = Core(skeleton);
        foreach (var index in Shortened(core).SelectMany(hash => Having(_shortened, hash)))
        {
            if (Others(index) && OneEdit(core, Core(_skeletons[index]))) found.TryAdd(_names[index], "one letter differs");
        }
        return [.. found.Select(pair => new LookAlike(name, pair.Key, pair.Value))];

        bool Others(int index) => !_names[index].Equals(name, StringComparison.OrdinalIgnoreCase) && !SamePublisher(_names[index], name);
    }

    /// <summary>What the eye keeps of a name: folded, look-alikes as Latin letters, digits as the letters they imitate, no separators.</summary>
    public static string Skeleton(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var folded = new FoldedText();
        TextFolder.Fold(name, folded);
        var skeleton = new StringBuilder(name.Length);
        foreach (var c in folded.Chars)
        {
            var latin = c >= 0x80 ? Confusables.LatinFor(c) : c;
            var lower = char.ToLowerInvariant(latin == '\0' ? c : latin);
            switch (lower)
            {
                case '0':
                    skeleton.Append('o');
                    break;
                case '1' or 'l' or '|':
                    skeleton.Append('i');
                    break;
                case '5':
                    skeleton.Append('s');
                    break;
                case '/' or '@':
                    skeleton.Append(lower);
                    break;
                default:
                    if (char.IsLetterOrDigit(lower)) skeleton.Append(lower);
                    break;
            }
        }
        return skeleton.Replace("rn", "m").Replace("vv", "w").ToString();
    }

    private static bool Foreign(string name) => name.Any(c => c >= 0x80);

    private static bool SamePublisher(string a, string b)
    {
        var slash = a.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && b.Length > slash && string.Compare(a, 0, b, 0, slash + 1, StringComparison.OrdinalIgnoreCase) == 0;
    }

    private static string Core(string skeleton) => Generic.Aggregate(skeleton, (rest, word) => rest.Replace(word, "", StringComparison.Ordinal));

    // A name and the same with a letter more share what is left of the longer one without it; two that differ in a letter share what is left without that.
    private static IEnumerable<int> Shortened(string core)
    {
        if (core.Length < ShortestForOneEdit) yield break;
        yield return Hash(core);
        for (var at = 0; at < core.Length; at++) yield return string.GetHashCode(string.Concat(core.AsSpan(0, at), core.AsSpan(at + 1)), StringComparison.Ordinal);
    }

    private static int Hash(string text) => string.GetHashCode(text, StringComparison.Ordinal);

    private static long Entry(int hash, int index) => ((long)hash << 32) | (uint)index;

    private static IEnumerable<int> Having(long[] entries, int hash)
    {
        var at = Array.BinarySearch(entries, Entry(hash, 0));
        for (at = at < 0 ? ~at : at; at < entries.Length && (int)(entries[at] >> 32) == hash; at++) yield return (int)entries[at];
    }

    /// <summary>Whether one letter was added, left out, changed, or swapped with its neighbour. Digits count versions and do not.</summary>
    private static bool OneEdit(string a, string b)
    {
        if (a == b || Math.Abs(a.Length - b.Length) > 1) return false;
        var start = 0;
        while (start < a.Length && start < b.Length && a[start] == b[start]) start++;
        var end = 0;
        while (end < a.Length - start && end < b.Length - start && a[^(end + 1)] == b[^(end + 1)]) end++;
        var (inA, inB) = (a[start..^end], b[start..^end]);
        if (inA.Any(char.IsDigit) || inB.Any(char.IsDigit) || inA == "s" && inB.Length == 0 || inB == "s" && inA.Length == 0) return false;
        return inA.Length <= 1 && inB.Length <= 1 || inA.Length == 2 && inB.Length == 2 && inA[0] == inB[1] && inA[1] == inB[0];
    }
}
