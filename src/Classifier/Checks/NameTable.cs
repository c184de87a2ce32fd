using System.Collections;
using Catalogue.Classifier.Model;
using Catalogue.Classifier.Text;

namespace Catalogue.Classifier.Checks;

/// <summary>
/// A few names with a severity each, compared without regard to case. Nearly every name that is asked for is none of
/// them: its length and first letter tell.
/// </summary>
internal sealed class NameTable : IEnumerable<string>
{
    private readonly List<string> _names = [];
    private readonly List<int> _levels = [];
    private readonly uint[] _firsts = new uint[64];
    private readonly uint[] _ends = new uint[32];

    /// <summary>Adds names, in lower case.</summary>
    public void Add(RiskLevel level, params string[] names)
    {
        foreach (var name in names)
        {
            _names.Add(name);
            _levels.Add((int)level);
            _firsts[name.Length] |= 1U << (name[0] & 31);
            _ends[name[0] & 31] |= 1U << (name[^1] & 31);
        }
    }

    /// <summary>Looks a name up.</summary>
    public bool TryGet(ReadOnlySpan<char> name, out RiskLevel level)
    {
        level = RiskLevel.Low;
        if (name.IsEmpty || name.Length >= _firsts.Length || (_firsts[name.Length] >> (name[0] & 31) & 1) == 0) return false;
        for (var i = 0; i < _names.Count; i++)
        {
            if (!IsSame(_names[i], name)) continue;
            level = (RiskLevel)_levels[i];
            return true;
        }
        return false;
    }

    /// <summary>Whether a name that is not empty may be one of them once signs are taken out of its middle: its first and last letters tell.</summary>
    public bool MayHold(ReadOnlySpan<char> name) => (_ends[name[0] & 31] >> (name[^1] & 31) & 1) != 0;

    /// <summary>Whether a word is one of a few in lower case, whatever its own case.</summary>
    public static bool IsAmong(string[] words, ReadOnlySpan<char> word)
    {
        foreach (var one in words)
        {
            if (IsSame(one, word)) return true;
        }
        return false;
    }

    /// <inheritdoc/>
    public IEnumerator<string> GetEnumerator() => _names.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static bool IsSame(string lower, ReadOnlySpan<char> word)
    {
        if (lower.Length != word.Length) return false;
        for (var i = 0; i < lower.Length; i++)
        {
            if (lower[i] != word[i] && !(CharTable.IsUpper(word[i]) && (word[i] | 0x20) == lower[i])) return false;
        }
        return true;
    }
}
