using System.Globalization;
using System.Text;
using Catalogue.Site.Search;

namespace Catalogue.Site.Tests.Search;

/// <summary>One judged query.</summary>
/// <param name="Kind">What it tries (name, synonym, typo, …).</param>
/// <param name="Text">The query.</param>
/// <param name="Relevant">Whether a result answers it.</param>
/// <param name="Answers">How many tools of the catalogue answer it, or 0 when that was not counted.</param>
internal sealed record JudgedQuery(string Kind, string Text, Func<SearchHit, bool> Relevant, int Answers = 0);

/// <summary>How well an engine answers judged queries.</summary>
internal sealed record SearchMeasure(int Queries, double Success1, double Success3, double Mrr10, double Recall10)
{
    public static SearchMeasure Of(ISearchIndex index, IReadOnlyCollection<JudgedQuery> queries)
    {
        double first = 0, third = 0, reciprocal = 0, recall = 0;
        foreach (var query in queries)
        {
            var hits = index.Search(new SearchQuery(query.Text) { Limit = 10 }).Hits.Select(query.Relevant).ToList();
            var rank = hits.IndexOf(true);
            if (rank == 0) first++;
            if (rank is >= 0 and < 3) third++;
            if (rank >= 0) reciprocal += 1.0 / (rank + 1);
            recall += query.Answers > 0 ? hits.Count(hit => hit) / (double)Math.Min(10, query.Answers) : rank >= 0 ? 1 : 0;
        }
        var n = Math.Max(1, queries.Count);
        return new SearchMeasure(queries.Count, first / n, third / n, reciprocal / n, recall / n);
    }

    /// <summary>A table: kinds down, engines across.</summary>
    public static string Table(IReadOnlyList<(string Name, ISearchIndex Index)> engines, IReadOnlyCollection<JudgedQuery> queries)
    {
        var width = 6 * engines.Count;
        var text = new StringBuilder($"{string.Join(" / ", engines.Select(engine => engine.Name))}\nkind            n  ");
        foreach (var title in new[] { "success@1", "success@3", "MRR@10", "recall@10" }) text.Append(title.PadRight(width + 1));
        text.Append('\n');
        foreach (var group in queries.GroupBy(query => query.Kind).Append(null))
        {
            var set = group?.ToList() ?? [.. queries];
            var measures = engines.Select(engine => Of(engine.Index, set)).ToList();
            text.Append(CultureInfo.InvariantCulture, $"{group?.Key ?? "all",-12} {set.Count,4}  ");
            foreach (var figure in new Func<SearchMeasure, double>[] { measure => measure.Success1, measure => measure.Success3, measure => measure.Mrr10, measure => measure.Recall10 })
                text.Append(string.Join('/', measures.Select(measure => figure(measure).ToString("F3", CultureInfo.InvariantCulture))).PadRight(width + 1));
            text.Append('\n');
        }
        return text.ToString();
    }

    /// <summary>The queries whose answer is not among the first three, with what came first.</summary>
    public static string Misses(ISearchIndex index, IEnumerable<JudgedQuery> queries)
    {
        var text = new StringBuilder();
        foreach (var query in queries)
        {
            var hits = index.Search(new SearchQuery(query.Text) { Limit = 10 }).Hits;
            if (hits.Take(3).Any(query.Relevant)) continue;
            text.Append(CultureInfo.InvariantCulture, $"  {query.Kind}: {query.Text} → {string.Join(", ", hits.Take(3).Select(hit => hit.Tool))}\n");
        }
        return text.ToString();
    }
}
