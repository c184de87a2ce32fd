namespace Catalogue.Site.Policies.Evaluation;

/// <summary>How a condition compares an argument with its value.</summary>
public enum ConditionOperator
{
    /// <summary>Equal; as numbers when both are numbers.</summary>
    Eq,

    /// <summary>There, and not equal.</summary>
    Neq,

    /// <summary>Equal to one of a list.</summary>
    In,

    /// <summary>There, and equal to none of a list.</summary>
    NotIn,

    /// <summary>A number below.</summary>
    Lt,

    /// <summary>A number not above.</summary>
    Lte,

    /// <summary>A number above.</summary>
    Gt,

    /// <summary>A number not below.</summary>
    Gte,

    /// <summary>A string in which the pattern is found.</summary>
    Regex,

    /// <summary>A string that holds the value, or a list that has it.</summary>
    Contains,

    /// <summary>There (value true) or not there (value false).</summary>
    Exists,
}
