using System.Buffers;
using System.Text;
using Catalogue.Site.Publishing;

namespace Catalogue.Site.Tests.Publishing;

public sealed class Utf8WriterTests
{
    private const string Mixed = "plain, Größe, 日本語, 🙂 and <b>";

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(8_191)]
    [InlineData(8_192)]
    [InlineData(100_000)]
    public void Pieces_of_any_length_end_as_the_same_bytes(int length)
    {
        var text = string.Concat(Enumerable.Repeat(Mixed, 2_000));
        var output = new ArrayBufferWriter<byte>();
        using var writer = new Utf8Writer();
        writer.Reset(output);
        for (var at = 0; at < text.Length; at += length) writer.Write(text.Substring(at, Math.Min(length, text.Length - at)));
        writer.Finish();
        output.WrittenSpan.SequenceEqual(Encoding.UTF8.GetBytes(text)).ShouldBeTrue();
    }

    [Fact]
    public void Characters_and_strings_mix()
    {
        var output = new ArrayBufferWriter<byte>();
        using var writer = new Utf8Writer();
        writer.Reset(output);
        foreach (var character in Mixed) writer.Write(character);
        writer.Write("!".ToCharArray(), 0, 1);
        writer.Write((string?)null);
        writer.Finish();
        Encoding.UTF8.GetString(output.WrittenSpan).ShouldBe(Mixed + "!");
    }

    [Fact]
    public void Half_a_pair_at_the_end_becomes_a_replacement_character()
    {
        var output = new ArrayBufferWriter<byte>();
        using var writer = new Utf8Writer();
        writer.Reset(output);
        writer.Write("a\ud83d");
        writer.Finish();
        Encoding.UTF8.GetString(output.WrittenSpan).ShouldBe("a\ufffd");
    }

    [Fact]
    public void What_was_not_finished_does_not_reach_the_next_page()
    {
        var (first, second) = (new ArrayBufferWriter<byte>(), new ArrayBufferWriter<byte>());
        using var writer = new Utf8Writer();
        writer.Reset(first);
        writer.Write("left over\ud83d");
        writer.Reset(second);
        writer.Write("next");
        writer.Finish();
        Encoding.UTF8.GetString(second.WrittenSpan).ShouldBe("next");
    }
}
