using Catalogue.Classifier.Model;
using Catalogue.Classifier.Rules;
using Catalogue.Classifier.Text;

namespace Catalogue.Classifier.Judging;

/// <summary>The words and hash of each context, kept with the context for the rules it was last read by.</summary>
internal sealed class ServerCache(CompiledRules rules)
{
    private readonly Lock _reading = new();
    private readonly Tokenizer _tokenizer = new(rules.Words);
    private readonly ByteList _canonical = new();

    /// <summary>What is known of a context.</summary>
    internal sealed record Entry(CompiledRules Rules, ServerWords Words, string Hash);

    /// <summary>Reads a context, or remembers it.</summary>
    public Entry Get(ServerContext context)
    {
        if (context.Known is Entry known && known.Rules == rules) return known;
        lock (_reading)
        {
            var read = new Entry(rules, ServerWords.Read(context, _tokenizer), HashOf(context));
            context.Known = read;
            return read;
        }
    }

    /// <summary><c>sha256:…</c> of the canonical JSON of {server, tools}, the tool names in ordinal order.</summary>
    private string HashOf(ServerContext context)
    {
        var names = new string[context.ToolNames.Count];
        var count = 0;
        foreach (var tool in context.ToolNames) names[count++] = tool;
        Array.Sort(names, StringComparer.Ordinal);
        _canonical.Clear();
        _canonical.Write("{\"server\":"u8);
        CanonicalString.Write(_canonical, context.ServerName);
        _canonical.Write(",\"tools\":["u8);
        foreach (var tool in names)
        {
            if (_canonical.Written[^1] != '[') _canonical.Write((byte)',');
            CanonicalString.Write(_canonical, tool);
        }
        _canonical.Write("]}"u8);
        return DefinitionHash.Of(_canonical.Written);
    }
}
