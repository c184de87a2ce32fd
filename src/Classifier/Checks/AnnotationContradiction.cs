using Catalogue.Classifier.Model;
using Catalogue.Classifier.Rules;
using Catalogue.Classifier.Text;

namespace Catalogue.Classifier.Checks;

/// <summary>Annotations that claim less than the tool's name says, or that contradict each other.</summary>
internal sealed class AnnotationContradiction : DefinitionCheck
{
    private static readonly string[] Deleting =
    [
        "delete", "remove", "drop", "destroy", "purge", "wipe", "erase", "truncate", "revoke", "uninstall", "terminate", "kill", "unpublish",
    ];

    private static readonly string[] Writing =
    [
        "create", "update", "insert", "send", "write", "upload", "edit", "publish", "cancel", "rename", "move", "merge", "deploy", "install", "pay", "transfer", "reply", "patch",
        "append", "upsert", "replace", "overwrite", "modify", "submit", "approve",
    ];

    /// <inheritdoc/>
    public override FindingClass Class => FindingClass.Hygiene;

    /// <inheritdoc/>
    public override RuleInfo Info { get; } = Describe(
        "annotation-contradiction", "Contradicting annotations", RiskLevel.Medium,
        "readOnlyHint: true on a tool named for writing or deleting, destructiveHint: false on one named for deleting, or readOnlyHint and destructiveHint both true",
        "Clients skip the question before a call when a tool calls itself read-only. A tool named for a change that claims to change nothing "
        + "is careless or lying; either way its claim is not to be relied on.",
        ["@readOnlyHint=true delete_row: Deletes a row"], ["@readOnlyHint=true list_rows: Lists rows"],
        ["Names whose first word is a noun (\"update feed\")."], FindingClass.Hygiene);

    /// <inheritdoc/>
    public override string Message => "The annotation contradicts the tool's name or another annotation.";

    /// <inheritdoc/>
    public override void Run(CheckRun run)
    {
        var (readOnly, destructive, harmless) = (-1, -1, -1);
        var fields = run.Reader.Fields;
        for (var index = fields.Length - 1; index >= 0 && fields[index].Part == TextPart.Annotations; index--)
        {
            ref readonly var field = ref fields[index];
            if (field.Role != TextRole.Literal) continue;
            var value = run.Reader.Text(field);
            if (value is not ("true" or "false")) continue;
            if (run.Reader.IsMember(field, "readOnlyHint")) readOnly = value is "true" ? index : readOnly;
            else if (!run.Reader.IsMember(field, "destructiveHint")) continue;
            else if (value is "true") destructive = index;
            else harmless = index;
        }
        if (readOnly < 0 && harmless < 0) return;
        var (deletes, writes) = ReadName(run.Reader.Text(fields[0]));
        if (readOnly >= 0 && (deletes || writes || destructive >= 0)) Note(run, readOnly, deletes ? RiskLevel.Medium : RiskLevel.Low);
        else if (harmless >= 0 && deletes) Note(run, harmless, RiskLevel.Low);
    }

    private void Note(CheckRun run, int field, RiskLevel severity) => run.Note(new Signal(this, severity, field, 0, 0, null, false));

    /// <summary>Looks at the first word of the name, and at the second where the first is a prefix without a meaning of its own.</summary>
    private static (bool Deletes, bool Writes) ReadName(ReadOnlySpan<char> name)
    {
        var seen = 0;
        for (var at = 0; at < name.Length && seen < 2; seen++)
        {
            while (at < name.Length && !char.IsAsciiLetter(name[at])) at++;
            var start = at++;
            while (at < name.Length && char.IsAsciiLetter(name[at]) && !(char.IsAsciiLetterUpper(name[at]) && char.IsAsciiLetterLower(name[at - 1]))) at++;
            if (start >= name.Length) break;
            var word = name[start..Math.Min(at, name.Length)];
            if (NameTable.IsAmong(Deleting, word)) return (true, false);
            if (NameTable.IsAmong(Writing, word)) return (false, true);
            if (seen == 0 && word is "get" or "list" or "search" or "find" or "read" or "check" or "is" or "has") return (false, false);
        }
        return (false, false);
    }
}
