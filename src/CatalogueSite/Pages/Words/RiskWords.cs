using Catalogue.Classifier.Model;

namespace Catalogue.Site.Pages.Words;

/// <summary>What the site says of a risk level.</summary>
public static class RiskWords
{
    /// <summary>What a call at this level can cost, in a sentence.</summary>
    public static string Of(RiskLevel risk) => risk switch
    {
        RiskLevel.Critical => "What a call does can’t be undone, costs money, or runs arbitrary code.",
        RiskLevel.High => "What a call does leaves the organisation or runs something.",
        RiskLevel.Medium => "What a call does can be put right with some effort, or it returns sensitive data.",
        _ => "Nothing of value is lost by a call itself; what it returns still reaches the model.",
    };
}
