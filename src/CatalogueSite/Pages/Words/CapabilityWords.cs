using Catalogue.Classifier.Model;

namespace Catalogue.Site.Pages.Words;

/// <summary>What the site says of one capability.</summary>
/// <param name="Title">Its name for people.</param>
/// <param name="Means">What it gives the caller.</param>
/// <param name="Short">A column heading of at most twelve letters.</param>
public sealed record CapabilityWords(string Title, string Means, string Short)
{
    private static readonly CapabilityWords[] All =
    [
        new("Reads private data", "Returns data that isn’t public: messages, files, records, accounts.", "private"),
        new("Ingests untrusted content", "Returns text that others wrote (web pages, issues, e-mail, uploads), which can carry instructions to the model.", "untrusted"),
        new("Sends externally", "Sends something out of the organisation: e-mail, chat, posts, webhooks.", "sends"),
        new("Executes code", "Runs code, commands or free-form queries.", "executes"),
        new("Deletes", "Deletes, revokes or destroys something.", "deletes"),
        new("Writes", "Creates or changes something.", "writes"),
        new("Moves money", "Moves or commits money or assets of value.", "money"),
        new("Handles credentials", "Returns, takes or changes secrets, keys, tokens or passwords.", "secrets"),
        new("Controls a browser", "Drives a browser or a desktop.", "browser"),
        new("Accesses the file system", "Reads or writes files by path.", "files"),
        new("Accesses the network", "Reaches an address that the caller chooses.", "network"),
    ];

    /// <summary>The words for one capability.</summary>
    public static CapabilityWords Of(Capabilities capability) => All[int.Log2((int)capability)];

    /// <summary>The words for a capability by its kebab-case name; null when there is no such capability.</summary>
    public static CapabilityWords? Of(string name) => CapabilityNames.TryParse(name, out var one) ? Of(one) : null;
}
