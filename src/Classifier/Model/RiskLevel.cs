namespace Catalogue.Classifier.Model;

/// <summary>How much one call can cost. "Not observed" is not a level: a server without tools has none.</summary>
public enum RiskLevel
{
    /// <summary>Nothing of value can be lost by a call.</summary>
    Low,

    /// <summary>What a call does can be put right with some effort, or it returns sensitive data.</summary>
    Medium,

    /// <summary>What a call does leaves the organisation or runs something.</summary>
    High,

    /// <summary>What a call does cannot be undone, costs money, or runs arbitrary code.</summary>
    Critical,
}
