using System.Buffers;
using Catalogue.Classifier.Model;
using Catalogue.Classifier.Rules;
using Catalogue.Classifier.Text;

namespace Catalogue.Classifier.Checks;

/// <summary>Tool names that the protocol does not allow.</summary>
internal sealed class NameOutsideSpecification : DefinitionCheck
{
    private const int Longest = 128;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-./");

    /// <inheritdoc/>
    public override FindingClass Class => FindingClass.Hygiene;

    /// <inheritdoc/>
    public override RuleInfo Info { get; } = Describe(
        "name-outside-specification", "Name outside the specification", RiskLevel.Low,
        "a tool name that is empty, longer than 128 characters, or holds other characters than letters, digits, _ - . /",
        "Clients build identifiers, permissions and log lines from tool names. Names with blanks, quotes or other scripts break them, or look "
        + "like another tool's.",
        ["send mail: Sends mail."], ["send_mail: Sends mail.", "mail.send: Sends mail."], kind: FindingClass.Hygiene);

    /// <inheritdoc/>
    public override string Message => "The tool's name is outside the specification (1 to 128 of A-Z a-z 0-9 _ - . /).";

    /// <inheritdoc/>
    public override void Run(CheckRun run)
    {
        var fields = run.Reader.Fields;
        for (var index = 0; index < fields.Length; index++)
        {
            if (fields[index].Part != TextPart.Name) continue;
            var name = run.Reader.Text(fields[index]);
            var wrong = name.IndexOfAnyExcept(Allowed);
            if (name.IsEmpty || name.Length > Longest || wrong >= 0)
                run.Note(new Signal(this, RiskLevel.Low, index, Math.Max(wrong, 0), wrong >= 0 ? 1 : name.Length, null, false));
            return;
        }
    }
}
