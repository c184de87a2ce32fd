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
    private char[] _ownChars = [];
    private byte[] _ownCodes = [];
    private TextView? _parent;
    private int[] _map = [];
    private string? _source;
    private bool[]? _new;

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

    /// <summary>Takes a second reading of another view.</summary>
    public void Read(TextView parent, Reading reading)
    {
        Begin(parent.Field);
        Copy(reading.Text);
        _parent = parent;
        _map = reading.Map;
        _new = reading.New;
        HiddenBy = reading.How;
        Code();
    }

    /// <summary>Where a span of scanned characters lies in the field.</summary>
    public (int Start, int Length) Original(int start, int length)
    {
        if (Run is { } run) return run;
        if (_parent is null) return Fold is null ? (start, length) : Fold.Original(start, length);
        var (first, last) = (int.MaxValue, 0);
        foreach (var place in _map.AsSpan(start, length))
        {
            first = Math.Min(first, place);
            last = Math.Max(last, place);
        }
        return length == 0 ? (0, 0) : _parent.Original(first, last - first + 1);
    }

    /// <summary>Whether the span had to be undone from escapes or disguises, or lies in a hidden part.</summary>
    public FoldFlags FlagsOf(int start, int length) => Fold?.FlagsOf(start, length) ?? FoldFlags.None;

    /// <summary>Whether a hit stands in what only this reading shows; always in a first reading.</summary>
    public bool IsNew(in ConceptHit hit) => _new is null || _new.AsSpan(hit.Start, hit.Length).Contains(true);

    /// <summary>Whether nobody can read a span where it stands: it lies in a hidden part, was decoded, or is what only this reading shows.</summary>
    public bool IsHidden(int start, int length)
    {
        if (HiddenBy is not null) return _new is null || _new.AsSpan(start, length).Contains(true) || _parent is { HiddenBy: not null };
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
        _map = [];
        _source = null;
        _new = null;
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

    private void Copy(ReadOnlySpan<char> text)
    {
        if (_ownChars.Length < text.Length || _ownChars.Length > 1 << 16) _ownChars = new char[Math.Max(256, text.Length)];
        text.CopyTo(_ownChars);
        (_chars, _length) = (_ownChars, text.Length);
    }
}
