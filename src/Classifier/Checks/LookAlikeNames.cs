using System.Text;
using Catalogue.Classifier.Text;

namespace Catalogue.Classifier.Checks;

/// <summary>A name that can be taken for a known one.</summary>
/// <param name="Name">The name looked at.</param>
/// <param name="Known">The name it can be taken for.</param>
/// <param name="How">Why, in a few words for people.</param>
public sealed record LookAlike(string Name, string Known, string How);

/// <summary>
/// Finds names that look like others: letters of other scripts, digits for letters, another separator, one letter more,
/// less, changed or swapped. Pure; it needs the names of the whole catalogue, so it is asked at publishing.
/// </summary>
public sealed class LookAlikeNames
{
    private const int ShortestForOneEdit = 7;

    private readonly Dictionary<string, List<string>> _bySkeleton = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _byDeletion = new(StringComparer.Ordinal);
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>Prepares the known names (servers that people mean when they type such a name).</summary>
    public LookAlikeNames(IEnumerable<string> known)
    {
        ArgumentNullException.ThrowIfNull(known);
        foreach (var name in known.Order(StringComparer.Ordinal))
        {
            if (!_known.Add(name)) continue;
            var skeleton = Skeleton(name);
            Add(_bySkeleton, skeleton, name);
            if (skeleton.Length < ShortestForOneEdit) continue;
            foreach (var shorter in Deletions(skeleton)) Add(_byDeletion, shorter, name);
        }
    }

    /// <summary>The known names that <paramref name="name"/> can be taken for, by name (ordinal); none for a name that is known itself.</summary>
    public IReadOnlyList<LookAlike> Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length == 0 || _known.Contains(name)) return [];
        var skeleton = Skeleton(name);
        var found = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var known in _bySkeleton.GetValueOrDefault(skeleton, []))
        {
            // Capitals alone are how people write the same name.
            if (!known.Equals(name, StringComparison.OrdinalIgnoreCase)) found[known] = HasForeignLetters(name) ? "letters of another script" : "the same letters written otherwise";
        }
        if (skeleton.Length >= ShortestForOneEdit)
        {
            foreach (var key in Deletions(skeleton).Append(skeleton))
            {
                foreach (var known in _byDeletion.GetValueOrDefault(key, [])) Consider(known);
                foreach (var known in _bySkeleton.GetValueOrDefault(key, [])) Consider(known);
            }
        }
        return [.. found.Select(pair => new LookAlike(name, pair.Key, pair.Value))];

        void Consider(string known)
        {
            if (!found.ContainsKey(known) && OneEdit(skeleton, Skeleton(known))) found[known] = "one letter differs";
        }
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

    private static bool HasForeignLetters(string name) => name.Any(c => c >= 0x80);

    private static void Add(Dictionary<string, List<string>> map, string key, string name)
    {
        if (!map.TryGetValue(key, out var names)) map[key] = names = [];
        names.Add(name);
    }

    private static IEnumerable<string> Deletions(string skeleton)
    {
        for (var at = 0; at < skeleton.Length; at++) yield return skeleton.Remove(at, 1);
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
