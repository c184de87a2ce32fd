using System.Text;
using System.Text.Json;
using Catalogue.Classifier.Text;

namespace Catalogue.Classifier.Tests.Text;

/// <summary>The tape takes what the framework's reader takes, and finds the same parts in it.</summary>
public class JsonTapeTests
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = int.MaxValue };
    private static readonly JsonReaderOptions Lenient = new() { MaxDepth = int.MaxValue, AllowTrailingCommas = true };

    private static readonly string[] Seeds =
    [
        """{"type":"object","properties":{"path":{"type":"string","description":"a \"b\" \\ \u00e9 \ud83d\ude00 é 😀"},"n":{"minimum":-0.5e+10}},"required":["path"]}""",
        """ [ 1 , -2.5E-3, 0, true, false, null, "", "\n\t\b\f\r\/", {}, [], { "a" : [ { } ] } ] """,
        "\t{\r\n\"key longer than sixteen bytes\": \"a value that is a good deal longer than sixteen bytes, with \\u0041 in it\"}\n",
        """{"a":{"a":{"a":[[[[["deep"]]]]]}},"b":0.0,"c":1e5,"d":"\\"}""",
        "[1,{\"a\":[2,],},]", "12", "\"text\"", "null", "{}", "[]", "-0", "1.0e-1",
    ];

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("01")]
    [InlineData("-")]
    [InlineData("1.")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData("+1")]
    [InlineData("1 2")]
    [InlineData("[1,]")]
    [InlineData("[1 2]")]
    [InlineData("[")]
    [InlineData("[1")]
    [InlineData("]")]
    [InlineData("{\"a\":1,}")]
    [InlineData("{\"a\" 1}")]
    [InlineData("{\"a\":}")]
    [InlineData("{a:1}")]
    [InlineData("{\"a\":1]")]
    [InlineData("{\"a\":1}}")]
    [InlineData("tru")]
    [InlineData("truex")]
    [InlineData("nul")]
    [InlineData("\"open")]
    [InlineData("\"open\\")]
    [InlineData("\"\\x\"")]
    [InlineData("\"\\u12g4\"")]
    [InlineData("\"\\u123")]
    [InlineData("\"line\nend\"")]
    [InlineData("[1]//comment")]
    [InlineData("\uFEFF{}")]
    public void What_is_no_JSON_is_refused(string text)
    {
        new JsonTape().TryRead(Encoding.UTF8.GetBytes(text)).ShouldBeFalse();
        Reference(Encoding.UTF8.GetBytes(text), Options).ShouldBeNull();
    }

    [Fact]
    public void It_reads_what_the_frameworks_reader_reads()
    {
        var tape = new JsonTape();
        foreach (var seed in Seeds)
        {
            Same(tape, Encoding.UTF8.GetBytes(seed)).ShouldBe(!seed.Contains(",]", StringComparison.Ordinal), seed);
        }
    }

    [Fact]
    public void It_refuses_and_takes_the_same_when_texts_are_damaged_anywhere()
    {
        var random = new Random(20261122);
        var tape = new JsonTape();
        var (good, bad) = (0, 0);
        var pieces = Encoding.UTF8.GetBytes("{}[]:,\"\\ \n\t01-+.eEtruefalsnull/u\u0001\u00e9");
        for (var round = 0; round < 60_000; round++)
        {
            var json = Encoding.UTF8.GetBytes(Seeds[random.Next(Seeds.Length)]).ToList();
            for (var change = random.Next(1, 4); change > 0 && json.Count > 0; change--)
            {
                var at = random.Next(json.Count);
                switch (random.Next(4))
                {
                    case 0: json.RemoveAt(at); break;
                    case 1: json.Insert(at, pieces[random.Next(pieces.Length)]); break;
                    case 2: json[at] = pieces[random.Next(pieces.Length)]; break;
                    default: json[at] = (byte)random.Next(256); break;
                }
            }
            if (Same(tape, [.. json])) good++;
            else bad++;
        }
        good.ShouldBeGreaterThan(5_000);
        bad.ShouldBeGreaterThan(5_000);
    }

    [Fact]
    public void Depth_costs_memory_only()
    {
        var json = Encoding.UTF8.GetBytes(new string('[', 200_000) + new string(']', 200_000));
        var tape = new JsonTape();
        tape.TryRead(json).ShouldBeTrue();
        tape.Nodes.Length.ShouldBe(200_000);
        tape.Nodes[0].Length.ShouldBe(json.Length);
    }

    private static bool Same(JsonTape tape, byte[] json)
    {
        var expected = Reference(json, Options);
        var lenient = Reference(json, Lenient);
        tape.TryRead(json, lenient: true).ShouldBe(lenient is not null, Encoding.UTF8.GetString(json));
        tape.Nodes.ToArray().SequenceEqual(lenient ?? []).ShouldBeTrue(Encoding.UTF8.GetString(json));
        if (lenient is not null) tape.HasTrailingComma.ShouldBe(expected is null);
        tape.TryRead(json).ShouldBe(expected is not null, Encoding.UTF8.GetString(json));
        tape.Nodes.ToArray().SequenceEqual(expected ?? []).ShouldBeTrue(Encoding.UTF8.GetString(json));
        return expected is not null;
    }

    private static JsonEscapes EscapesOf(bool escaped, ReadOnlySpan<byte> text)
    {
        if (!escaped) return JsonEscapes.None;
        var rest = Encoding.Latin1.GetString(text).Replace(@"\\", "", StringComparison.Ordinal);
        return rest.Contains(@"\u", StringComparison.Ordinal) || rest.Contains(@"\/", StringComparison.Ordinal) ? JsonEscapes.Other : JsonEscapes.Canonical;
    }

    /// <summary>The nodes by the framework's reader, or null where it refuses the text.</summary>
    private static List<JsonNode>? Reference(ReadOnlySpan<byte> json, JsonReaderOptions options)
    {
        var nodes = new List<JsonNode>();
        var open = new Stack<int>();
        try
        {
            var reader = new Utf8JsonReader(json, options);
            while (reader.Read())
            {
                var start = (int)reader.TokenStartIndex;
                var quote = reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName ? 1 : 0;
                if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
                {
                    var opened = open.Pop();
                    nodes[opened] = nodes[opened] with { Length = start + 1 - nodes[opened].Start, Next = nodes.Count };
                    continue;
                }
                var opens = reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray;
                if (opens) open.Push(nodes.Count);
                nodes.Add(new JsonNode(reader.TokenType, EscapesOf(reader.ValueIsEscaped, reader.ValueSpan), start + quote, opens ? 0 : reader.ValueSpan.Length, nodes.Count + 1));
            }
        }
        catch (JsonException)
        {
            return null;
        }
        return nodes.Count > 0 ? nodes : null;
    }
}
