using Catalogue.Classifier.Rules;

namespace Catalogue.Classifier.Tests.Rules;

public class PlainYamlTests
{
    public static TheoryData<string> Files => [.. typeof(RuleSet).Assembly.GetManifestResourceNames().Where(name => name.EndsWith(".yaml", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_built_in_file_is_plain_and_reads_as_the_full_parser_reads_it(string name)
    {
        using var reader = new StreamReader(typeof(RuleSet).Assembly.GetManifestResourceStream(name)!);
        var text = reader.ReadToEnd();
        var plain = PlainYaml.TryRead(text);
        plain.ShouldNotBeNull($"{name} holds YAML that is read slowly: write it as the other rule files are written");
        Show(plain).ShouldBe(Show(YamlReader.ReadFully(name, text)));
    }

    [Theory]
    [InlineData("a: 1\nb: text of a line # and a comment\n")]
    [InlineData("a: [one, two words, \"quo\\\"ted, \\u0041\", 'it''s', ~/.ssh]\n")]
    [InlineData("a: [one,\n    # a comment\n  two,\n\n  three]\nb: c\n")]
    [InlineData("list:\n- id: x\n  why: >\n    Folded over\n    two lines.\n\n    And a paragraph.\n- id: y\n")]
    [InlineData("list:\n  - one\n  - \"two\"\nmap:\n  key: value\n  other: [a]\n")]
    [InlineData("why: >\n  Words\n\n\nnext: 1\n")]
    [InlineData("empty: []\nnext: \"\"\n")]
    public void What_it_reads_is_what_the_full_parser_reads(string text)
    {
        var plain = PlainYaml.TryRead(text);
        plain.ShouldNotBeNull();
        Show(plain).ShouldBe(Show(YamlReader.ReadFully("x.yaml", text)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("- a\n- b\n")]
    [InlineData("a: &anchor x\nb: *anchor\n")]
    [InlineData("a: |\n  literal\n")]
    [InlineData("a: >-\n  stripped\n")]
    [InlineData("a: {b: c}\n")]
    [InlineData("a: plain over\n  two lines\n")]
    [InlineData("a: \"quoted over\n  two lines\"\n")]
    [InlineData("a: [b: c]\n")]
    [InlineData("a: [b, [c]]\n")]
    [InlineData("a:\n\t- b\n")]
    [InlineData("a: b: c\n")]
    [InlineData("---\na: b\n")]
    [InlineData("a: !tag b\n")]
    [InlineData("a: [b\n")]
    [InlineData("a: \"b\n")]
    [InlineData("  a: b\nc: d\n")]
    [InlineData("a: b\n  c: d\n")]
    [InlineData("a: \"b\" c\n")]
    [InlineData("a: >\n  no line end")]
    [InlineData("a:\nb: c\n")]
    public void What_is_not_plain_is_left_to_the_full_parser(string text) => PlainYaml.TryRead(text).ShouldBeNull();

    [Fact]
    public void Cutting_a_file_anywhere_never_makes_the_two_disagree()
    {
        using var reader = new StreamReader(typeof(RuleSet).Assembly.GetManifestResourceStream("rules/destructive.yaml")!);
        var text = reader.ReadToEnd();
        for (var length = 0; length < Math.Min(text.Length, 3000); length++)
        {
            if (PlainYaml.TryRead(text[..length]) is { } plain) Show(plain).ShouldBe(Show(YamlReader.ReadFully("x.yaml", text[..length])), $"cut at {length}");
        }
    }

    private static string Show(YamlItem item) =>
        item.Text is not null ? $"{item.Line}:'{item.Text}'"
        : item.Keys is null ? $"{item.Line}:[{string.Join(", ", item.Items.Select(Show))}]"
        : $"{item.Line}:{{{string.Join(", ", item.Keys.Zip(item.Items, (key, value) => $"{Show(key)} = {Show(value)}"))}}}";
}
