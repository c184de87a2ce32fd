using System.Numerics;
using System.Runtime.CompilerServices;
using Catalogue.Classifier.Model;

namespace Catalogue.Site.Search.Postings;

/// <summary>Runs a plan over one segment: first every posting of every alternative, then every tool that was touched.</summary>
internal sealed class SegmentSearch(Segment segment, int index, int[]? serverOrder, bool[]? barredServers, QueryPlan plan, Scratch scratch)
{
    private const int EnoughWholeMatches = 10;
    private const float StandInQuality = 0.2f;

    private readonly SegmentFilter _filter = new(plan.Query, barredServers);
    private readonly Scoring _scoring = new(plan);

    /// <summary>Offers what matches every required group to <paramref name="whole"/>, and, while those are few, what matches most to <paramref name="partial"/>.</summary>
    /// <param name="whole">Takes whole matches.</param>
    /// <param name="partial">Takes partial matches, or null when whole ones alone are looked for, which is much quicker.</param>
    public void Run(HitCollector whole, HitCollector? partial)
    {
        scratch.Begin(segment.ToolCount, segment.ServerCount);
        if (plan.Query.IsFilterOnly || plan.Groups.Count == 0)
        {
            CollectAll(whole);
        }
        else
        {
            // The rarest required group first: what lacks it can't match the whole, and need not be noted by the others.
            var order = Enumerable.Range(0, plan.Groups.Count).OrderBy(group => !plan.Groups[group].Required).ThenByDescending(group => plan.Groups[group].Weight).ToArray();
            var known = partial is null && !plan.StandsIn;
            for (var i = 0; i < order.Length; i++) Gather(order[i], known && i > 0);
            GatherStandIns();
            Exclude();
            Collect(whole, partial);
        }
    }

    private void Gather(int group, bool knownOnly)
    {
        foreach (var alternative in plan.Groups[group].Alternatives)
        {
            if (alternative.Terms.Length > 1)
            {
                GatherJoined(group, alternative, knownOnly);
                continue;
            }
            var term = segment.Find(alternative.Terms[0]);
            if (term < 0) continue;
            if (knownOnly) GatherKnown(group, segment.Postings(term), alternative);
            else GatherTerm(group, segment.Postings(term), alternative);
        }
    }

    private void GatherTerm(int group, ReadOnlySpan<byte> postings, Alternative alternative)
    {
        var bit = (ushort)(1 << group);
        var factor = alternative.Quality * plan.Groups[group].Weight;
        var worth = FieldMask.Worth;
        var whole = alternative.WholeName;
        var tool = -1;
        for (var at = 0; at < postings.Length;)
        {
            tool += VarInt.Read(postings, ref at);
            var mask = postings[at++];
            Note(ref scratch.Touch(tool), group, bit, mask, factor * worth[mask], whole);
        }
    }

    private void GatherKnown(int group, ReadOnlySpan<byte> postings, Alternative alternative)
    {
        var bit = (ushort)(1 << group);
        var factor = alternative.Quality * plan.Groups[group].Weight;
        var worth = FieldMask.Worth;
        var slots = scratch.Slots;
        var serial = scratch.Serial;
        var tool = -1;
        for (var at = 0; at < postings.Length;)
        {
            tool += VarInt.Read(postings, ref at);
            var mask = postings[at++];
            ref var slot = ref slots[tool];
            if (slot.Serial == serial) Note(ref slot, group, bit, mask, factor * worth[mask], alternative.WholeName);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Note(ref Slot slot, int group, ushort bit, int mask, float value, bool wholeName)
    {
        if (slot.Group != group)
        {
            slot.Group = (short)group;
            slot.Best = value;
            slot.Total += value;
        }
        else if (value > slot.Best)
        {
            slot.Total += value - slot.Best;
            slot.Best = value;
        }
        slot.Matched |= bit;
        if ((mask & FieldMask.Name) != 0) slot.InName |= bit;
        if ((mask & FieldMask.Server) != 0) slot.InServer |= bit;
        if (wholeName) slot.WholeName |= bit;
    }

    // Several terms that must stand in the same field.
    private void GatherJoined(int group, Alternative alternative, bool knownOnly)
    {
        Dictionary<int, int>? held = null;
        foreach (var text in alternative.Terms)
        {
            var term = segment.Find(text);
            if (term < 0) return;
            var next = new Dictionary<int, int>();
            var postings = segment.Postings(term);
            var tool = -1;
            for (var at = 0; at < postings.Length;)
            {
                tool += VarInt.Read(postings, ref at);
                int mask = postings[at++];
                if (held is null) next[tool] = mask;
                else if (held.TryGetValue(tool, out var before) && FieldMask.Both(before, mask) is not 0 and var both) next[tool] = both;
            }
            held = next;
        }
        var factor = alternative.Quality * plan.Groups[group].Weight;
        foreach (var (tool, mask) in held!)
        {
            if (!knownOnly || scratch.Slots[tool].Serial == scratch.Serial) Note(ref scratch.Touch(tool), group, (ushort)(1 << group), mask, factor * FieldMask.Worth[mask], wholeName: false);
        }
    }

    private void GatherStandIns()
    {
        foreach (var (intent, covered) in plan.Intents)
        {
            if (!intent.StandsIn) continue;
            var tools = segment.Tools;
            for (var tool = 0; tool < tools.Length; tool++)
            {
                if (!Scoring.Means(intent, tools[tool])) continue;
                ref var slot = ref scratch.Touch(tool);
                for (var rest = (uint)(covered & ~slot.Matched); rest != 0; rest &= rest - 1)
                {
                    slot.Total += StandInQuality * plan.Groups[BitOperations.TrailingZeroCount(rest)].Weight;
                }
                slot.Matched |= covered;
            }
        }
    }

    private void Exclude()
    {
        foreach (var word in plan.ExcludedTerms)
        {
            var term = segment.Find(word);
            if (term < 0) continue;
            var postings = segment.Postings(term);
            var tool = -1;
            for (var at = 0; at < postings.Length;)
            {
                tool += VarInt.Read(postings, ref at);
                at++;
                if (scratch.Slots[tool].Serial == scratch.Serial) scratch.Slots[tool].Excluded = true;
            }
        }
    }

    private void Collect(HitCollector whole, HitCollector? partial)
    {
        var (required, hard) = (plan.Required, plan.Hard);
        var slots = scratch.Slots;
        var tools = segment.Tools;
        var phrases = new PhraseMatcher(segment, plan.Query);
        foreach (var tool in scratch.Touched)
        {
            ref readonly var slot = ref slots[tool];
            var complete = (slot.Matched & required) == required;
            if (!complete && (partial is null || whole.Counts.Total >= EnoughWholeMatches || (slot.Matched & hard) != hard || !_scoring.IsMost(slot.Matched))) continue;
            ref readonly var row = ref tools[tool];
            if (slot.Excluded || !_filter.Passes(row) || !phrases.Passes(tool)) continue;
            Take(complete ? whole : partial!, complete ? scratch.ServerCounts : scratch.PartialServerCounts, tool, row, _scoring.Score(slot, row, segment.Servers[row.Server].Words, complete));
        }
        CountServers(whole, scratch.ServerCounts);
        if (partial is not null) CountServers(partial, scratch.PartialServerCounts);
    }

    private void CollectAll(HitCollector whole)
    {
        var tools = segment.Tools;
        if (plan.Query.Words.Count > 0 || plan.Query.Phrases.Count > 0) return;
        var excluded = ExcludedTools();
        var phrases = new PhraseMatcher(segment, plan.Query);
        for (var tool = 0; tool < tools.Length; tool++)
        {
            ref readonly var row = ref tools[tool];
            if (_filter.Passes(row) && (excluded is null || !excluded[tool]) && phrases.Passes(tool)) Take(whole, scratch.ServerCounts, tool, row, row.Risk);
        }
        CountServers(whole, scratch.ServerCounts);
    }

    private bool[]? ExcludedTools()
    {
        if (plan.ExcludedTerms.Count == 0) return null;
        var excluded = new bool[segment.ToolCount];
        foreach (var word in plan.ExcludedTerms)
        {
            var term = segment.Find(word);
            if (term < 0) continue;
            var postings = segment.Postings(term);
            var tool = -1;
            for (var at = 0; at < postings.Length;)
            {
                tool += VarInt.Read(postings, ref at);
                at++;
                excluded[tool] = true;
            }
        }
        return excluded;
    }

    private void Take(HitCollector collector, Span<int> serverCounts, int tool, in ToolRow row, float score)
    {
        collector.Counts.Add((Category)row.Category, (RiskLevel)row.Risk, (Capabilities)row.Capabilities, row.Contested != 0, row.Findings > 0);
        serverCounts[row.Server]++;
        if (!collector.Wants(score)) return;
        var order = ((long)(serverOrder is null ? row.Server : serverOrder[row.Server]) << 32) | (uint)(tool - segment.Servers[row.Server].FirstTool);
        collector.Offer(new Candidate(score, order, index, tool));
    }

    // The facet names only the foremost servers, so that only their slugs need reading.
    private void CountServers(HitCollector collector, ReadOnlySpan<int> counts)
    {
        var best = new PriorityQueue<int, (int Count, int Order)>();
        for (var server = 0; server < segment.ServerCount; server++)
        {
            if (counts[server] == 0) continue;
            var rank = (counts[server], -server);
            if (best.Count < SearchFacets.TopServers) best.Enqueue(server, rank);
            else best.EnqueueDequeue(server, rank);
        }
        while (best.TryDequeue(out var server, out _)) collector.Counts.AddServer(segment.ServerSlug(server), counts[server]);
    }
}
