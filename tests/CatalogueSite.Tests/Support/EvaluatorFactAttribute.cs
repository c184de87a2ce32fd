namespace Catalogue.Site.Tests.Support;

/// <summary>A test that needs Node.js and the evaluators; skipped, and counted as skipped, where they can't be had.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EvaluatorFactAttribute : FactAttribute
{
    public EvaluatorFactAttribute() => Skip = PolicyEvaluators.Missing;
}
