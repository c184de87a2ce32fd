using Catalogue.Classifier.Model;

namespace Catalogue.Site.Commands.Assessing;

/// <summary>What a run over an input came to.</summary>
public sealed class AssessSummary
{
    private readonly int[] _byCategory = new int[1 + (int)Category.Destructive];
    private readonly int[] _byRisk = new int[1 + (int)RiskLevel.Critical];

    /// <summary>Definitions assessed.</summary>
    public int Tools { get; private set; }

    /// <summary>Findings in them.</summary>
    public int Findings { get; private set; }

    /// <summary>Entries that could not be read.</summary>
    public int BadLines { get; private set; }

    /// <summary>Definitions of a category.</summary>
    public int Of(Category category) => _byCategory[(int)category];

    /// <summary>Definitions of a risk.</summary>
    public int Of(RiskLevel risk) => _byRisk[(int)risk];

    /// <summary>True when a definition's risk is at least <paramref name="risk"/>.</summary>
    public bool Reaches(RiskLevel risk) => _byRisk.AsSpan((int)risk).IndexOfAnyExcept(0) >= 0;

    /// <summary>Counts a verdict.</summary>
    public void Add(Verdict verdict)
    {
        Tools++;
        Findings += verdict.Findings.Count;
        _byCategory[(int)verdict.Category]++;
        _byRisk[(int)verdict.Risk]++;
    }

    /// <summary>Counts an entry that could not be read.</summary>
    public void AddBadLine() => BadLines++;

    /// <summary>Adds the counts of a part.</summary>
    public void Add(AssessSummary part)
    {
        Tools += part.Tools;
        Findings += part.Findings;
        BadLines += part.BadLines;
        for (var i = 0; i < _byCategory.Length; i++) _byCategory[i] += part._byCategory[i];
        for (var i = 0; i < _byRisk.Length; i++) _byRisk[i] += part._byRisk[i];
    }
}
