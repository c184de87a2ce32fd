namespace Catalogue.Classifier.Model;

/// <summary>
/// The worst kind of effect one call of a tool can have, ordered from harmless to worst:
/// where several are supported, the greatest wins.
/// </summary>
public enum Category
{
    /// <summary>Only reads, searches, lists, computes, converts, or thinks.</summary>
    Read,

    /// <summary>Creates, changes, uploads, or sends something that can be put right again.</summary>
    Write,

    /// <summary>Runs code, commands, workflows or deployments; drives a browser, desktop, device, machine or process.</summary>
    Execute,

    /// <summary>Moves, charges, refunds, commits or trades money or assets of value.</summary>
    Financial,

    /// <summary>Deletes, revokes, terminates, or overwrites beyond recovery something that existed before.</summary>
    Destructive,
}
