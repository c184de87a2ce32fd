namespace Catalogue.Classifier.Judging;

/// <summary>Where an action was read.</summary>
internal enum ActionSource : byte
{
    /// <summary>The verb of the tool's name.</summary>
    Name,

    /// <summary>A word of the name that is a verb only by its form (Removal) or its place.</summary>
    NameNoun,

    /// <summary>The display title.</summary>
    Title,

    /// <summary>The main verb of the sentence that says what the tool does.</summary>
    Effect,

    /// <summary>A verb beside the main verb ("create, update and delete").</summary>
    Beside,

    /// <summary>A choice of a mode parameter.</summary>
    Mode,
}

/// <summary>A thing the tool says it does: a verb, and the words it acts on.</summary>
/// <param name="Verb">Id of the verb.</param>
/// <param name="Source">Where it was read.</param>
/// <param name="First">First token of the verb.</param>
/// <param name="Last">Last token of the verb (compound verbs have several).</param>
/// <param name="ObjectStart">First token of what it acts on.</param>
/// <param name="ObjectEnd">One past the last.</param>
/// <param name="Head">Token of the head noun, or −1.</param>
/// <param name="Before">First token before the verb that belongs to its object too (names: <c>dashboard_delete</c>), else First.</param>
internal readonly record struct ToolAction(int Verb, ActionSource Source, int First, int Last, int ObjectStart, int ObjectEnd, int Head, int Before);
