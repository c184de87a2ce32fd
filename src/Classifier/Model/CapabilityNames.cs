namespace Catalogue.Classifier.Model;

/// <summary>The kebab-case names of <see cref="Capabilities"/>, as rule files, JSON and URLs write them.</summary>
public static class CapabilityNames
{
    private static readonly string[] Names =
    [
        "reads-private-data", "ingests-untrusted-content", "sends-externally", "executes-code", "deletes", "writes",
        "moves-money", "handles-credentials", "controls-browser", "accesses-filesystem", "accesses-network",
    ];

    /// <summary>Every single capability in its fixed order.</summary>
    public static IReadOnlyList<Capabilities> All { get; } = Singles();

    /// <summary>Adds the names of all capabilities in <paramref name="set"/> to an open JSON list, in the fixed order.</summary>
    internal static void Write<T>(T writer, Capabilities set)
        where T : struct, IVerdictMembers
    {
        for (var bit = 0; bit < Names.Length; bit++)
        {
            if (((int)set & (1 << bit)) != 0) writer.Item(Names[bit]);
        }
    }

    /// <summary>The kebab-case name of one capability.</summary>
    /// <exception cref="ArgumentException"><paramref name="capability"/> is none or several.</exception>
    public static string ToName(Capabilities capability)
    {
        for (var bit = 0; bit < Names.Length; bit++)
        {
            if ((int)capability == 1 << bit) return Names[bit];
        }
        throw new ArgumentException($"'{capability}' is not one capability.", nameof(capability));
    }

    /// <summary>Finds a capability by its kebab-case name (exact, ordinal).</summary>
    public static bool TryParse(string name, out Capabilities capability)
    {
        var index = Array.IndexOf(Names, name);
        capability = index < 0 ? Capabilities.None : (Capabilities)(1 << index);
        return index >= 0;
    }

    /// <summary>The names of all capabilities in <paramref name="set"/>, in the fixed order.</summary>
    public static IEnumerable<string> Split(Capabilities set)
    {
        for (var bit = 0; bit < Names.Length; bit++)
        {
            if (((int)set & (1 << bit)) != 0) yield return Names[bit];
        }
    }

    private static Capabilities[] Singles()
    {
        var all = new Capabilities[Names.Length];
        for (var bit = 0; bit < all.Length; bit++) all[bit] = (Capabilities)(1 << bit);
        return all;
    }
}
