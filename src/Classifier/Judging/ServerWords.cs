using Catalogue.Classifier.Model;
using Catalogue.Classifier.Text;

namespace Catalogue.Classifier.Judging;

/// <summary>What the judge knows of a server: the words of its name. Made once a context and rule set.</summary>
internal sealed class ServerWords
{
    private readonly int[] _own;
    private readonly int[] _conditions;

    private ServerWords(int[] own, int[] conditions) => (_own, _conditions) = (own, conditions);

    /// <summary>True when a word is part of the server's own name.</summary>
    public bool Owns(int lemma) => Array.IndexOf(_own, lemma) >= 0;

    /// <summary>Notes the words of the server's name that rules ask for.</summary>
    public void Mark(FoundWords around)
    {
        foreach (var lemma in _conditions) around.Add(lemma);
    }

    /// <summary>Reads a context.</summary>
    public static ServerWords Read(ServerContext context, Tokenizer tokenizer)
    {
        tokenizer.Clear();
        var name = context.ServerName.Length > 400 ? context.ServerName[..400] : context.ServerName;
        tokenizer.AddName(CodedText.Of(name), 0, 0);
        var (own, conditions) = (new List<int>(), new List<int>());
        for (var i = 0; i < tokenizer.Count; i++)
        {
            ref readonly var token = ref tokenizer.Tokens[i];
            if (token.Lemma != 0) own.Add(token.Lemma);
            if (token.Is(WordTraits.Condition)) conditions.Add(token.Lemma);
        }
        return new ServerWords([.. own], [.. conditions]);
    }
}

