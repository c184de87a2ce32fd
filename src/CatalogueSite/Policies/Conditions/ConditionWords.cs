namespace Catalogue.Site.Policies.Conditions;

/// <summary>The names and words by which arguments that narrow a call are recognised: <c>data/conditions.yaml</c>.</summary>
public sealed record ConditionWords
{
    private static readonly Lazy<ConditionWords> BuiltIn = new(LoadBuiltIn);

    /// <summary>The list that was built in.</summary>
    public static ConditionWords Default => BuiltIn.Value;

    /// <summary>Arguments that choose a mode.</summary>
    public required IReadOnlySet<string> Modes { get; init; }

    /// <summary>First words of harmless modes.</summary>
    public required IReadOnlySet<string> Harmless { get; init; }

    /// <summary>Words that no harmless mode has.</summary>
    public required IReadOnlySet<string> Harmful { get; init; }

    /// <summary>Booleans that make a call harmless when they are true.</summary>
    public required IReadOnlySet<string> HarmlessWhenTrue { get; init; }

    /// <summary>Booleans that make a call harmless when they are false.</summary>
    public required IReadOnlySet<string> HarmlessWhenFalse { get; init; }

    /// <summary>Arguments that take free-form code.</summary>
    public required IReadOnlySet<string> FreeForm { get; init; }

    /// <summary>Arguments that are paths.</summary>
    public required IReadOnlySet<string> Paths { get; init; }

    /// <summary>The folder that stands for the reader's own.</summary>
    public required string Folder { get; init; }

    /// <summary>Arguments that are sums of money.</summary>
    public required IReadOnlySet<string> Amounts { get; init; }

    /// <summary>The ceiling that stands for the reader's own.</summary>
    public required int Ceiling { get; init; }

    private static ConditionWords LoadBuiltIn()
    {
        const string resource = "conditions.yaml";
        using var stream = typeof(ConditionWords).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The built-in {resource} is missing from the program.");
        using var reader = new StreamReader(stream);
        return ConditionWordsFile.Parse("data/" + resource, reader.ReadToEnd());
    }
}
