namespace Catalogue.Site.Search.Postings;

/// <summary>What filters and facets ask of a tool.</summary>
/// <param name="Category">The category's number.</param>
/// <param name="Risk">The level's number.</param>
/// <param name="Capabilities">The capabilities' bits.</param>
/// <param name="Contested">Whether the verdict is contested.</param>
/// <param name="Finding">Whether there are findings.</param>
internal readonly record struct ToolProfile(byte Category, byte Risk, ushort Capabilities, bool Contested, bool Finding);

/// <summary>All that every match is asked for, in eight bytes: what lies close together is looked up quickly.</summary>
internal readonly struct ToolBrief(int server, int profile, byte nameWords)
{
    private readonly uint _rest = ((uint)profile << 8) | nameWords;

    /// <summary>The number of its server.</summary>
    public int Server { get; } = server;

    /// <summary>The number of its profile.</summary>
    public int Profile => (int)(_rest >> 8);

    /// <summary>How many words its name has.</summary>
    public byte NameWords => (byte)_rest;
}

/// <summary>
/// The profiles of a segment's tools. There are some hundreds of them, whatever the number of tools: a filter is decided, and facets are
/// added up, once for each profile; of a tool only its profile's number is looked up.
/// </summary>
internal sealed class ToolProfiles
{
    private ToolProfiles(ToolBrief[] of, ToolProfile[] all, int[] totals) => (Of, All, Totals) = (of, all, totals);

    /// <summary>By tool: its profile and what else is often asked.</summary>
    public ToolBrief[] Of { get; }

    /// <summary>The profiles by number.</summary>
    public ToolProfile[] All { get; }

    /// <summary>By profile: how many tools of the segment have it.</summary>
    public int[] Totals { get; }

    public static ToolProfiles Create(ReadOnlySpan<ToolRow> tools)
    {
        var numbers = new Dictionary<ToolProfile, int>();
        var of = new ToolBrief[tools.Length];
        var totals = new List<int>();
        for (var tool = 0; tool < of.Length; tool++)
        {
            ref readonly var row = ref tools[tool];
            var profile = new ToolProfile(row.Category, row.Risk, row.Capabilities, row.Contested != 0, row.Findings > 0);
            if (!numbers.TryGetValue(profile, out var number))
            {
                number = numbers.Count;
                numbers.Add(profile, number);
                totals.Add(0);
            }
            of[tool] = new ToolBrief(row.Server, number, row.NameWords);
            totals[number]++;
        }
        return new ToolProfiles(of, [.. numbers.OrderBy(pair => pair.Value).Select(pair => pair.Key)], [.. totals]);
    }
}
