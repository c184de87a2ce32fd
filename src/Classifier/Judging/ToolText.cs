using Catalogue.Classifier.Model;
using Catalogue.Classifier.Rules;
using Catalogue.Classifier.Text;

namespace Catalogue.Classifier.Judging;

/// <summary>A phrase found in the tokens.</summary>
/// <param name="Id">Its id.</param>
/// <param name="First">First token.</param>
/// <param name="Last">Last token.</param>
internal readonly record struct PhraseHit(int Id, int First, int Last);

/// <summary>A definition as words: tokens by place, the phrases among them, and which words were seen where. Reused; for one thread at a time.</summary>
internal sealed class ToolText
{
    private const int MaxProseFields = 400;
    private readonly CompiledRules _rules;
    private readonly Tokenizer _tokenizer;
    private readonly RowList<PhraseHit> _phrases = new();
    private int[] _phraseAt = new int[256];

    public ToolText(CompiledRules rules)
    {
        _rules = rules;
        _tokenizer = new Tokenizer(rules.Words);
        Seen = new ulong[(rules.Size + 63) / 64];
        Parameters = new ulong[Seen.Length];
    }

    public DefinitionReader Reader { get; } = new();

    public Rows<Token> Tokens => _tokenizer.Tokens;

    public RowList<PhraseHit> Phrases => _phrases;

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

    /// <summary>Ids in name, title, description, parameter names and the server's name.</summary>
    public ulong[] Seen { get; }

    /// <summary>Ids in parameter names.</summary>
    public ulong[] Parameters { get; }

    /// <summary>Reads a definition.</summary>
    public void Read(ToolDefinition definition, ServerWords server)
    {
        Reader.Read(definition);
        _tokenizer.Clear();
        _phrases.Clear();
        Array.Clear(Seen);
        Array.Clear(Parameters);
        Name = Texts(TextPart.Name);
        Title = Texts(TextPart.Title);
        Description = Texts(TextPart.Description);
        ParameterNames = Schema(TextRole.PropertyName);
        Modes = ReadModes(TextRole.Choice);
        ModeTexts = HasMode && Modes.Start == Modes.End ? ReadModes(TextRole.SchemaDescription) : new TokenRange(_tokenizer.Count, _tokenizer.Count);
        ParameterTexts = _rules.ReadsParameterTexts ? Schema(TextRole.SchemaDescription) : new TokenRange(_tokenizer.Count, _tokenizer.Count);
        FindPhrases();
        Mark(Name, Seen);
        Mark(Title, Seen);
        Mark(Description, Seen);
        Mark(ParameterNames, Seen);
        Mark(ParameterNames, Parameters);
        server.Mark(Seen);
    }

    /// <summary>The first phrase (the longest) that begins at a token, or −1; the others follow it.</summary>
    public int PhraseAt(int token) => _phraseAt[token] - 1;

    private TokenRange Texts(TextPart part)
    {
        var start = _tokenizer.Count;
        var fields = Reader.Fields;
        for (var i = 0; i < fields.Length && fields[i].Part <= part; i++)
        {
            if (fields[i].Part != part) continue;
            if (part == TextPart.Name) _tokenizer.AddName(Reader.Coded(fields[i]), fields[i].Start, i);
            else _tokenizer.AddProse(Reader.Coded(fields[i]), fields[i].Start, i);
        }
        return new TokenRange(start, _tokenizer.Count);
    }

    private TokenRange Schema(TextRole role)
    {
        var start = _tokenizer.Count;
        var fields = Reader.Fields;
        var left = MaxProseFields;
        for (var i = 0; i < fields.Length && left > 0; i++)
        {
            var field = fields[i];
            if (field.Part != TextPart.InputSchema || field.Role != role || field.Parameter < 0) continue;
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
        for (var token = names.Start; token < names.End; token++)
        {
            if (!_tokenizer.Tokens[token].Is(WordClasses.ModeName)) continue;
            var named = Reader.Fields[_tokenizer.Tokens[token].Field];
            // Only where the mode word is the last of the name: "action", "batch_operation", but not "action_id".
            if (_tokenizer.Tokens[token].End != named.Start + named.Length) continue;
            // "retention_mode" chooses among settings; what a description tells of it is no effect.
            HasMode |= _tokenizer.Tokens[token].Start == named.Start || _rules.Words.Names[_tokenizer.Tokens[token].Lemma] is "action" or "operation";
            for (var i = _tokenizer.Tokens[token].Field + 1; i < Reader.Fields.Length && Reader.Fields[i].Role != TextRole.PropertyName; i++)
            {
                var field = Reader.Fields[i];
                if (field.Role != role || field.Part != TextPart.InputSchema) continue;
                if (role == TextRole.Choice) _tokenizer.AddName(Reader.Coded(field), field.Start, i);
                else _tokenizer.AddProse(Reader.Coded(field), field.Start, i);
            }
        }
        return new TokenRange(start, _tokenizer.Count);
    }

    private void Mark(TokenRange range, ulong[] bits)
    {
        var (start, end) = (range.Start, range.End);
        for (var i = start; i < end; i++)
        {
            var lemma = _tokenizer.Tokens[i].Lemma;
            if (lemma != 0) bits[lemma >> 6] |= 1UL << (lemma & 63);
        }
        foreach (var phrase in _phrases)
        {
            if (phrase.First >= start && phrase.First < end) bits[phrase.Id >> 6] |= 1UL << (phrase.Id & 63);
        }
    }

    private void FindPhrases()
    {
        var tokens = _tokenizer.Tokens;
        if (_phraseAt.Length < tokens.Length) _phraseAt = new int[Math.Max(tokens.Length, _phraseAt.Length * 2)];
        Array.Clear(_phraseAt, 0, tokens.Length);
        for (var i = 0; i < tokens.Length; i++)
        {
            if (tokens[i].Lemma == 0 || _rules.Words.PhrasesAt(tokens[i].Lemma) is not { } candidates) continue;
            var (next, near) = (LemmaBit(tokens, i + 1), 0UL);
            for (var at = i + 1; at <= i + 1 + Vocabulary.PhraseGap; at++) near |= LemmaBit(tokens, at);
            foreach (var phrase in candidates)
            {
                if (phrase.Slots.Length > 1 && (phrase.Seconds & (phrase.Gaps[1] == 0 ? next : near)) == 0) continue;
                if (!Fits(tokens, phrase, i, out var last)) continue;
                _phrases.Add(new PhraseHit(phrase.Id, i, last));
                if (_phraseAt[i] == 0) _phraseAt[i] = _phrases.Count;
            }
        }
    }

    private static ulong LemmaBit(Rows<Token> tokens, int at) => at < tokens.Length ? 1UL << (tokens[at].Lemma & 63) : 0;

    private static bool Fits(Rows<Token> tokens, WordPhrase phrase, int first, out int last)
    {
        last = first;
        for (var slot = 1; slot < phrase.Slots.Length; slot++)
        {
            var found = false;
            for (var skipped = 0; skipped <= phrase.Gaps[slot] && !found; skipped++)
            {
                var at = last + 1 + skipped;
                if (at >= tokens.Length || tokens[at].Field != tokens[first].Field || tokens[at].Has(TokenFlags.Sentence)) return false;
                if (!phrase.Slots[slot].AsSpan().Contains(tokens[at].Lemma)) continue;
                last = at;
                found = true;
            }
            if (!found) return false;
        }
        return true;
    }
}
