using Catalogue.Classifier.Rules;

namespace Catalogue.Classifier.Judging;

/// <summary>What one thread needs to assess tools, kept between them.</summary>
internal sealed class JudgeRoom
{
    public JudgeRoom(CompiledRules rules)
    {
        Judge = new Judge(rules);
        Builder = new VerdictBuilder(rules, Judge);
    }

    public Judge Judge { get; }

    public VerdictBuilder Builder { get; }
}
