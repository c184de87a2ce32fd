using Catalogue.Classifier.Model;
using Catalogue.Classifier.Text;

namespace Catalogue.Classifier.Judging;

/// <summary>What the judge knows of a server: the words of its name. Made once a context and rule set.</summary>
internal sealed class ServerWords
{
    private readonly int[] _own;

    private ServerWords(int[] own) => _own = own;

    /// <summary>True when a word is part of the server's own name.</summary>
    public bool Owns(int lemma) => Array.IndexOf(_own, lemma) >= 0;

    /// <summary>Adds the words of the server's name to a set of ids.</summary>
    public void Mark(ulong[] ids)
    {
        foreach (var lemma in _own) ids[lemma >> 6] |= 1UL << (lemma & 63);
    }

    /// <summary>Reads a context.</summary>
    public static ServerWords Read(ServerContext context, Tokenizer tokenizer)
    {
        tokenizer.Clear();
        var name = context.ServerName.Length > 400 ? context.ServerName[..400] : context.ServerName;
        tokenizer.AddName(CodedText.Of(name), 0, 0);
        var own = new List<int>();
        for (var i = 0; i < tokenizer.Count; i++)
        {
            var lemma = tokenizer.Tokens[i].Lemma;
            if (lemma != 0) own.Add(lemma);
        }
        return new ServerWords([.. own]);
    }
}

