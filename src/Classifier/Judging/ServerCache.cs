using System.Runtime.CompilerServices;
using Catalogue.Classifier.Model;
using Catalogue.Classifier.Rules;
using Catalogue.Classifier.Text;

namespace Catalogue.Classifier.Judging;

/// <summary>The words and hash of each context, kept as long as the context lives.</summary>
internal sealed class ServerCache(CompiledRules rules)
{
    private readonly ConditionalWeakTable<ServerContext, Entry> _entries = [];

    /// <summary>What is known of a context.</summary>
    internal sealed record Entry(ServerWords Words, string Hash);

    /// <summary>Reads a context, or remembers it.</summary>
    public Entry Get(ServerContext context) => _entries.GetValue(context, made => new Entry(ServerWords.Read(made, rules), HashOf(made)));

    /// <summary><c>sha256:…</c> of the canonical JSON of {server, tools}, the tool names in ordinal order.</summary>
    private static string HashOf(ServerContext context)
    {
        var output = new ByteList();
        output.Write("{\"server\":"u8);
        CanonicalString.Write(output, context.ServerName);
        output.Write(",\"tools\":["u8);
        var first = true;
        foreach (var tool in context.ToolNames.Order(StringComparer.Ordinal))
        {
            if (!first) output.Write((byte)',');
            first = false;
            CanonicalString.Write(output, tool);
        }
        output.Write("]}"u8);
        return DefinitionHash.Of(output.Written);
    }
}
