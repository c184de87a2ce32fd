using Catalogue.Classifier.Checks.Language;
using Catalogue.Classifier.Text;

namespace Catalogue.Classifier.Checks;

/// <summary>
/// One reading of one field: the text as it stands, folded, or decoded from a run inside it; with its scan and the
/// way back to the field's own offsets.
/// </summary>
internal sealed class TextView
{
    // A plain text is read where it stands, in the reader's arrays; any other reading in arrays of the view's own.
    private char[] _chars = [];
    private byte[] _codes = [];
    private int _start;
    private int _length;
    private readonly Reading _ownReading = new();
    private byte[] _ownCodes = [];
    private TextView? _parent;
    private Reading? _reading;
    private string? _source;

    /// <summary>Index of the field among the definition's fields.</summary>
    public int Field { get; private set; }

    /// <summary>The characters that were scanned.</summary>
    public ReadOnlySpan<char> Chars => Fold is null ? _chars.AsSpan(_start, _length) : Fold.Chars;

    /// <summary>The scanned characters with their letter codes.</summary>
    public CodedText Coded => new(Chars, _codes.AsSpan(_start));

    /// <summary>The folding, where there was something to fold.</summary>
    public FoldedText? Fold { get; private set; }

    /// <summary>The words found.</summary>
    public ConceptScan Scan { get; } = new();

    /// <summary>How the text was hidden, or null when anybody can read it where it stands.</summary>
    public string? HiddenBy { get; private set; }

    /// <summary>Where the text lies in the field, when it was decoded from a run: every span is then that run.</summary>
    public (int Start, int Length)? Run { get; private set; }

    /// <summary>Offsets at which comments or other hidden parts of the text lie (in scanned characters).</summary>
    public RowList<HiddenPart> HiddenParts { get; } = new(4);

    /// <summary>Whether the text is a name.</summary>
    public bool Identifier { get; set; }

    /// <summary>Takes a field as it stands.</summary>
    public void Plain(int index, DefinitionReader reader)
    {
        Begin(index);
        var field = reader.Fields[index];
        (_chars, _codes) = reader.Arrays;
        (_start, _length) = (field.Start, field.Length);
    }

    /// <summary>Takes a folded text.</summary>
    public void Folded(int field, ReadOnlySpan<char> text, FoldedText fold)
    {
        Begin(field);
        Fold = fold;
        _source = fold.Invisible.Count > 0 ? text.ToString() : null;
        Code();
    }

    /// <summary>Takes a text decoded from a run of the field.</summary>
    public void Decoded(int field, ReadOnlySpan<char> text, int start, int length, string hiddenBy)
    {
        Begin(field);
        Run = (start, length);
        HiddenBy = hiddenBy;
        Fold = new FoldedText();
        TextFolder.Fold(text, Fold);
        Code();
    }

    /// <summary>Reads another view in another way.</summary>
    /// <returns>Whether that may say anything new: something reads otherwise, or a name is now read as a text.</returns>
    public bool Read(TextView parent, Disguise disguise, Lexicon lexicon)
    {
        Begin(parent.Field);
        _reading = _ownReading;
        _reading.Read(parent.Chars, disguise, lexicon);
        (_chars, _length) = (_reading.Chars, _reading.Length);
        _parent = parent;
        HiddenBy = _reading.How;
        if (!_reading.Changes && !parent.Identifier) return false;
        Code();
        return true;
    }

    /// <summary>Where a span of scanned characters lies in the field.</summary>
    public (int Start, int Length) Original(int start, int length)
    {
        if (Run is { } run) return run;
        if (_parent is null) return Fold is null ? (start, length) : Fold.Original(start, length);
        if (length == 0) return (0, 0);
        var (first, size) = _reading!.Original(start, length);
        return _parent.Original(first, size);
    }

    /// <summary>Whether the span had to be undone from escapes or disguises, or lies in a hidden part.</summary>
    public FoldFlags FlagsOf(int start, int length) => Fold?.FlagsOf(start, length) ?? FoldFlags.None;

    /// <summary>Whether a hit stands in what only this reading shows; always in a first reading.</summary>
    public bool IsNew(in ConceptHit hit) => _reading is null || _reading.IsNew(hit.Start, hit.Length);

    /// <summary>Whether nobody can read a span where it stands: it lies in a hidden part, was decoded, or is what only this reading shows.</summary>
    public bool IsHidden(int start, int length)
    {
        if (HiddenBy is not null) return _reading is null || _reading.IsNew(start, length) || _parent is { HiddenBy: not null };
        foreach (var (first, end) in HiddenParts)
        {
            if (start >= first && start < end) return true;
        }
        return false;
    }

    /// <summary>Whether a run of controls holds the escape character or the one-character introducer.</summary>
    public bool HasEscapeAt(in InvisibleRun run)
    {
        if (_source is null) return false;
        return _source.AsSpan(run.Start, run.Length).IndexOfAny('\u001B', '\u009B', '\\') >= 0;
    }

    private void Begin(int field)
    {
        Field = field;
        _start = 0;
        Fold = null;
        Run = null;
        _parent = null;
        _reading = null;
        _source = null;
        HiddenBy = null;
        HiddenParts.Clear();
    }

    private void Code()
    {
        var length = Chars.Length + LetterCodes.Slack;
        if (_ownCodes.Length < length || _ownCodes.Length > 1 << 16) _ownCodes = new byte[Math.Max(256, length)];
        _codes = _ownCodes;
        LetterCodes.Write(Chars, _codes);
    }
}
