using System.Globalization;
using Catalogue.Classifier.Model;
using Microsoft.AspNetCore.Http;

namespace Catalogue.Site.Api.Http;

/// <summary>Reads the parameters of a query string strictly: what can't be used is a problem that names the parameter and what is allowed.</summary>
public sealed class ApiParameters(IQueryCollection query)
{
    /// <summary>The text of a parameter; empty when it is not given.</summary>
    public string Text(string name) => query[name].Count == 0 ? "" : query[name][0] ?? "";

    /// <summary><c>limit</c>: 1 to <paramref name="max"/>.</summary>
    public int Limit(int standard, int max) => Number("limit", standard, 1, max);

    /// <summary>A whole number within bounds.</summary>
    public int Number(string name, int standard, int min, int max)
    {
        var text = Text(name);
        if (text.Length == 0) return standard;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max
            ? value
            : throw ApiProblem.BadParameter(name, string.Create(CultureInfo.InvariantCulture, $"'{name}' must be a whole number from {min} to {max}."));
    }

    /// <summary>True, false, or null when not given.</summary>
    public bool? Flag(string name) => Text(name) switch
    {
        "" => null,
        "true" or "1" => true,
        "false" or "0" => false,
        _ => throw ApiProblem.BadParameter(name, $"'{name}' must be true or false."),
    };

    /// <summary>A moment in RFC 3339, or null when not given.</summary>
    public DateTimeOffset? Moment(string name)
    {
        // A plus that was not escaped arrives as a space.
        var text = Text(name).Replace(' ', '+');
        if (text.Length == 0) return null;
        return text.Length >= 20 && text[10] is 'T' or 't' && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var value)
            ? value
            : throw ApiProblem.BadParameter(name, $"'{name}' must be an RFC 3339 date and time, such as 2025-08-07T13:15:04.280Z.");
    }

    /// <summary>Categories, repeated or separated by commas.</summary>
    public IReadOnlyList<Category> Categories(string name) => Choices(name, Enum.GetValues<Category>(), value => value.ToString());

    /// <summary>Risk levels, repeated or separated by commas.</summary>
    public IReadOnlyList<RiskLevel> Risks(string name) => Choices(name, Enum.GetValues<RiskLevel>(), value => value.ToString());

    /// <summary>Capabilities, repeated or separated by commas, all of them together.</summary>
    public Capabilities Capabilities(string name) =>
        Choices(name, CapabilityNames.All, CapabilityNames.ToName).Aggregate(Classifier.Model.Capabilities.None, (all, one) => all | one);

    private List<T> Choices<T>(string name, IReadOnlyList<T> all, Func<T, string> nameOf)
    {
        var chosen = new List<T>();
        foreach (var text in query[name].SelectMany(value => (value ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)))
        {
            var found = all.Where(item => nameOf(item).Equals(text, StringComparison.OrdinalIgnoreCase)).ToList();
            if (found.Count == 0) throw ApiProblem.BadParameter(name, $"'{name}' must be one of {string.Join(", ", all.Select(nameOf))}.");
            if (!chosen.Contains(found[0])) chosen.Add(found[0]);
        }
        return chosen;
    }
}
