using Catalogue.Classifier.Text;

namespace Catalogue.Classifier.Rules;

/// <summary>All rules laid out for matching: by the word at which each can fire.</summary>
internal sealed class CompiledRules
{
    public required WordTable Words { get; init; }

    /// <summary>The words that the engine itself asks for.</summary>
    public required EngineWords Engine { get; init; }

    public required CompiledRule[] Rules { get; init; }

    /// <summary>By verb id: the rules of actions.</summary>
    public required ActionRules?[] ByVerb { get; init; }

    /// <summary>By object id: the rules of actions whatever their verb.</summary>
    public required ActionRules?[] ByObject { get; init; }

    /// <summary>By word id: the rules of words.</summary>
    public required CompiledRule[]?[] ByWord { get; init; }

    /// <summary>By word id: the rules of parameter names.</summary>
    public required CompiledRule[]?[] ByParameter { get; init; }

    /// <summary>By <c>name=value</c>: the rules of annotations.</summary>
    public required AnnotationRules[] ByAnnotation { get; init; }

    /// <summary>By word id: the rules that ask for it among what an action acts on.</summary>
    public required AskTable Objects { get; init; }

    /// <summary>By word id: the rules that ask for it in the rest of the tool.</summary>
    public required AskTable Conditions { get; init; }

    /// <summary>True when a rule looks into the descriptions of parameters; else they are not cut into words.</summary>
    public required bool ReadsParameterTexts { get; init; }

    /// <summary>How many ids there are.</summary>
    public int Size => ByVerb.Length;
}
