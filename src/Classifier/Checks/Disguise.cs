namespace Catalogue.Classifier.Checks;

/// <summary>In which way a text may mean something else than it reads.</summary>
internal enum Disguise
{
    /// <summary>Letters set apart, and words run together.</summary>
    Spelled,

    /// <summary>Digits and signs for letters, <c>1</c> for <c>i</c>.</summary>
    Leet,

    /// <summary>Digits and signs for letters, <c>1</c> for <c>l</c>.</summary>
    LeetWithL,

    /// <summary>Letters turned by thirteen places.</summary>
    Rot13,

    /// <summary>Written from the end.</summary>
    Reversed,
}
