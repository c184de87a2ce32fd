using Catalogue.Classifier.Model;

namespace Catalogue.Classifier.Text;

/// <summary>
/// A line that a definition was read from, tokenised: so that its members need not be tokenised once more. Whoever reads
/// lines has one, and with the next line it holds that line's definition.
/// </summary>
internal sealed class DefinitionTape
{
    /// <summary>The nodes of the line.</summary>
    public JsonTape Tape { get; } = new();

    /// <summary>The definition that was read last from it: only for this one the tape speaks.</summary>
    public ToolDefinition? Definition { get; set; }

    /// <summary>The line.</summary>
    public ReadOnlyMemory<byte> Line { get; set; }

    /// <summary>The node of the input schema, or 0 where there is none.</summary>
    public int Input { get; set; }

    /// <summary>The node of the output schema, or 0 where there is none.</summary>
    public int Output { get; set; }

    /// <summary>The node of the annotations, or 0 where there are none.</summary>
    public int Annotations { get; set; }

    /// <summary>A member by its node.</summary>
    public JsonPart Part(int node) => node == 0 ? default : new JsonPart(Tape.Nodes, Line.Span, node);
}
