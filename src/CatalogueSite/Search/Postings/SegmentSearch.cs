using System.Numerics;

namespace Catalogue.Site.Search.Postings;

/// <summary>Runs a plan over one segment: of each block of tools first every posting of every alternative, then every tool that was touched.</summary>
internal sealed class SegmentSearch(Segment segment, int index, int[]? serverOrder, bool[]? barredServers, QueryPlan plan, Scratch scratch)
{
    private const int EnoughWholeMatches = 10;
    private const float StandInQuality = 0.2f;

    private readonly SegmentFilter _filter = new(plan.Query, barredServers);
    private readonly ToolProfiles _profiles = segment.Profiles;
    private readonly Scoring _scoring = new(plan);
    private readonly ushort _required = plan.Required;
    private readonly ushort _hard = plan.Hard;

    /// <summary>Offers what matches every required group to <paramref name="whole"/>, and, while those are few, what matches most to <paramref name="partial"/>.</summary>
    /// <param name="whole">Takes whole matches.</param>
    /// <param name="partial">Takes partial matches, or null when whole ones alone are looked for, which is much quicker.</param>
    public void Run(HitCollector whole, HitCollector? partial)
    {
        scratch.Begin(segment);
        if (plan.Query.IsFilterOnly || plan.Groups.Count == 0)
        {
            if (plan.Query.Words.Count == 0 && plan.Query.Phrases.Count == 0) new SegmentListing(segment, index, serverOrder, plan, _filter, scratch).Run(whole);
            return;
        }
        // The rarest required group first: what lacks it can't match the whole, and need not be noted by the others.
        var order = Enumerable.Range(0, plan.Groups.Count).OrderBy(group => !plan.Groups[group].Required).ThenByDescending(group => plan.Groups[group].Weight).ToArray();
        var known = partial is null && !plan.StandsIn;
        var readings = new List<Reading>();
        for (var i = 0; i < order.Length; i++) AddReadings(readings, order[i], known && i > 0);
        var excluded = plan.ExcludedTerms.Select(word => segment.Find(word)).Where(term => term >= 0).Select(term => new PostingCursor(segment, term)).ToList();
        var phrases = new PhraseMatcher(segment, plan.Query);
        var passing = _filter.Passing(_profiles.All);
        // Block by block, so that what is noted of each tool stays in the processor's cache.
        for (var start = 0; start < segment.ToolCount; start += Scratch.BlockSize)
        {
            var end = Math.Min(start + Scratch.BlockSize, segment.ToolCount);
            scratch.BeginBlock(start);
            foreach (var reading in readings) reading.Cursor.Read(scratch, end, reading.Note, reading.KnownOnly);
            GatherStandIns(start, end);
            foreach (var cursor in excluded) cursor.Exclude(scratch, end);
            Collect(whole, partial, phrases, passing);
        }
        scratch.Whole.AddTo(whole.Counts, segment);
        if (partial is not null) scratch.Partial.AddTo(partial.Counts, segment);
    }

    private sealed record Reading(PostingCursor Cursor, GroupNote Note, bool KnownOnly);

    private void AddReadings(List<Reading> readings, int group, bool knownOnly)
    {
        foreach (var alternative in plan.Groups[group].Alternatives)
        {
            var factor = alternative.Quality * plan.Groups[group].Weight;
            if (alternative.Terms.Length > 1)
            {
                if (Join(alternative) is { Length: > 0 } joined) readings.Add(new Reading(new PostingCursor(segment, joined), new GroupNote(group, factor, wholeName: false), knownOnly));
                continue;
            }
            var term = segment.Find(alternative.Terms[0]);
            if (term >= 0) readings.Add(new Reading(new PostingCursor(segment, term), new GroupNote(group, factor, alternative.WholeName), knownOnly));
        }
    }

    // Several terms that must stand in the same field: by tool.
    private (int Tool, byte Mask)[]? Join(Alternative alternative)
    {
        Dictionary<int, int>? held = null;
        foreach (var text in alternative.Terms)
        {
            var term = segment.Find(text);
            if (term < 0) return null;
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
        return [.. held!.OrderBy(pair => pair.Key).Select(pair => (pair.Key, (byte)pair.Value))];
    }

    private void GatherStandIns(int start, int end)
    {
        foreach (var (intent, covered) in plan.Intents)
        {
            if (!intent.StandsIn) continue;
            var meant = Array.ConvertAll(_profiles.All, profile => Scoring.Means(intent, profile));
            var briefs = _profiles.Of;
            for (var tool = start; tool < end; tool++)
            {
                if (!meant[briefs[tool].Profile]) continue;
                ref var slot = ref scratch.Touch(tool - start);
                for (var rest = (uint)(covered & ~slot.Matched); rest != 0; rest &= rest - 1)
                {
                    slot.Total += StandInQuality * plan.Groups[BitOperations.TrailingZeroCount(rest)].Weight;
                }
                slot.Matched |= covered;
            }
        }
    }

    private void Collect(HitCollector whole, HitCollector? partial, PhraseMatcher phrases, byte[] passing)
    {
        var (required, hard) = (_required, _hard);
        var slots = scratch.Slots;
        var servers = segment.Servers;
        var (profiles, briefs) = (_profiles.All, _profiles.Of);
        foreach (var index in scratch.Touched)
        {
            ref readonly var slot = ref slots[index];
            var complete = (slot.Matched & required) == required;
            if (!complete && (partial is null || whole.Total >= EnoughWholeMatches || (slot.Matched & hard) != hard || !_scoring.IsMost(slot.Matched))) continue;
            var tool = scratch.Start + index;
            var brief = briefs[tool];
            if (passing[brief.Profile] == 0 || slot.Excluded || !_filter.PassesServer(brief.Server) || !phrases.Passes(tool)) continue;
            // Only where the server's name matches does it matter how long that is.
            var serverWords = slot.InServer == 0 ? 1 : servers[brief.Server].Words;
            Take(complete ? whole : partial!, complete ? scratch.Whole : scratch.Partial, tool, brief, _scoring.Score(slot, brief.NameWords, serverWords, profiles[brief.Profile], complete));
        }
    }

    private void Take(HitCollector collector, SegmentTally tally, int tool, ToolBrief brief, float score)
    {
        collector.Total++;
        tally.Profiles[brief.Profile]++;
        tally.Servers[brief.Server]++;
        if (!collector.Wants(score)) return;
        var order = OrderOf(serverOrder, brief.Server, tool);
        if (collector.Wants(score, order)) collector.Offer(new Candidate(score, order, index, tool));
    }

    /// <summary>The place of a tool among equals: by server, then as the server lists them.</summary>
    internal static long OrderOf(int[]? serverOrder, int server, int tool) => ((long)(serverOrder is null ? server : serverOrder[server]) << 32) | (uint)tool;
}
