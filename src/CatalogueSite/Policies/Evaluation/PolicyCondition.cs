using System.Text.Json;
using System.Text.RegularExpressions;

namespace Catalogue.Site.Policies.Evaluation;

/// <summary>One comparison of one argument. A missing path makes every operator but <c>exists</c> false.</summary>
public sealed class PolicyCondition
{
    private static readonly TimeSpan PatternTime = TimeSpan.FromSeconds(1);
    private static readonly string[] Words = ["eq", "neq", "in", "not_in", "lt", "lte", "gt", "gte", "regex", "contains", "exists"];

    private readonly string[] _steps;
    private readonly ConditionOperator _operator;
    private readonly JsonElement _value;
    private readonly Regex? _pattern;

    /// <summary>Creates a condition.</summary>
    /// <param name="where">Where it stands in its file, for messages.</param>
    /// <param name="path"><c>args</c> or <c>args.a.b</c>.</param>
    /// <param name="word">One of the eleven operators.</param>
    /// <param name="value">What to compare with.</param>
    /// <exception cref="PolicyFileException">Path, operator or value can't be used.</exception>
    public PolicyCondition(string where, string path, string word, JsonElement value)
    {
        _steps = path.Split('.');
        if (_steps[0] != "args") throw new PolicyFileException(where + ".path", $"'{path}' must begin with 'args'.");
        var index = Array.IndexOf(Words, word);
        if (index < 0) throw new PolicyFileException(where + ".op", $"'{word}' is not one of {string.Join(", ", Words)}.");
        _operator = (ConditionOperator)index;
        _value = value.Clone();
        CheckValue(where);
        if (_operator == ConditionOperator.Regex) _pattern = Pattern(where, value.GetString()!);
    }

    /// <summary>Whether the condition holds for these arguments.</summary>
    public bool Holds(JsonElement arguments)
    {
        if (!TryFind(arguments, out var actual)) return _operator == ConditionOperator.Exists && _value.ValueKind == JsonValueKind.False;
        return _operator switch
        {
            ConditionOperator.Exists => _value.ValueKind == JsonValueKind.True,
            ConditionOperator.Eq => Same(actual, _value),
            ConditionOperator.Neq => !Same(actual, _value),
            ConditionOperator.In => _value.EnumerateArray().Any(item => Same(actual, item)),
            ConditionOperator.NotIn => !_value.EnumerateArray().Any(item => Same(actual, item)),
            ConditionOperator.Regex => actual.ValueKind == JsonValueKind.String && Found(actual.GetString()!),
            ConditionOperator.Contains => Contains(actual),
            _ => actual.ValueKind == JsonValueKind.Number && Compare(actual.GetDouble(), _value.GetDouble()),
        };
    }

    private bool TryFind(JsonElement arguments, out JsonElement found)
    {
        found = arguments;
        foreach (var step in _steps.AsSpan(1))
        {
            if (found.ValueKind != JsonValueKind.Object || !found.TryGetProperty(step, out found)) return false;
        }
        return true;
    }

    private bool Compare(double actual, double value) => _operator switch
    {
        ConditionOperator.Lt => actual < value,
        ConditionOperator.Lte => actual <= value,
        ConditionOperator.Gt => actual > value,
        _ => actual >= value,
    };

    private bool Contains(JsonElement actual) => actual.ValueKind switch
    {
        JsonValueKind.String => _value.ValueKind == JsonValueKind.String && actual.GetString()!.Contains(_value.GetString()!, StringComparison.Ordinal),
        JsonValueKind.Array => actual.EnumerateArray().Any(item => Same(item, _value)),
        _ => false,
    };

    private bool Found(string text)
    {
        try
        {
            return _pattern!.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    private static bool Same(JsonElement left, JsonElement right) =>
        left.ValueKind == JsonValueKind.Number && right.ValueKind == JsonValueKind.Number
            ? left.GetDouble().Equals(right.GetDouble())
            : JsonElement.DeepEquals(left, right);

    private void CheckValue(string where)
    {
        var wanted = _operator switch
        {
            ConditionOperator.In or ConditionOperator.NotIn => _value.ValueKind == JsonValueKind.Array ? null : "a list",
            ConditionOperator.Lt or ConditionOperator.Lte or ConditionOperator.Gt or ConditionOperator.Gte => _value.ValueKind == JsonValueKind.Number ? null : "a number",
            ConditionOperator.Regex => _value.ValueKind == JsonValueKind.String ? null : "a pattern",
            ConditionOperator.Exists => _value.ValueKind is JsonValueKind.True or JsonValueKind.False ? null : "true or false",
            _ => _value.ValueKind == JsonValueKind.Undefined ? "a value" : null,
        };
        if (wanted is not null) throw new PolicyFileException(where + ".value", $"'{Words[(int)_operator]}' wants {wanted}.");
    }

    // Most patterns can be matched in time that grows with the text alone: then no clock decides, however busy the machine is.
    private static Regex? Linear(string pattern)
    {
        try
        {
            return new Regex(pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, Regex.InfiniteMatchTimeout);
        }
        catch (NotSupportedException)
        {
            return null;
        }
    }

    private static Regex Pattern(string where, string pattern)
    {
        try
        {
            return Linear(pattern) ?? new Regex(pattern, RegexOptions.CultureInvariant, PatternTime);
        }
        catch (ArgumentException error)
        {
            throw new PolicyFileException(where + ".value", "not a pattern: " + error.Message, error);
        }
    }
}
