namespace Catalogue.Site.Policies.Conditions;

/// <summary>How an argument is tested.</summary>
public enum ArgumentTestKind
{
    /// <summary>It is one of some strings.</summary>
    OneOf,

    /// <summary>It is exactly this boolean.</summary>
    Is,

    /// <summary>It is a path under a folder, without <c>..</c> in it.</summary>
    Under,

    /// <summary>It is a number of 0 to a ceiling.</summary>
    AtMost,
}

/// <summary>One test of one argument of a call. An argument that is not given, or is of another type, does not pass.</summary>
public sealed record ArgumentTest
{
    /// <summary>How it is tested.</summary>
    public required ArgumentTestKind Kind { get; init; }

    /// <summary>The argument's name: letters, digits, <c>_</c> and <c>-</c> only.</summary>
    public required string Argument { get; init; }

    /// <summary>The strings that pass, in the schema's order (<see cref="ArgumentTestKind.OneOf"/>).</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>The boolean that passes (<see cref="ArgumentTestKind.Is"/>).</summary>
    public bool Value { get; init; }

    /// <summary>The folder, with a slash at both ends (<see cref="ArgumentTestKind.Under"/>).</summary>
    public string Folder { get; init; } = "";

    /// <summary>The ceiling (<see cref="ArgumentTestKind.AtMost"/>).</summary>
    public int Ceiling { get; init; }

    /// <summary>True when the schema takes whole numbers only (<see cref="ArgumentTestKind.AtMost"/>).</summary>
    public bool Whole { get; init; }

    /// <summary>True where the value is for the reader to replace.</summary>
    public bool Placeholder => Kind is ArgumentTestKind.Under or ArgumentTestKind.AtMost;
}
