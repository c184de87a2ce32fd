namespace Catalogue.Classifier.Text;

/// <summary>Which escapes a JSON string holds.</summary>
internal enum JsonEscapes : byte
{
    /// <summary>None: its bytes are its text.</summary>
    None,

    /// <summary>Only those that canonical JSON has too: a backslash with one of <c>"\bfnrt</c>.</summary>
    Canonical,

    /// <summary>Others as well, which canonical JSON writes otherwise.</summary>
    Other,
}
