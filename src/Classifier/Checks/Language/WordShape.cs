namespace Catalogue.Classifier.Checks.Language;

/// <summary>How a word is spelled, beyond its letters.</summary>
[Flags]
internal enum WordShape
{
    /// <summary>Letters of one case, or a capital in front.</summary>
    None = 0,

    /// <summary>A capital behind a small letter.</summary>
    Camel = 1,

    /// <summary>A digit between letters.</summary>
    Mixed = 2,

    /// <summary>A digit.</summary>
    Number = 4,
}
