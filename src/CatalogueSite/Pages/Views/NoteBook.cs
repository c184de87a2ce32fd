using System.Text;
using Catalogue.Classifier.Model;
using Catalogue.Site.Pages.Text;

namespace Catalogue.Site.Pages.Views;

/// <summary>
/// The notes of one page: every piece of evidence, counter-evidence and every finding, numbered in the order in which a
/// reader meets them, and handed out as marks field by field. What no field took can be asked for at the end, so nothing is lost.
/// </summary>
public sealed class NoteBook
{
    private static readonly char[] Blanks = [' ', '\t', '\r', '\n'];

    private readonly List<Place> _places = [];
    private readonly List<Note> _notes = [];

    /// <summary>Collects the notes of a verdict.</summary>
    public NoteBook(Verdict verdict)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        foreach (var item in verdict.Evidence) _places.Add(new Place(item.Where, NoteKind.Evidence, item.Rule, item.For, item.Weight, null));
        foreach (var item in verdict.CounterEvidence) _places.Add(new Place(item.Where, NoteKind.Counter, item.Rule, item.For, item.Weight, null));
        AddFindings(verdict.Findings);
        Number();
    }

    /// <summary>Collects the notes of findings alone.</summary>
    public NoteBook(IReadOnlyList<Finding> findings)
    {
        ArgumentNullException.ThrowIfNull(findings);
        AddFindings(findings);
        Number();
    }

    /// <summary>All notes by number.</summary>
    public IReadOnlyList<Note> Notes => _notes;

    /// <summary>The marks for one string of the definition; what is handed out counts as shown.</summary>
    public IReadOnlyList<Mark> Take(string field, bool inKey = false)
    {
        List<Mark>? marks = null;
        foreach (var place in _places)
        {
            if (place.Where.InKey != inKey || place.Where.Field != field) continue;
            place.Shown = true;
            if (place.Where.Length > 0) (marks ??= []).Add(new Mark(place.Where.Start, place.Where.Length, place.Note!.Number, place.Note.Style, place.Rank));
        }
        return marks ?? (IReadOnlyList<Mark>)[];
    }

    /// <summary>The notes that point at a field or below it, each once.</summary>
    public IReadOnlyList<Note> Under(string pointer)
    {
        List<Note>? notes = null;
        foreach (var place in _places)
        {
            var field = place.Where.Field;
            if (!field.StartsWith(pointer, StringComparison.Ordinal) || (field.Length > pointer.Length && field[pointer.Length] != '/')) continue;
            notes ??= [];
            if (!notes.Contains(place.Note!)) notes.Add(place.Note!);
        }
        return notes ?? (IReadOnlyList<Note>)[];
    }

    /// <summary>The notes whose first mark lies in one of a group of fields: the group is chosen by the field's first segment.</summary>
    public IEnumerable<Note> StartingIn(string firstSegment) =>
        _notes.Where(note => FirstSegment(note.First.Field).SequenceEqual(firstSegment));

    /// <summary>Places that no field has taken, with their notes.</summary>
    public IEnumerable<(Span Where, Note Note)> Left() => _places.Where(place => !place.Shown).Select(place => (place.Where, place.Note!));

    /// <summary>Marks every place under a pointer as shown: for values that are displayed without spans.</summary>
    public void TakeAll(string pointer)
    {
        foreach (var place in _places)
        {
            if (place.Where.Length == 0 && place.Where.Field.StartsWith(pointer, StringComparison.Ordinal)) place.Shown = true;
        }
    }

    /// <summary>A string of the definition as HTML with its marks.</summary>
    public string Html(string field, string? text, bool inKey = false)
    {
        var marks = Take(field, inKey);
        if (string.IsNullOrEmpty(text)) return "";
        var shown = text.TrimStart(Blanks);
        var lead = text.Length - shown.Length;
        shown = shown.TrimEnd(Blanks);
        if (marks.Count == 0) return VisibleText.Html(shown);
        if (lead > 0) marks = [.. marks.Select(mark => mark with { Start = mark.Start - lead })];
        var html = new StringBuilder(shown.Length + (marks.Count * 90));
        MarkedText.Append(html, shown, marks);
        return html.ToString();
    }

    private void AddFindings(IReadOnlyList<Finding> findings)
    {
        foreach (var item in findings)
        {
            _places.Add(new Place(item.Where, NoteKind.Finding, item.Rule, item.Class.ToString().ToLowerInvariant(), 0, item));
        }
    }

    private void Number()
    {
        if (_places.Count > 1) _places.Sort(Compare);
        var seen = new Dictionary<(NoteKind, string, string), Note>(_places.Count);
        foreach (var place in _places)
        {
            var key = (place.Kind, place.Rule, place.For);
            if (seen.TryGetValue(key, out var known))
            {
                known.Places++;
                place.Note = known;
                continue;
            }
            var note = new Note(_notes.Count + 1, place.Kind, place.Rule, place.For, place.Weight, place.Finding?.Severity, place.Finding?.Message, place.Where);
            seen.Add(key, note);
            _notes.Add(note);
            place.Note = note;
        }
    }

    private static int Compare(Place a, Place b)
    {
        var order = FieldRank(a.Where.Field).CompareTo(FieldRank(b.Where.Field));
        if (order == 0) order = string.CompareOrdinal(a.Where.Field, b.Where.Field);
        if (order == 0) order = b.Where.InKey.CompareTo(a.Where.InKey);
        if (order == 0) order = a.Where.Start.CompareTo(b.Where.Start);
        if (order == 0) order = a.Kind.CompareTo(b.Kind);
        return order != 0 ? order : string.CompareOrdinal(a.Rule, b.Rule);
    }

    private static int FieldRank(string field) => FirstSegment(field) switch
    {
        "name" => 0,
        "title" => 1,
        "description" => 2,
        "inputSchema" => 3,
        "outputSchema" => 4,
        "annotations" => 5,
        _ => 6,
    };

    private static ReadOnlySpan<char> FirstSegment(string field)
    {
        var slash = field.IndexOf('/');
        return slash < 0 ? field : field.AsSpan(0, slash);
    }

    private sealed class Place(Span where, NoteKind kind, string rule, string speaksFor, int weight, Finding? finding)
    {
        public Span Where { get; } = where;

        public NoteKind Kind { get; } = kind;

        public string Rule { get; } = rule;

        public string For { get; } = speaksFor;

        public int Weight { get; } = weight;

        public Finding? Finding { get; } = finding;

        /// <summary>Which of two overlapping marks gives the line its look: findings, then evidence, then what speaks against it.</summary>
        public int Rank => Weight + (Kind switch { NoteKind.Finding => 1000, NoteKind.Evidence => 200, _ => 0 });

        public Note? Note { get; set; }

        public bool Shown { get; set; }
    }
}
