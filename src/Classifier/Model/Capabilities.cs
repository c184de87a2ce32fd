namespace Catalogue.Classifier.Model;

/// <summary>What a tool gives its caller access to: facets, any number a tool.</summary>
[Flags]
public enum Capabilities
{
    /// <summary>No capability was found.</summary>
    None = 0,

    /// <summary>Returns data that is not public: messages, files, records, accounts.</summary>
    ReadsPrivateData = 1 << 0,

    /// <summary>Returns text that others wrote: web pages, issues, e-mail, uploads.</summary>
    IngestsUntrustedContent = 1 << 1,

    /// <summary>Sends something out of the organisation: e-mail, chat, posts, webhooks.</summary>
    SendsExternally = 1 << 2,

    /// <summary>Runs code, commands or free-form queries.</summary>
    ExecutesCode = 1 << 3,

    /// <summary>Deletes, revokes or destroys something.</summary>
    Deletes = 1 << 4,

    /// <summary>Creates or changes something.</summary>
    Writes = 1 << 5,

    /// <summary>Moves or commits money or assets of value.</summary>
    MovesMoney = 1 << 6,

    /// <summary>Returns, takes or changes secrets, keys, tokens or passwords.</summary>
    HandlesCredentials = 1 << 7,

    /// <summary>Drives a browser or a desktop.</summary>
    ControlsBrowser = 1 << 8,

    /// <summary>Reads or writes files by path.</summary>
    AccessesFilesystem = 1 << 9,

    /// <summary>Reaches a URL or host that the caller chooses.</summary>
    AccessesNetwork = 1 << 10,
}
