using Catalogue.Classifier.Model;

namespace Catalogue.Site.Pages.Views;

/// <summary>What a note says of its marks.</summary>
public enum NoteKind
{
    /// <summary>It supports the verdict.</summary>
    Evidence,

    /// <summary>It speaks against the verdict.</summary>
    Counter,

    /// <summary>It marks something wrong with the definition.</summary>
    Finding,
}

/// <summary>One numbered note of a page: a rule that fired, for all the places where it fired for the same thing.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Kind">Evidence, counter-evidence or finding.</param>
/// <param name="Rule">The rule's id.</param>
/// <param name="For">The category or capability it speaks for; the finding's class.</param>
/// <param name="Weight">1 to 100; 0 for findings.</param>
/// <param name="Severity">For findings.</param>
/// <param name="Message">For findings: the sentence.</param>
/// <param name="First">Where it first fired.</param>
public sealed record Note(int Number, NoteKind Kind, string Rule, string For, int Weight, RiskLevel? Severity, string? Message, Span First)
{
    /// <summary>In how many places it fired.</summary>
    public int Places { get; internal set; } = 1;

    /// <summary>CSS class of its marks: colour by what it speaks for, line by its kind.</summary>
    public string Style => Kind switch
    {
        NoteKind.Finding => "fnd",
        NoteKind.Counter => Words.CategoryWords.StyleOf(For) + " not",
        _ => Words.CategoryWords.StyleOf(For),
    };
}
