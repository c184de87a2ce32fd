namespace Catalogue.Classifier.Text;

/// <summary>Decoding that never throws, for readers of strangers' JSON in other rooms.</summary>
public static class LenientJson
{
    /// <summary>The text of a JSON string, given the bytes between its quotes (a reader's <c>ValueSpan</c>).</summary>
    /// <param name="json">The bytes, known to be well-formed.</param>
    /// <param name="escaped">True when they hold escapes (a reader's <c>ValueIsEscaped</c>).</param>
    public static string Decode(ReadOnlySpan<byte> json, bool escaped) => JsonText.Decode(json, escaped);
}
