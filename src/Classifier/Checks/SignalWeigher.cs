using Catalogue.Classifier.Model;

namespace Catalogue.Classifier.Checks;

/// <summary>
/// Weighs the signals of a definition together: neighbours strengthen each other, hidden text weighs more than text that
/// people see. Nothing weakens a signal.
/// </summary>
internal static class SignalWeigher
{
    /// <summary>Characters within which two signals are one message.</summary>
    private const int Window = 700;

    private const int MostPerCheck = 5;

    /// <summary>The findings, ordered by field, start, rule.</summary>
    public static IReadOnlyList<Finding> Weigh(CheckRun run)
    {
        var signals = Merge(run.Signals);
        var findings = new List<Finding>(signals.Count);
        foreach (var signal in signals)
        {
            var severity = Raise(signal, signals);
            var field = run.Reader.Fields[signal.Field];
            var span = run.Reader.Span(field, signal.Start, signal.Length, signal.Decoded);
            findings.Add(new Finding(signal.Check.Id, signal.Check.Class, severity, span, signal.Check.Message));
        }
        findings.Sort((a, b) =>
            string.CompareOrdinal(a.Where.Field, b.Where.Field) is var byField and not 0 ? byField
            : a.Where.Start != b.Where.Start ? a.Where.Start.CompareTo(b.Where.Start)
            : string.CompareOrdinal(a.Rule, b.Rule) is var byRule and not 0 ? byRule
            : a.Where.Length.CompareTo(b.Where.Length));
        return findings;
    }

    private static RiskLevel Raise(Signal signal, List<Signal> all)
    {
        if (signal.Check.Class != FindingClass.Poisoning || signal.Severity == RiskLevel.Critical) return signal.Severity;
        var severity = signal.Severity;
        var strong = 0;
        foreach (var other in all)
        {
            if (other.Check == signal.Check || other.Check.Class != FindingClass.Poisoning || other.Severity < RiskLevel.Medium) continue;
            if (signal.Check is not ExfiltrationParameters && (other.Field != signal.Field || Math.Abs(other.Start - signal.Start) > Window)) continue;
            strong++;
        }
        if (strong > 0 && severity < RiskLevel.High) severity++;
        if (strong > 1 && severity < RiskLevel.High) severity++;
        if (signal.Hidden && severity < RiskLevel.High) severity++;
        return severity;
    }

    private static int Order(Signal a, Signal b)
    {
        if (a.Field != b.Field) return a.Field - b.Field;
        if (a.Check != b.Check) return string.CompareOrdinal(a.Check.Id, b.Check.Id);
        if (a.Start != b.Start) return a.Start - b.Start;
        if (a.Length != b.Length) return b.Length - a.Length;
        return a.Severity != b.Severity ? (int)b.Severity - (int)a.Severity : string.CompareOrdinal(a.Decoded, b.Decoded);
    }

    /// <summary>One signal where a check noted overlapping ones; the first few of a check in each field.</summary>
    private static List<Signal> Merge(List<Signal> signals)
    {
        var ordered = new List<Signal>(signals);
        ordered.Sort(Order);
        var merged = new List<Signal>();
        var count = 0;
        foreach (var signal in ordered)
        {
            var last = merged.Count > 0 ? merged[^1] : null;
            if (last is null || last.Check != signal.Check || last.Field != signal.Field) count = 0;
            else if (signal.Start < last.End || signal.Start == last.Start)
            {
                merged[^1] = last with
                {
                    Length = Math.Max(last.End, signal.End) - last.Start,
                    Severity = signal.Severity > last.Severity ? signal.Severity : last.Severity,
                    Hidden = last.Hidden || signal.Hidden,
                    Decoded = last.Decoded ?? signal.Decoded,
                };
                continue;
            }
            if (count++ < MostPerCheck) merged.Add(signal);
        }
        return merged;
    }
}
