using System.Text;
using Catalogue.Site.Search.Lexicon;
using Catalogue.Site.Search.Text;

namespace Catalogue.Site.Search.Postings;

/// <summary>Which servers a <c>server:</c> filter means: those of this slug or name; where there are none, those whose names hold its words.</summary>
internal static class ServerFilter
{
    /// <summary>For each segment the servers that are barred: dead ones, and those that the query leaves out. Null where none is.</summary>
    public static bool[]?[] Barred(IReadOnlyList<Segment> segments, IReadOnlyList<bool[]?> dead, ParsedQuery query)
    {
        if (query.Servers.Count == 0 && query.WithoutServers.Count == 0) return [.. dead];
        var wanted = query.Servers.Select(value => Find(segments, value)).ToList();
        var unwanted = query.WithoutServers.Select(value => Find(segments, value)).ToList();
        var barred = new bool[]?[segments.Count];
        for (var s = 0; s < barred.Length; s++)
        {
            var bits = barred[s] = dead[s] is { } gone ? [.. gone] : new bool[segments[s].ServerCount];
            for (var server = 0; server < bits.Length; server++)
            {
                bits[server] |= (wanted.Count > 0 && !wanted.Exists(found => found[s][server])) || unwanted.Exists(found => found[s][server]);
            }
        }
        return barred;
    }

    private static bool[][] Find(IReadOnlyList<Segment> segments, string value)
    {
        var found = segments.Select(segment => new bool[segment.ServerCount]).ToArray();
        var any = false;
        var name = Encoding.UTF8.GetBytes(value);
        var slug = value.ToLowerInvariant();
        for (var s = 0; s < found.Length; s++)
        {
            var exact = segments[s].FindServer(slug);
            if (exact >= 0) found[s][exact] = any = true;
        }
        for (var s = 0; s < found.Length && !any; s++)
        {
            for (var server = 0; server < found[s].Length; server++)
            {
                var stored = segments[s].ServerStored(server);
                var at = 0;
                var length = VarInt.Read(stored, ref at) - 1;
                if (length == name.Length && stored.Slice(at, length).SequenceEqual(name)) found[s][server] = any = true;
            }
        }
        if (!any) FindByWords(segments, value, found);
        return found;
    }

    private static void FindByWords(IReadOnlyList<Segment> segments, string value, bool[][] found)
    {
        var words = SearchLexicon.Embedded.JoinCompounds(NameWords.OfName(value));
        if (words.Count == 0) return;
        for (var s = 0; s < found.Length; s++)
        {
            var segment = segments[s];
            var terms = words.Select(segment.Find).ToList();
            if (terms.Contains(-1)) continue;
            var numbers = terms.Select(segment.ForwardNumber).ToHashSet();
            for (var server = 0; server < found[s].Length; server++) found[s][server] = Holds(segment.ServerStored(server), numbers);
        }
    }

    private static bool Holds(ReadOnlySpan<byte> stored, HashSet<int> numbers)
    {
        var at = 0;
        for (var text = 0; text < 2; text++)
        {
            var length = VarInt.Read(stored, ref at) - 1;
            at += Math.Max(0, length);
        }
        var hits = 0;
        for (var left = VarInt.Read(stored, ref at); left > 0; left--)
        {
            if (numbers.Contains(VarInt.Read(stored, ref at))) hits++;
        }
        return hits >= numbers.Count;
    }
}
