using Catalogue.Classifier.Text;

namespace Catalogue.Crawler.Sources;

/// <summary>Decodes a member that is often the same from line to line (a server's name): once while it stays.</summary>
internal sealed class RepeatedText
{
    private const int Longest = 512;
    private byte[] _json = [];
    private int _length = -1;
    private string _text = "";

    /// <summary>The text of a JSON string.</summary>
    /// <param name="json">The bytes between its quotes.</param>
    /// <param name="escaped">True when they hold escapes.</param>
    public string Of(ReadOnlySpan<byte> json, bool escaped)
    {
        if (_length == json.Length && json.SequenceEqual(_json.AsSpan(0, _length))) return _text;
        var text = JsonText.Decode(json, escaped);
        if (json.Length > Longest) return text;
        if (_json.Length < json.Length) _json = new byte[Longest];
        json.CopyTo(_json);
        (_length, _text) = (json.Length, text);
        return text;
    }
}
