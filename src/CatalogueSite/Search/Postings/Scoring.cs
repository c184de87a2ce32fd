using System.Numerics;
using Catalogue.Classifier.Model;
using Catalogue.Site.Search.Lexicon;

namespace Catalogue.Site.Search.Postings;

/// <summary>From what was noted of a tool to its score. The figures were set by the judged queries of the tests.</summary>
internal sealed class Scoring
{
    private const float NameAndServer = 0.45f;
    private const float NameAlone = 0.25f;
    private const float WholeName = 0.6f;
    private const float NothingButName = 0.4f;
    private const float ServerNamed = 0.15f;
    private const float Incomplete = 0.6f;
    private const float Most = 0.4f;

    private readonly SearchIntent[] _intents;
    private readonly float[] _low = new float[256];
    private readonly float[] _high = new float[256];
    private readonly float _all;
    private readonly float _requiredWeight;
    private readonly ushort _required;

    public Scoring(QueryPlan plan)
    {
        _intents = [.. plan.Intents.Select(found => found.Intent)];
        _required = plan.Required;
        for (var i = 0; i < 256; i++)
        {
            for (var bit = 0; bit < 8; bit++)
            {
                if ((i >> bit & 1) == 0) continue;
                if (bit < plan.Groups.Count) _low[i] += plan.Groups[bit].Weight;
                if (bit + 8 < plan.Groups.Count) _high[i] += plan.Groups[bit + 8].Weight;
            }
        }
        _all = Math.Max(plan.Groups.Sum(group => group.Weight), 0.001f);
        _requiredWeight = Weight(_required);
    }

    /// <summary>Whether a tool is what an intent looks for.</summary>
    public static bool Means(SearchIntent intent, in ToolProfile profile) =>
        intent.Capability != Capabilities.None ? (profile.Capabilities & (int)intent.Capability) != 0 : profile.Category == (byte)intent.Category!.Value;

    /// <summary>Whether the matched groups say much of what was asked for.</summary>
    public bool IsMost(ushort matched) => Weight((ushort)(matched & _required)) > Most * _requiredWeight;

    /// <summary>The score of a tool.</summary>
    /// <param name="slot">What was noted of it.</param>
    /// <param name="nameWords">Words of its name.</param>
    /// <param name="serverWords">Words of its server's name.</param>
    /// <param name="profile">Its profile.</param>
    /// <param name="complete">Whether it matches all that is required.</param>
    public float Score(in Slot slot, byte nameWords, int serverWords, in ToolProfile profile, bool complete)
    {
        var score = slot.Total / _all;
        if (slot.InName != 0)
        {
            var precision = slot.WholeName != 0 ? 1f : Math.Min(1f, BitOperations.PopCount(slot.InName) / (float)Math.Max((byte)1, nameWords));
            score += precision * NameAndServer * Weight((ushort)(slot.InName | slot.InServer)) / _all;
            score += precision * NameAlone * Weight(slot.InName) / _all;
            var whole = (slot.WholeName & _required) != 0;
            if (whole && (_required & ~(slot.WholeName | slot.InServer)) == 0) score += WholeName;
            if (whole && (_required & ~slot.WholeName) == 0) score += NothingButName;
        }
        var server = (ushort)(slot.InServer & ~slot.InName);
        if (server != 0) score += ServerNamed * BitOperations.PopCount(server) / Math.Max(1, serverWords) * (slot.InName != 0 ? 1 : 0.5f);
        foreach (var intent in _intents) score += Bonus(intent, profile);
        if (complete) return score;
        var share = Weight((ushort)(slot.Matched & _required)) / _requiredWeight;
        return score * share * share * Incomplete;
    }

    private static float Bonus(SearchIntent intent, in ToolProfile profile)
    {
        var capability = intent.Capability != Capabilities.None && (profile.Capabilities & (int)intent.Capability) != 0;
        var category = intent.Category is { } wanted && profile.Category == (byte)wanted;
        if (intent.Capability == Capabilities.None) return category ? intent.Weight : 0;
        if (intent.Category is null) return capability ? intent.Weight : 0;
        return (capability ? 0.65f * intent.Weight : 0) + (category ? 0.35f * intent.Weight : 0);
    }

    private float Weight(ushort mask) => _low[mask & 0xff] + _high[mask >> 8];
}
