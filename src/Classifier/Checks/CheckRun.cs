using Catalogue.Classifier.Model;
using Catalogue.Classifier.Text;

namespace Catalogue.Classifier.Checks;

/// <summary>The checks of one definition while they run: what they read, and what they have noted. Reused on one thread.</summary>
internal sealed class CheckRun(FindingEngine engine)
{
    /// <summary>Signals noted of one definition at most: enough for a page, bounded for a hostile definition.</summary>
    private const int MostSignals = 200;

    private readonly List<TextView> _views = [];
    private int _depth;

    /// <summary>The engine.</summary>
    public FindingEngine Engine { get; } = engine;

    /// <summary>The texts of the definition.</summary>
    public DefinitionReader Reader { get; private set; } = null!;

    /// <summary>The server and its tools.</summary>
    public ServerContext Context { get; private set; } = null!;

    /// <summary>What was noted so far.</summary>
    public List<Signal> Signals { get; } = [];

    /// <summary>Characters that may still be decoded.</summary>
    public int DecodeBudget { get; set; }

    /// <summary>True when something was left undecoded or unweighed for its size.</summary>
    public bool Cut { get; set; }

    /// <summary>Holds folded characters of the field at hand.</summary>
    public FoldedText Fold { get; } = new();

    /// <summary>Holds matches of the pattern at hand.</summary>
    public Text.RowList<Language.PatternMatch> Matches { get; } = new();

    /// <summary>Holds the wordings that the text at hand could hold.</summary>
    public Text.RowList<PhraseIndex.Entry> Candidates { get; } = new();

    /// <summary>What the lexicon says of the words met last.</summary>
    public Language.WordMemo Words { get; } = new(engine.Lexicon);

    /// <summary>Depth of decoding at hand.</summary>
    public int Depth => _depth;

    /// <summary>Begins a definition.</summary>
    public void Begin(DefinitionReader reader, ServerContext context, int decodeBudget)
    {
        Reader = reader;
        Context = context;
        Signals.Clear();
        DecodeBudget = decodeBudget;
        Cut = false;
        _depth = 0;
    }

    /// <summary>A view to fill, given back by <see cref="Return"/>.</summary>
    public TextView Rent()
    {
        if (_depth == _views.Count) _views.Add(new TextView());
        return _views[_depth++];
    }

    /// <summary>Gives back the view that was rented last.</summary>
    public void Return() => _depth--;

    /// <summary>Notes a span of scanned characters.</summary>
    public void Note(FindingCheck check, RiskLevel severity, TextView view, int start, int length, string? pattern = null)
    {
        var (at, size) = view.Original(start, length);
        var hidden = view.IsHidden(start, length);
        string? decoded = null;
        if ((hidden && view.HiddenBy is not null) || view.FlagsOf(start, length) != FoldFlags.None)
        {
            var from = Math.Max(0, start - 20);
            decoded = Excerpt(view.Chars[from..Math.Min(view.Chars.Length, start + length + 20)]);
        }
        Note(new Signal(check, severity, view.Field, at, size, decoded, hidden, pattern));
    }

    /// <summary>Notes a span of a field.</summary>
    public void Note(Signal signal)
    {
        if (Signals.Count < MostSignals) Signals.Add(signal);
        else Cut = true;
    }

    /// <summary>Whether a name is one of this server's tools, this tool, or one of its parameters: no stranger.</summary>
    public bool IsOwnName(ReadOnlySpan<char> name)
    {
        foreach (var tool in Context.ToolNames)
        {
            if (name.Equals(tool, StringComparison.OrdinalIgnoreCase)) return true;
        }
        foreach (var field in Reader.Fields)
        {
            if ((field.Part == TextPart.Name || field.Role == TextRole.PropertyName) && name.Equals(Reader.Text(field), StringComparison.OrdinalIgnoreCase)) return true;
        }
        return false;
    }

    /// <summary>At most 200 characters, without controls.</summary>
    public static string Excerpt(ReadOnlySpan<char> text)
    {
        Span<char> clean = stackalloc char[Math.Min(text.Length, 200)];
        for (var at = 0; at < clean.Length; at++) clean[at] = char.IsControl(text[at]) || char.IsSurrogate(text[at]) ? ' ' : text[at];
        return clean.ToString();
    }
}
