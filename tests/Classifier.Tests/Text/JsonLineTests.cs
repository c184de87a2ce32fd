using System.Buffers;
using System.Text;
using System.Text.Json;
using Catalogue.Classifier.Text;

namespace Catalogue.Classifier.Tests.Text;

public class JsonLineTests
{
    [Fact]
    public void Every_character_is_written_as_the_frameworks_writer_does_wherever_it_stands()
    {
        for (var code = 0; code <= char.MaxValue; code++)
        {
            Same($"{(char)code}");
            if (code < 0x100 || char.IsSurrogate((char)code)) Same("sixteen ordinary " + (char)code + " and as many behind it");
        }
    }

    [Fact]
    public void Texts_of_all_kinds_and_lengths_are_written_as_the_frameworks_writer_does()
    {
        var random = new Random(20261122);
        string[] pieces = ["a", "Z", "word", "\"", "\\", "<", ">", "&", "'", "+", "`", "\u007F", "\n", "\0", "é", "漢", "😀", "\uD800", "\uDC00", "an ordinary piece of text"];
        for (var round = 0; round < 20_000; round++)
        {
            var text = new StringBuilder();
            for (var count = random.Next(12); count > 0; count--) text.Append(pieces[random.Next(random.Next(2) == 0 ? 3 : pieces.Length)]);
            Same(text.ToString());
        }
    }

    [Fact]
    public void Objects_lists_numbers_and_flags_are_parted_by_commas()
    {
        var line = new JsonLine();
        line.StartObject();
        line.StartList("empty"u8);
        line.EndList();
        line.Number("n"u8, int.MinValue);
        line.StartList("list"u8);
        line.StartObject();
        line.EndObject();
        line.StartObject();
        line.Flag("yes"u8, true);
        line.Flag("no"u8, false);
        line.EndObject();
        line.EndList();
        line.StartList("texts"u8);
        line.Item("a");
        line.Item("b");
        line.EndList();
        line.EndObject();
        Encoding.UTF8.GetString(line.Written).ShouldBe("""{"empty":[],"n":-2147483648,"list":[{},{"yes":true,"no":false}],"texts":["a","b"]}""");
        line.Clear();
        line.StartObject();
        line.EndObject();
        Encoding.UTF8.GetString(line.Written).ShouldBe("{}");
    }

    private static void Same(string text)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("text"u8, text);
            writer.WriteEndObject();
        }
        var line = new JsonLine();
        line.StartObject();
        line.Text("text"u8, text);
        line.EndObject();
        if (!line.Written.SequenceEqual(buffer.WrittenSpan)) Encoding.UTF8.GetString(line.Written).ShouldBe(Encoding.UTF8.GetString(buffer.WrittenSpan));
    }
}
