using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Catalogue.Classifier.Model;

namespace Catalogue.Classifier.Text;

/// <summary>
/// Every text of one definition, laid out in one character buffer: name, title, description, and each key, string and
/// literal of the schemas and annotations, with its RFC 6901 path. What is larger than <see cref="MaxChars"/>,
/// <see cref="MaxFields"/> or <see cref="MaxDepth"/> is left out and <see cref="Cut"/> says so.
/// Reused between definitions to allocate nothing; one instance serves one thread at a time.
/// </summary>
public sealed class DefinitionReader
{
    /// <summary>Characters read of one definition.</summary>
    public const int MaxChars = 1 << 18;

    /// <summary>Texts read of one definition.</summary>
    public const int MaxFields = 1 << 15;

    /// <summary>Depth to which schemas are read.</summary>
    public const int MaxDepth = 128;

    private static readonly string[] RootNames = ["name", "title", "description", "inputSchema", "outputSchema", "annotations", "instructions"];

    private readonly JsonTape _annotations = new();
    private readonly JsonTape _input = new();
    private readonly JsonTape _output = new();
    private readonly CanonicalWriter _canonical = new();
    private readonly TapeWalker _walker;
    private char[] _buffer = new char[4096];
    private byte[] _codes = [];
    private TextField[] _fields = new TextField[64];
    private Place[] _places = new Place[64];
    private int _length;
    private int _count;
    private int _placeCount;

    internal readonly record struct Place(int Parent, int Start, int Length, int Index);

    /// <summary>Creates a reader.</summary>
    public DefinitionReader() => _walker = new TapeWalker(this);

    /// <summary>All texts behind one another; only the slices of the fields mean something.</summary>
    public ReadOnlySpan<char> Buffer => _buffer.AsSpan(0, _length);

    /// <summary>The texts, in the order name, title, description, input schema, output schema, annotations.</summary>
    public Rows<TextField> Fields => new(_fields, 0, _count);

    /// <summary>True when something was left out for its size or depth, or a part was no JSON.</summary>
    public bool Cut { get; private set; }

    /// <summary>True when a member that should be JSON is none; it is then read as one string.</summary>
    public bool Malformed { get; private set; }

    /// <summary>True when an object of the definition names a key twice (the last one counts): see <see cref="DuplicateKeys"/>.</summary>
    public bool HasDuplicateKeys => _canonical.HasDuplicateKeys;

    /// <summary>The number of parameters seen in the input schema, at any depth.</summary>
    public int ParameterCount { get; private set; }

    /// <summary><c>sha256:…</c> of the definition that was read (see <see cref="DefinitionHash"/>).</summary>
    public string Hash() => DefinitionHash.Of(_canonical.Written);

    /// <summary>Reads a definition; what was read before is gone.</summary>
    public void Read(ToolDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        Forget();
        if (definition.Tape is { } line && ReferenceEquals(line.Definition, definition)) Read(definition, new DefinitionParts(line));
        else Read(definition, new DefinitionParts(definition, _input, _output, _annotations));
    }

    private void Read(ToolDefinition definition, in DefinitionParts parts)
    {
        _canonical.WriteDefinition(definition, parts);
        AddText(TextPart.Name, "name", definition.Name);
        if (definition.Title is not null) AddText(TextPart.Title, "title", definition.Title);
        if (!TryAdd(TextPart.Description, "description", parts.Description) && definition.Description is { } description) AddText(TextPart.Description, "description", description);
        ReadJson(TextPart.InputSchema, "inputSchema", parts.Input);
        ParameterCount = _walker.Parameters;
        ReadJson(TextPart.OutputSchema, "outputSchema", parts.Output);
        ReadJson(TextPart.Annotations, "annotations", parts.Annotations);
        Code();
    }

    /// <summary>Reads one free text (a server's instructions) under the given field name.</summary>
    public void ReadText(string field, string text)
    {
        ArgumentNullException.ThrowIfNull(field);
        ArgumentNullException.ThrowIfNull(text);
        Forget();
        _canonical.Start();
        AddText(TextPart.Description, field, text);
        Code();
    }

    /// <summary>The text of a field.</summary>
    public ReadOnlySpan<char> Text(in TextField field) => _buffer.AsSpan(field.Start, field.Length);

    /// <summary>The characters of all fields and the letter code of each, with their slack; good until the next definition is read.</summary>
    internal (char[] Chars, byte[] Codes) Arrays => (_buffer, _codes);

    /// <summary>The text of a field with its letter codes.</summary>
    internal CodedText Coded(in TextField field) => new(Text(field), _codes.AsSpan(field.Start, field.Length + LetterCodes.Slack));

    /// <summary>The RFC 6901 path of a field without its leading slash. A key's path is that of the member it names.</summary>
    public string FieldPath(in TextField field)
    {
        if (_places[field.Place].Parent < 0) return RootName(_places[field.Place]);
        var names = new List<string>();
        for (var place = field.Place; place >= 0; place = _places[place].Parent)
        {
            ref readonly var step = ref _places[place];
            names.Add(step.Index >= 0 ? step.Index.ToString(CultureInfo.InvariantCulture) : step.Parent < 0 ? RootName(step) : Escape(_buffer.AsSpan(step.Start, step.Length)));
        }
        names.Reverse();
        return string.Join('/', names);
    }

    /// <summary>Whether a field is the member of a name in the object that its part is, not one further in.</summary>
    internal bool IsMember(in TextField field, string name)
    {
        ref readonly var place = ref _places[field.Place];
        return place.Parent >= 0 && place.Index < 0 && _places[place.Parent].Parent < 0 && _buffer.AsSpan(place.Start, place.Length).SequenceEqual(name);
    }

    /// <summary>A span of a field, given by offsets into the field's own text; clamped to it.</summary>
    public Span Span(in TextField field, int start, int length, string? decoded = null)
    {
        var path = FieldPath(field);
        if (field.Role == TextRole.Literal) return new Span(path, 0, 0, Text(field).ToString(), Decoded: decoded);
        start = Math.Clamp(start, 0, field.Length);
        length = Math.Clamp(length, 0, field.Length - start);
        return new Span(path, start, length, Text(field).Slice(start, length).ToString(), field.InKey, decoded);
    }

    /// <summary>The indexes of the fields that are keys named before in the same object.</summary>
    public IReadOnlyList<int> DuplicateKeys()
    {
        if (!HasDuplicateKeys) return [];
        var seen = new HashSet<(int Parent, string Name)>();
        var twice = new List<int>();
        for (var index = 0; index < _count; index++)
        {
            ref readonly var field = ref _fields[index];
            if (field.InKey && !seen.Add((_places[field.Place].Parent, Text(field).ToString()))) twice.Add(index);
        }
        return twice;
    }

    internal int AddPlace(int parent, int start, int length, int index)
    {
        if (_placeCount == _places.Length) Array.Resize(ref _places, _placeCount * 2);
        _places[_placeCount] = new Place(parent, start, length, index);
        return _placeCount++;
    }

    /// <summary>How many characters were read so far.</summary>
    internal int Length => _length;

    internal bool HasRoom => _count < MaxFields && _length < MaxChars;

    internal void MarkCut() => Cut = true;

    /// <summary>Decodes a string or a literal of JSON into the buffer.</summary>
    /// <returns>Its length there; it ends where the buffer does.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal int Append(ReadOnlySpan<byte> json, in JsonNode node)
    {
        if (node.Length <= MaxChars - _length && node.Start + node.Length <= json.Length - JsonText.Step)
        {
            Reserve(node.Length + JsonText.Step);
            var length = JsonText.Decode(json, node.Start, node.Length, _buffer.AsSpan(_length));
            _length += length;
            return length;
        }
        return Decode(json.Slice(node.Start, node.Length), node.Escaped);
    }

    private int Decode(ReadOnlySpan<byte> json, bool escaped)
    {
        var start = _length;
        if (json.Length > MaxChars - start)
        {
            MarkCut();
            json = json[..(MaxChars - start)];
            if (escaped && json.LastIndexOf((byte)'\\') is var slash && slash >= json.Length - 6 && slash >= 0) json = json[..slash];
        }
        Reserve(json.Length);
        _length += JsonText.Decode(json, escaped, _buffer.AsSpan(start));
        return _length - start;
    }

    internal void AddField(TextField field)
    {
        if (_count == _fields.Length) Array.Resize(ref _fields, _count * 2);
        _fields[_count++] = field;
    }

    private void Forget()
    {
        if (_buffer.Length > 1 << 16) (_buffer, _codes) = (new char[4096], []);
        if (_fields.Length > 1 << 12) (_fields, _places) = (new TextField[64], new Place[64]);
        _length = _count = _placeCount = 0;
        ParameterCount = 0;
        Cut = Malformed = false;
    }

    /// <summary>Every character is coded once, for all who read words.</summary>
    private void Code()
    {
        if (_codes.Length < _buffer.Length + LetterCodes.Slack) _codes = new byte[_buffer.Length + LetterCodes.Slack];
        // In whole steps: what stands behind the texts is coded too, and read by nobody.
        LetterCodes.Write(_buffer.AsSpan(0, Math.Min((_length + LetterCodes.Slack - 1) / LetterCodes.Slack * LetterCodes.Slack, _buffer.Length)), _codes);
    }

    private void AddText(TextPart part, string name, ReadOnlySpan<char> text)
    {
        var place = AddRoot(name);
        var room = MaxChars - _length;
        if (text.Length > room)
        {
            MarkCut();
            text = text[..room];
        }
        Reserve(text.Length);
        text.CopyTo(_buffer.AsSpan(_length));
        AddField(new TextField(part, TextRole.Text, _length, text.Length, place, -1));
        _length += text.Length;
    }

    /// <summary>Adds a text that stands in JSON, where it is sure to fit.</summary>
    private bool TryAdd(TextPart part, string name, in JsonPart text)
    {
        if (text.Json.IsEmpty || text.Nodes[text.Root].Length > MaxChars - _length - name.Length) return false;
        var place = AddRoot(name);
        var start = _length;
        var length = Append(text.Json, text.Nodes[text.Root]);
        AddField(new TextField(part, TextRole.Text, start, length, place, -1));
        return true;
    }

    private int AddRoot(string name)
    {
        Reserve(name.Length);
        name.CopyTo(_buffer.AsSpan(_length));
        _length += name.Length;
        return AddPlace(-1, _length - name.Length, name.Length, -1);
    }

    /// <summary>The name of a member, without making a new string for each of the few there are.</summary>
    private string RootName(in Place root)
    {
        var name = _buffer.AsSpan(root.Start, root.Length);
        foreach (var known in RootNames)
        {
            if (name.SequenceEqual(known)) return known;
        }
        return Escape(name);
    }

    private void ReadJson(TextPart part, string name, in JsonPart member)
    {
        if (member.Json.IsEmpty) return;
        if (member.Nodes.IsEmpty)
        {
            Malformed = Cut = true;
            AddText(part, name, Encoding.UTF8.GetString(member.Json[..Math.Min(member.Json.Length, MaxChars)]));
            return;
        }
        _walker.Walk(part, AddRoot(name), member);
    }

    private void Reserve(int more)
    {
        if (_buffer.Length - _length < more) Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + more));
    }

    private static string Escape(ReadOnlySpan<char> name) =>
        name.IndexOfAny('~', '/') < 0
            ? name.ToString()
            : name.ToString().Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
