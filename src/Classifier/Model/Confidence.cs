namespace Catalogue.Classifier.Model;

/// <summary>How well the evidence supports a verdict.</summary>
public enum Confidence
{
    /// <summary>Little evidence, only a claim, or evidence that pulls in two directions with equal strength.</summary>
    Low,

    /// <summary>Good evidence with gaps or with counter-evidence.</summary>
    Medium,

    /// <summary>Name and text agree, and nothing speaks against them.</summary>
    High,
}
