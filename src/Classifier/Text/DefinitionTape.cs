using System.Text.Unicode;
using Catalogue.Classifier.Model;

namespace Catalogue.Classifier.Text;

/// <summary>
/// A line that a definition was read from, tokenised: so that its members need not be tokenised once more. Whoever reads
/// lines has one, and with the next line it holds that line's definition.
/// </summary>
internal sealed class DefinitionTape
{
    private ReadOnlyMemory<byte> _line;
    private bool _isUtf8;

    /// <summary>The nodes of the line.</summary>
    public JsonTape Tape { get; } = new();

    /// <summary>The definition that was read last from it: only for this one the tape speaks.</summary>
    public ToolDefinition? Definition { get; private set; }

    /// <summary>Where its members are.</summary>
    public DefinitionNodes Members { get; private set; }

    /// <summary>Forgets the definition: another line is to be read.</summary>
    public void Forget() => Definition = null;

    /// <summary>Says which definition was read.</summary>
    /// <param name="definition">The definition.</param>
    /// <param name="line">The line.</param>
    /// <param name="members">Where its members are.</param>
    public void Keep(ToolDefinition definition, ReadOnlyMemory<byte> line, in DefinitionNodes members)
    {
        (Definition, _line, Members) = (definition, line, members);
        _isUtf8 = Utf8.IsValid(line.Span);
    }

    /// <summary>A member by its node.</summary>
    public JsonPart Part(int node) => node == 0 ? default : new JsonPart(Tape.Nodes, _line.Span, node, _isUtf8);
}
