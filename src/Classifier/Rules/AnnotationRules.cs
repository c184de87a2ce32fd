namespace Catalogue.Classifier.Rules;

/// <summary>The rules of one annotation.</summary>
internal sealed class AnnotationRules
{
    private readonly string _name;
    private readonly string _value;

    /// <summary>Lays them out.</summary>
    /// <param name="annotation">As rules write it: <c>readOnlyHint=true</c>.</param>
    /// <param name="rules">Its rules.</param>
    public AnnotationRules(string annotation, CompiledRule[] rules)
    {
        var equals = annotation.IndexOf('=', StringComparison.Ordinal);
        (_name, _value, Rules) = (annotation[..equals], annotation[(equals + 1)..], rules);
    }

    /// <summary>The rules.</summary>
    public CompiledRule[] Rules { get; }

    /// <summary>Whether it is the one that a definition gives.</summary>
    public bool Is(ReadOnlySpan<char> name, ReadOnlySpan<char> value) => name.SequenceEqual(_name) && value.SequenceEqual(_value);
}
