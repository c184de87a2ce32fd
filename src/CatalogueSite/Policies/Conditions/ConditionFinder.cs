using System.Text;
using System.Text.Json;
using Catalogue.Classifier.Model;
using Catalogue.Site.Publishing;

namespace Catalogue.Site.Policies.Conditions;

/// <summary>
/// Finds the argument-level condition that a tool's own schema allows: a switch such as <c>read_only</c>, a mode whose
/// harmless values can be told, a ceiling for an amount, a folder for a path. One proposal a tool at most, the first that fits.
/// </summary>
public sealed class ConditionFinder(ConditionWords words, DecisionTable decisions)
{
    private const int MaxValues = 60;
    private const int MaxValueLength = 100;

    /// <summary>The proposal for a tool, or null where its schema has nothing that narrows it.</summary>
    /// <param name="tool">The tool with its verdict.</param>
    /// <param name="decided">What is decided about every call.</param>
    public ArgumentCondition? Find(AssessedTool tool, Decision decided)
    {
        ArgumentNullException.ThrowIfNull(tool);
        ArgumentNullException.ThrowIfNull(decided);
        if (Schema(tool.Record.Definition) is not { } schema) return null;
        using (schema)
        {
            var arguments = Arguments(schema.RootElement);
            var reader = decisions.Decide(tool.Verdict with { Category = Category.Read, Risk = RiskLevel.Low });
            // Only where a reader with the same findings and capabilities would pass unasked, and this tool does not.
            var narrows = reader.Kind <= DecisionKind.Limit && decided.Kind > reader.Kind;
            var tests = narrows ? Switch(arguments) ?? (NamesHarm(tool.Record.Name) ? null : Modes(arguments)) : null;
            if (tests is not null) return new ArgumentCondition(tests, reader);
            if (tool.Verdict.Findings.Any(finding => finding.Severity >= RiskLevel.High)) return null;
            if (tool.Verdict.Category == Category.Financial && decided.Kind == DecisionKind.Ask && Amount(arguments) is { } amount)
            {
                return new ArgumentCondition([amount], new Decision(DecisionKind.Allow, null, "amount-ceiling", "The amount is not above your ceiling."));
            }
            var files = (tool.Verdict.Capabilities & Capabilities.AccessesFilesystem) != 0 && decided.Kind <= DecisionKind.Limit;
            return files && Paths(arguments) is { Count: > 0 } paths ? new ArgumentCondition(paths, decided) : null;
        }
    }

    // A tool that is named for one harmful thing has no harmless mode: its "method" or "action" is then part of what it writes.
    private bool NamesHarm(string name) => Split(name) is [var first, ..] && words.Harmful.Contains(first);

    private List<ArgumentTest>? Switch(List<Argument> arguments)
    {
        foreach (var argument in arguments.Where(argument => argument.Type == "boolean"))
        {
            var (on, off) = (words.HarmlessWhenTrue.Contains(argument.Key), words.HarmlessWhenFalse.Contains(argument.Key));
            if (on || off) return [new ArgumentTest { Kind = ArgumentTestKind.Is, Argument = argument.Name, Value = on }];
        }
        return null;
    }

    private List<ArgumentTest>? Modes(List<Argument> arguments)
    {
        if (arguments.Any(argument => words.FreeForm.Contains(argument.Key) && argument.Choices.Count == 0 && argument.Type is "string" or null)) return null;
        var tests = new List<ArgumentTest>();
        foreach (var argument in arguments.Where(argument => words.Modes.Contains(argument.Key) && argument.Choices.Count > 1))
        {
            var harmless = argument.Choices.Where(IsHarmless).ToList();
            if (harmless.Count == 0) return null;
            if (harmless.Count < argument.Choices.Count) tests.Add(new ArgumentTest { Kind = ArgumentTestKind.OneOf, Argument = argument.Name, Values = harmless });
        }
        return tests.Count == 0 ? null : tests;
    }

    private ArgumentTest? Amount(List<Argument> arguments)
    {
        var amounts = arguments.Where(argument => words.Amounts.Contains(argument.Key)).ToList();
        return amounts is [{ Required: true, Type: "number" or "integer" } only]
            ? new ArgumentTest { Kind = ArgumentTestKind.AtMost, Argument = only.Name, Ceiling = words.Ceiling, Whole = only.Type == "integer" }
            : null;
    }

    // A path that may be left out has a default that nobody here knows, so that every path must be required.
    private List<ArgumentTest> Paths(List<Argument> arguments)
    {
        var paths = arguments.Where(argument => words.Paths.Contains(argument.Key)).ToList();
        return paths.All(path => path.Required && path.Type == "string" && path.Choices.Count == 0)
            ? [.. paths.Select(path => new ArgumentTest { Kind = ArgumentTestKind.Under, Argument = path.Name, Folder = words.Folder })]
            : [];
    }

    private bool IsHarmless(string value)
    {
        var all = Split(value);
        return all.Count > 0 && words.Harmless.Contains(all[0]) && !all.Exists(words.Harmful.Contains);
    }

    private static List<string> Split(string value)
    {
        var found = new List<string>();
        var word = new StringBuilder();
        for (var index = 0; index < value.Length; index++)
        {
            var letter = char.IsAsciiLetterOrDigit(value[index]);
            var hump = letter && index > 0 && char.IsAsciiLetterUpper(value[index]) && char.IsAsciiLetterLower(value[index - 1]);
            if ((!letter || hump) && word.Length > 0)
            {
                found.Add(word.ToString());
                word.Clear();
            }
            if (letter) word.Append(char.ToLowerInvariant(value[index]));
        }
        if (word.Length > 0) found.Add(word.ToString());
        return found;
    }

    private sealed record Argument(string Name, string Key, string? Type, bool Required, IReadOnlyList<string> Choices);

    private static List<Argument> Arguments(JsonElement schema)
    {
        if (schema.ValueKind != JsonValueKind.Object || !schema.TryGetProperty("properties", out var properties) || properties.ValueKind != JsonValueKind.Object) return [];
        var required = schema.TryGetProperty("required", out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!).ToHashSet(StringComparer.Ordinal)
            : [];
        // Of two properties of one name the last counts, as in JSON.
        var last = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var property in properties.EnumerateObject().Where(property => property.Value.ValueKind == JsonValueKind.Object && IsPlain(property.Name))) last[property.Name] = property.Value;
        return [.. last.Select(pair => new Argument(pair.Key, Key(pair.Key), TypeOf(pair.Value), required.Contains(pair.Key), Choices(pair.Value)))];
    }

    private static string? TypeOf(JsonElement property) =>
        property.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String ? type.GetString() : null;

    // Values that are no strings, or are out of measure, can't be told apart safely: then there are none.
    private static List<string> Choices(JsonElement property)
    {
        if (!property.TryGetProperty("enum", out var values) || values.ValueKind != JsonValueKind.Array || values.GetArrayLength() > MaxValues) return [];
        var choices = new List<string>();
        foreach (var value in values.EnumerateArray())
        {
            if (value.ValueKind != JsonValueKind.String || value.GetString() is not { Length: > 0 and <= MaxValueLength } text || !text.All(c => c is > ' ' and < '\x7f' || char.IsLetterOrDigit(c))) return [];
            choices.Add(text);
        }
        return [.. choices.Distinct(StringComparer.Ordinal)];
    }

    // The formats' paths are split on dots, and some print names as they are: other names get no proposal.
    private static bool IsPlain(string name) => name.Length is > 0 and <= 64 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');

    private static string Key(string name) => new([.. name.Where(char.IsAsciiLetter).Select(char.ToLowerInvariant)]);

    private static JsonDocument? Schema(ToolDefinition definition)
    {
        if (definition.InputSchema.IsEmpty) return null;
        try
        {
            return JsonDocument.Parse(definition.InputSchema, new JsonDocumentOptions { MaxDepth = 256 });
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
