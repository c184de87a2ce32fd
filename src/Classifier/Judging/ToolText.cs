using Catalogue.Classifier.Model;
using Catalogue.Classifier.Rules;
using Catalogue.Classifier.Text;

namespace Catalogue.Classifier.Judging;

/// <summary>A definition as words: tokens by place, the phrases among them, and which words were seen where. Reused; for one thread at a time.</summary>
internal sealed class ToolText
{
    private const int MaxProseFields = 400;
    private readonly CompiledRules _rules;
    private readonly Tokenizer _tokenizer;
    private readonly PhraseFinder _phrases;
    private readonly ulong[] _parameterIds;
    private bool _hasParameterIds;

    public ToolText(CompiledRules rules)
    {
        _rules = rules;
        _tokenizer = new Tokenizer(rules.Words);
        Tokens = _tokenizer.Tokens;
        _phrases = new PhraseFinder(rules.Words.Phrases);
        Around = new FoundWords(rules.Conditions);
        _parameterIds = new ulong[(rules.Size + 63) / 64];
    }

    public DefinitionReader Reader { get; } = new();

    /// <summary>The words in order; what stands behind the last range means nothing.</summary>
    public Token[] Tokens { get; private set; }

    public TokenRange Name { get; private set; }

    public TokenRange Title { get; private set; }

    public TokenRange Description { get; private set; }

    /// <summary>Tokens of parameter names.</summary>
    public TokenRange ParameterNames { get; private set; }

    /// <summary>Tokens of choices of mode parameters.</summary>
    public TokenRange Modes { get; private set; }

    /// <summary>True where a parameter is named for what is to be done.</summary>
    public bool HasMode { get; private set; }

    /// <summary>Tokens of the descriptions of mode parameters that offer no choices.</summary>
    public TokenRange ModeTexts { get; private set; }

    /// <summary>Tokens of parameter descriptions.</summary>
    public TokenRange ParameterTexts { get; private set; }

    /// <summary>What rules ask for in name, title, description, parameter names and the server's name.</summary>
    public FoundWords Around { get; }

    /// <summary>The tokens that tell a rule something by themselves, or begin a phrase, in order.</summary>
    public RowList<int> Telling => _phrases.Telling;

    /// <summary>Reads a definition.</summary>
    public void Read(ToolDefinition definition, ServerWords server)
    {
        Reader.Read(definition);
        _tokenizer.Clear();
        var field = 0;
        Name = ReadTexts(TextPart.Name, ref field);
        Title = ReadTexts(TextPart.Title, ref field);
        Description = ReadTexts(TextPart.Description, ref field);
        ParameterNames = ReadSchema(TextRole.PropertyName, field);
        Modes = ReadModes(TextRole.Choice);
        ModeTexts = HasMode && Modes.Start == Modes.End ? ReadModes(TextRole.SchemaDescription) : new TokenRange(_tokenizer.Count, _tokenizer.Count);
        ParameterTexts = _rules.ReadsParameterTexts ? ReadSchema(TextRole.SchemaDescription, field) : new TokenRange(_tokenizer.Count, _tokenizer.Count);
        Tokens = _tokenizer.Tokens;
        _phrases.Find(Tokens, _tokenizer.Count);
        _hasParameterIds = false;
        LookAround(server);
    }

    /// <summary>The phrases that begin at a token, the longest first.</summary>
    public Rows<PhraseHit> PhrasesAt(int token) => Tokens[token].Is(WordTraits.InPhrase) ? _phrases.At(token) : default;

    /// <summary>Whether a word or phrase stands in the name of a parameter. Few tools are asked that: what there is is gathered for the first question.</summary>
    public bool IsInParameter(int id)
    {
        if (!_hasParameterIds) GatherParameterIds();
        return (_parameterIds[id >> 6] >> (id & 63) & 1) != 0;
    }

    private void GatherParameterIds()
    {
        Array.Clear(_parameterIds);
        for (var i = ParameterNames.Start; i < ParameterNames.End; i++)
        {
            _parameterIds[Tokens[i].Lemma >> 6] |= 1UL << (Tokens[i].Lemma & 63);
            foreach (ref readonly var phrase in PhrasesAt(i)) _parameterIds[phrase.Id >> 6] |= 1UL << (phrase.Id & 63);
        }
        _hasParameterIds = true;
    }

    /// <summary>Reads the texts of a part, which stands first of those not read yet.</summary>
    /// <param name="part">Name, title or description.</param>
    /// <param name="field">The first field that was not read; then the first behind the part.</param>
    private TokenRange ReadTexts(TextPart part, ref int field)
    {
        var start = _tokenizer.Count;
        var fields = Reader.Fields;
        for (; field < fields.Length && fields[field].Part == part; field++)
        {
            ref readonly var text = ref fields[field];
            if (part == TextPart.Name) _tokenizer.AddName(Reader.Coded(text), text.Start, field);
            else _tokenizer.AddProse(Reader.Coded(text), text.Start, field);
        }
        return new TokenRange(start, _tokenizer.Count);
    }

    private TokenRange ReadSchema(TextRole role, int first)
    {
        var start = _tokenizer.Count;
        var fields = Reader.Fields;
        var left = MaxProseFields;
        for (var i = first; i < fields.Length && left > 0; i++)
        {
            ref readonly var field = ref fields[i];
            if (field.Part != TextPart.InputSchema) break;
            if (field.Role != role || field.Parameter < 0) continue;
            left--;
            if (role == TextRole.PropertyName) _tokenizer.AddName(Reader.Coded(field), field.Start, i);
            else _tokenizer.AddProse(Reader.Coded(field), field.Start, i);
        }
        return new TokenRange(start, _tokenizer.Count);
    }

    /// <summary>The choices, or the descriptions, of parameters that choose what is done: named action, operation, mode …</summary>
    private TokenRange ReadModes(TextRole role)
    {
        HasMode = false;
        var names = ParameterNames;
        var start = _tokenizer.Count;
        for (var i = names.Start; i < names.End; i++)
        {
            if (!_tokenizer.Tokens[i].Is(WordClasses.ModeName)) continue;
            var token = _tokenizer.Tokens[i];
            var named = Reader.Fields[token.Field];
            // Only where the mode word is the last of the name: "action", "batch_operation", but not "action_id".
            if (token.End != named.Start + named.Length) continue;
            // "retention_mode" chooses among settings; what a description tells of it is no effect.
            HasMode |= token.Start == named.Start || _rules.Words.Names[token.Lemma] is "action" or "operation";
            ReadModesOf(token.Field, role);
        }
        return new TokenRange(start, _tokenizer.Count);
    }

    private void ReadModesOf(int parameter, TextRole role)
    {
        var fields = Reader.Fields;
        for (var i = parameter + 1; i < fields.Length && fields[i].Role != TextRole.PropertyName; i++)
        {
            ref readonly var field = ref fields[i];
            if (field.Role != role || field.Part != TextPart.InputSchema) continue;
            if (role == TextRole.Choice) _tokenizer.AddName(Reader.Coded(field), field.Start, i);
            else _tokenizer.AddProse(Reader.Coded(field), field.Start, i);
        }
    }

    /// <summary>Notes what rules ask for in name, title, description and parameter names, which stand behind one another.</summary>
    private void LookAround(ServerWords server)
    {
        Around.Clear();
        foreach (var token in Telling)
        {
            if (token >= ParameterNames.End) break;
            var isParameter = token >= ParameterNames.Start;
            if (Tokens[token].Is(WordTraits.Condition)) Add(Tokens[token].Lemma, isParameter);
            foreach (ref readonly var phrase in PhrasesAt(token)) Add(phrase.Id, isParameter);
        }
        server.Mark(Around);
        Around.Finish();
    }

    private void Add(int id, bool isParameter)
    {
        Around.Add(id);
        if (isParameter) Around.AddPlaced(id);
    }
}
