using System.Text.RegularExpressions;
using Catalogue.Classifier.Model;
using Catalogue.Crawler.Files;
using Catalogue.Site.Policies;

namespace Catalogue.Site.Attacks;

/// <summary>Reads one attack file strictly: an unknown key, a broken date, CVE id, URL or mapping is an error with file and line.</summary>
public static partial class AttackFile
{
    private static readonly string[] Kinds = ["technique", "vulnerability", "incident"];
    private static readonly string[] Effects = ["stops", "limits", "does-not-stop"];
    private static readonly string[] Decisions = ["none", "limit", "ask", "deny", "hide"];

    /// <summary>Parses a file.</summary>
    /// <param name="path">Its path; the name without extension must be the id.</param>
    /// <param name="text">Its YAML text.</param>
    /// <exception cref="FileContentException">The file is not usable.</exception>
    public static AttackPattern Parse(string path, string text)
    {
        var file = StrictYaml.Parse(path, text);
        var id = file.RequiredString("id");
        if (id != Path.GetFileNameWithoutExtension(path)) throw file.ProblemAt("id", $"the id must be the file's name, '{Path.GetFileNameWithoutExtension(path)}'.");
        var policy = file.Choice("policy", "none", Decisions);
        var pattern = new AttackPattern
        {
            Id = id,
            Title = file.RequiredString("title"),
            Kind = (AttackKind)Array.IndexOf(Kinds, file.Choice("kind", "", Kinds)),
            Summary = file.RequiredString("summary").Trim(),
            Story = Filled(file, "story"),
            Recognise = Filled(file, "recognise"),
            Date = Formed(file, "date", file.String("date"), DateForm(), "a year, a month (2025-05) or a day (2025-05-26)"),
            ThroughMcp = file.Boolean("through-mcp", fallback: true),
            Disputed = file.String("disputed")?.Trim(),
            Cves = [.. file.Strings("cves").Select(cve => Formed(file, "cves", cve, CveForm(), "CVE-2025-12345")!)],
            Conditions = [.. file.Maps("tools").Select(ReadCondition)],
            Rules = file.Strings("rules"),
            Packages = [.. file.Strings("packages").Select(package => Formed(file, "packages", package, PackageForm(), "npm:name, pypi:name, nuget:name or oci:name")!)],
            Remotes = [.. file.Strings("remotes").Select(host => Formed(file, "remotes", host, HostForm(), "the host of a remote in lower case, such as mcp.example.com")!)],
            Policy = policy == "none" ? null : (DecisionKind)Array.IndexOf(Decisions, policy),
            PolicyNote = file.RequiredString("policy-note").Trim(),
            Controls = [.. file.Maps("controls").Select(ReadControl)],
            References = [.. file.Maps("references").Select(ReadReference)],
            Mappings = ReadMappings(file),
        };
        if (pattern.Controls.Count == 0) throw file.ProblemAt("controls", "there must be at least one control, be it one that does not stop it.");
        if (pattern.References.Count == 0) throw file.ProblemAt("references", "there must be at least one reference.");
        file.End();
        return pattern;
    }

    private static AttackCondition ReadCondition(StrictYaml map)
    {
        var condition = new AttackCondition
        {
            AllOf = ReadCapabilities(map, "all-of"),
            AnyOf = ReadCapabilities(map, "any-of"),
            NoneOf = ReadCapabilities(map, "none-of"),
            Categories = [.. map.Strings("categories").Select(name => Enum.TryParse<Category>(name, out var category)
                ? category
                : throw map.ProblemAt("categories", $"'{name}' is not one of {string.Join(", ", Enum.GetNames<Category>())}."))],
            Words = map.Strings("words").ToHashSet(StringComparer.Ordinal),
            Fit = map.Integer("fit", 50, 1, 100),
            Reason = map.RequiredString("reason"),
            Matches = Filled(map, "matches"),
            Ignores = Filled(map, "ignores"),
        };
        if (condition.AllOf == Capabilities.None && condition.AnyOf == Capabilities.None)
        {
            throw map.ProblemAt("all-of", "a condition needs at least one capability in 'all-of' or 'any-of': an attack is linked to access, not to words.");
        }
        map.End();
        return condition;
    }

    private static AttackControl ReadControl(StrictYaml map)
    {
        var effect = (ControlEffect)Array.IndexOf(Effects, map.Choice("effect", "", Effects));
        var control = new AttackControl(map.Choice("control", "", [.. AttackControls.Names]), effect, map.RequiredString("how").Trim());
        map.End();
        return control;
    }

    private static AttackReference ReadReference(StrictYaml map)
    {
        var url = map.Url("url") ?? throw map.ProblemAt("url", "'url' is missing.");
        var standing = map.Choice("standing", "", "primary", "secondary") == "primary" ? ReferenceStanding.Primary : ReferenceStanding.Secondary;
        var reference = new AttackReference(map.RequiredString("title"), url, standing);
        map.End();
        return reference;
    }

    private static List<AttackMapping> ReadMappings(StrictYaml file)
    {
        if (file.Map("mappings") is not { } map) return [];
        var mappings = new List<AttackMapping>();
        foreach (var framework in AttackMappings.Frameworks)
        {
            foreach (var id in map.Strings(framework))
            {
                if (!AttackMappings.HasForm(framework, id)) throw map.ProblemAt(framework, $"'{id}' does not have the form of an id of {AttackMappings.Title(framework)}.");
                mappings.Add(new AttackMapping(framework, id));
            }
        }
        map.End();
        return mappings;
    }

    private static Capabilities ReadCapabilities(StrictYaml map, string key)
    {
        var all = Capabilities.None;
        foreach (var name in map.Strings(key))
        {
            if (!CapabilityNames.TryParse(name, out var one))
            {
                throw map.ProblemAt(key, $"'{name}' is not a capability; one of: {string.Join(", ", CapabilityNames.All.Select(CapabilityNames.ToName))}.");
            }
            all |= one;
        }
        return all;
    }

    private static IReadOnlyList<string> Filled(StrictYaml map, string key) =>
        map.Strings(key) is { Count: > 0 } list ? list : throw map.ProblemAt(key, $"'{key}' must be a list with at least one text.");

    private static string? Formed(StrictYaml map, string key, string? text, Regex form, string wanted) =>
        text is null || form.IsMatch(text) ? text : throw map.ProblemAt(key, $"'{text}' is not {wanted}.");

    [GeneratedRegex(@"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$")]
    private static partial Regex DateForm();

    [GeneratedRegex(@"^CVE-\d{4}-\d{4,7}$")]
    private static partial Regex CveForm();

    [GeneratedRegex(@"^[a-z0-9-]+(\.[a-z0-9-]+)+$")]
    private static partial Regex HostForm();

    [GeneratedRegex(@"^(npm|pypi|nuget|oci):\S+$")]
    private static partial Regex PackageForm();
}
