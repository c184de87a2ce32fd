namespace Catalogue.Site.Tests.Search;

/// <summary>Query texts that break careless engines.</summary>
internal static class HostileTexts
{
    public static IEnumerable<string> All()
    {
        yield return "";
        yield return " \t\r\n\0\u0001\u001b[31m";
        yield return "\"";
        yield return "\"unbalanced quote";
        yield return "'; DROP TABLE docs; --";
        yield return "\" OR 1=1 --";
        yield return "name:delete AND NOT OR NEAR(a b)";
        yield return "* ** a* *a ^a a^ (a (b) c";
        yield return "{name title}: x";
        yield return "- -- --- -\"\" -:";
        yield return "server: category: risk: cap: has: is:";
        yield return "risk:extreme category:nothing cap:everything has:nothing is:nothing";
        yield return "server:\"\" server:\"../../x\" server:%";
        yield return "%00%2e%2e/ \\ %";
        yield return "\ud800 \udfff \ud83d";
        yield return "\ufeff\u202e\u200b\u2028";
        yield return "ﬀ ﬁ Ａ𝓐 é e\u0301";
        yield return "漢字 かな 한글";
        yield return new string('a', 10_240);
        yield return new string('"', 10_240);
        yield return new string('-', 10_240);
        yield return new string(':', 10_240);
        yield return string.Concat(Enumerable.Repeat("note ", 2048));
        yield return string.Concat(Enumerable.Range(0, 1000).Select(n => $"w{n} "));
        yield return string.Concat(Enumerable.Repeat("server:a ", 1100));
        yield return string.Concat(Enumerable.Repeat("-category:read ", 700));
        yield return "qwzxkvjqwzxkvjqwzxkvjqwzxkvjqwzxkvjqwzxkvj";
    }
}
