using Catalogue.Classifier.Text;

namespace Catalogue.Classifier.Rules;

/// <summary>All rules laid out for matching: by the word at which each can fire.</summary>
internal sealed class CompiledRules
{
    public required WordTable Words { get; init; }

    public required CompiledRule[] Rules { get; init; }

    /// <summary>By verb id: the rules of actions, special ones first.</summary>
    public required int[]?[] ByVerb { get; init; }

    /// <summary>By object id: the rules of actions whatever their verb.</summary>
    public required int[]?[] ByObject { get; init; }

    /// <summary>By word id: the rules of words.</summary>
    public required int[]?[] ByWord { get; init; }

    /// <summary>By word id: the rules of parameter names.</summary>
    public required int[]?[] ByParameter { get; init; }

    /// <summary>By <c>name=value</c>: the rules of annotations.</summary>
    public required Dictionary<string, int[]> ByAnnotation { get; init; }

    /// <summary>True when a rule looks into the descriptions of parameters; else they are not cut into words.</summary>
    public required bool ReadsParameterTexts { get; init; }

    /// <summary>How many ids there are.</summary>
    public int Size => ByVerb.Length;
}
