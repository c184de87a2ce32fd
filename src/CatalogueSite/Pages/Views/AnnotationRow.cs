using System.Text.Json;
using Catalogue.Classifier.Model;

namespace Catalogue.Site.Pages.Views;

/// <summary>One hint: what the author claims, beside what the catalogue finds.</summary>
/// <param name="Hint">The hint's name.</param>
/// <param name="Claim">The author's claim in words.</param>
/// <param name="Ours">What we find, in words.</param>
/// <param name="Agrees">Whether both say the same; null where there is nothing to compare.</param>
public sealed record AnnotationRow(string Hint, string Claim, string Ours, bool? Agrees)
{
    /// <summary>The notes that point at the hint.</summary>
    public IReadOnlyList<Note> Notes { get; init; } = [];

    private const Capabilities OpenWorld = Capabilities.AccessesNetwork | Capabilities.SendsExternally | Capabilities.IngestsUntrustedContent | Capabilities.ControlsBrowser;

    /// <summary>The four hints of the protocol, in its order; what the author left out has its default in words.</summary>
    public static IReadOnlyList<AnnotationRow> Read(ReadOnlyMemory<byte> annotations, Verdict verdict, NoteBook notes)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        ArgumentNullException.ThrowIfNull(notes);
        var (readOnly, destructive, idempotent, openWorld) = Parse(annotations);
        var reads = verdict.Category == Category.Read;
        var deletes = verdict.Category == Category.Destructive || verdict.Capabilities.HasFlag(Capabilities.Deletes);
        var open = (verdict.Capabilities & OpenWorld) != 0;
        AnnotationRow[] rows =
        [
            new("readOnlyHint", Say(readOnly, "only reads", "may change things"), reads ? "only reads" : $"may change things ({verdict.Category})", readOnly is null ? null : readOnly == reads),
            new("destructiveHint", Say(destructive, "may destroy", "only adds"), deletes ? "may destroy" : reads ? "changes nothing" : "no sign of destruction", destructive is null ? null : destructive == deletes),
            new("idempotentHint", Say(idempotent, "twice is as once", "twice is not as once"), "not judged", null),
            new("openWorldHint", Say(openWorld, "deals with the outside", "stays inside"), open ? "deals with the outside" : "no sign of the outside", openWorld is null ? null : openWorld == open),
        ];
        for (var i = 0; i < rows.Length; i++)
        {
            var found = notes.Under("annotations/" + rows[i].Hint);
            notes.TakeAll("annotations/" + rows[i].Hint);
            if (found.Count > 0) rows[i] = rows[i] with { Notes = found };
        }
        return rows;
    }

    private static string Say(bool? claim, string yes, string no) => claim switch { true => yes, false => no, null => "" };

    private static (bool? ReadOnly, bool? Destructive, bool? Idempotent, bool? OpenWorld) Parse(ReadOnlyMemory<byte> annotations)
    {
        if (annotations.IsEmpty) return default;
        try
        {
            using var json = JsonDocument.Parse(annotations);
            var root = json.RootElement;
            return root.ValueKind == JsonValueKind.Object
                ? (Flag(root, "readOnlyHint"), Flag(root, "destructiveHint"), Flag(root, "idempotentHint"), Flag(root, "openWorldHint"))
                : default;
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private static bool? Flag(JsonElement root, string name) => root.TryGetProperty(name, out var value)
        ? value.ValueKind switch { JsonValueKind.True => true, JsonValueKind.False => false, _ => null }
        : null;
}
