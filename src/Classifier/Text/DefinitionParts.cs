using Catalogue.Classifier.Model;

namespace Catalogue.Classifier.Text;

/// <summary>The members of a definition as JSON that was tokenised; a text that is absent here stands in the definition alone.</summary>
internal ref struct DefinitionParts
{
    /// <summary>The members, the texts among them, as they stand in the line that the definition was read from.</summary>
    public DefinitionParts(DefinitionTape line)
    {
        var nodes = line.Members;
        Name = line.Part(nodes.Name);
        Description = line.Part(nodes.Description);
        Input = line.Part(nodes.Input);
        Output = line.Part(nodes.Output);
        Annotations = line.Part(nodes.Annotations);
    }

    /// <summary>The members that are JSON, each tokenised on a tape of its own.</summary>
    public DefinitionParts(ToolDefinition definition, JsonTape input, JsonTape output, JsonTape annotations)
    {
        Input = JsonPart.Read(definition.InputSchema.Span, input);
        Output = JsonPart.Read(definition.OutputSchema.Span, output);
        Annotations = JsonPart.Read(definition.Annotations.Span, annotations);
    }

    /// <summary>The name.</summary>
    public JsonPart Name;

    /// <summary>The description.</summary>
    public JsonPart Description;

    /// <summary>The input schema.</summary>
    public JsonPart Input;

    /// <summary>The output schema.</summary>
    public JsonPart Output;

    /// <summary>The annotations.</summary>
    public JsonPart Annotations;
}
