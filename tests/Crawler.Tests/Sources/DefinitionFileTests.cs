using System.IO.Compression;
using System.Text;
using Catalogue.Classifier.Model;
using Catalogue.Classifier.Text;
using Catalogue.Crawler.Sources;

namespace Catalogue.Crawler.Tests.Sources;

public sealed class DefinitionFileTests
{
    [Fact]
    public void A_line_gives_its_definition_with_the_bytes_as_written()
    {
        var line = Read("""{"server":"s","server_title":"S","repository":"https://example.com/r","package":"npm:p","tool":"t","title":"T","description":"d\n","input_schema":{"a": 1,"a":2},"output_schema":null,"annotations":{"readOnlyHint":true}}""").ShouldHaveSingleItem();
        line.Error.ShouldBeNull();
        var declared = line.Declared.ShouldNotBeNull();
        (declared.Server, declared.ServerTitle, declared.Repository, declared.Package).ShouldBe(("s", "S", "https://example.com/r", "npm:p"));
        (declared.Definition.Name, declared.Definition.Title, declared.Definition.Description).ShouldBe(("t", "T", "d\n"));
        Encoding.UTF8.GetString(declared.Definition.InputSchema.Span).ShouldBe("""{"a": 1,"a":2}""");
        declared.Definition.OutputSchema.IsEmpty.ShouldBeTrue();
        Encoding.UTF8.GetString(declared.Definition.Annotations.Span).ShouldBe("""{"readOnlyHint":true}""");
    }

    [Fact]
    public void Mcps_own_spellings_do_as_well()
    {
        var declared = Read("""{"name":"t","inputSchema":{},"outputSchema":{"x":1},"unknown":[1,{"server":"no"}]}""", "mine").ShouldHaveSingleItem().Declared.ShouldNotBeNull();
        (declared.Server, declared.Definition.Name).ShouldBe(("mine", "t"));
        declared.Definition.InputSchema.Length.ShouldBe(2);
        declared.Definition.OutputSchema.Length.ShouldBe(7);
    }

    [Fact]
    public void Lines_of_a_dump_that_define_no_tool_are_not_bad_and_say_what_they_know_of_the_server()
    {
        var lines = Read("{\"kind\":\"server\",\"name\":\"s\",\"title\":\"S\",\"repository\":\"https://example.com/r\"}\n{\"kind\":\"tool\",\"server\":\"s\",\"tool\":\"here\",\"removedAt\":null}\n{\"kind\":\"tool\",\"removedAt\":\"2026-01-01\",\"server\":\"s\",\"tool\":\"gone\"}\n{\"kind\":\"server\",\"name\":\"t\",\"server\":\"s\"}");
        lines.ShouldAllBe(line => !line.Bad);
        lines.Select(line => line.Declared?.Definition.Name).ShouldBe([null, "here", null, "t"]);
        lines[0].Listing.ShouldBe(new DeclaredListing("s", "S", "https://example.com/r"));
    }

    [Fact]
    public void Bad_lines_are_reported_with_their_number_and_the_others_still_count()
    {
        var lines = Read("{\"server\":\"s\",\"tool\":\"a\"}\n\nnonsense\n{\"server\":\"s\"}\r\n{\"tool\":\"x\"}\n[1]\n{\"server\":\"s\",\"tool\":\"b\"} extra\n{\"server\":\"s\",\"tool\":\"c\"}");
        lines.Select(line => (line.Number, line.Declared?.Definition.Name)).ShouldBe(
            [(1, "a"), (3, null), (4, null), (5, null), (6, null), (7, null), (8, "c")]);
        lines[1].Error!.ShouldContain("not JSON");
        lines[2].Error!.ShouldContain("tool");
        lines[3].Error!.ShouldContain("--server");
    }

    [Theory]
    [InlineData("""{"tools":[{"name":"a"},{"name":"b"}]}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"result":{"nextCursor":null,"tools":[{"name":"a"},{"name":"b"}]}}""")]
    [InlineData("[\n {\"name\":\"a\"},\n {\"name\":\"b\"}\n]")]
    [InlineData("{\n  \"tools\": [\n    {\n      \"name\": \"a\"\n    },\n    {\"name\":\"b\"}\n  ]\n}\n")]
    public void A_saved_tools_list_is_read_in_each_of_its_forms(string text) =>
        Read(text, "s").Select(line => (line.Number, line.Declared?.Definition.Name)).ShouldBe([(1, "a"), (2, "b")]);

    [Fact]
    public void One_tool_written_over_several_lines_is_read() =>
        Read("{\n \"name\": \"a\"\n}", "s").ShouldHaveSingleItem().Declared!.Definition.Name.ShouldBe("a");

    [Fact]
    public void A_broken_first_line_does_not_take_the_rest_with_it()
    {
        var lines = Read("{\"server\":\"s\",\"tool\":\n{\"server\":\"s\",\"tool\":\"b\"}\n");
        lines.Count.ShouldBe(2);
        lines[0].Error.ShouldNotBeNull();
        lines[1].Declared!.Definition.Name.ShouldBe("b");
    }

    [Fact]
    public void Gzip_and_byte_order_marks_are_seen_through()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true)) gzip.Write("\uFEFF{\"server\":\"s\",\"tool\":\"a\"}\n"u8);
        packed.Position = 0;
        DefinitionFile.Read(packed, null).ToList().ShouldHaveSingleItem().Declared!.Definition.Name.ShouldBe("a");
    }

    [Fact]
    public void A_line_without_end_is_skipped_in_bounded_memory()
    {
        var text = new byte[DefinitionFile.MaxLine * 3];
        Array.Fill(text, (byte)'x');
        var tail = "\n{\"server\":\"s\",\"tool\":\"a\"}"u8;
        tail.CopyTo(text.AsSpan(text.Length - tail.Length));
        var lines = DefinitionFile.Read(new MemoryStream(text), null).ToList();
        lines.Count.ShouldBe(2);
        lines[0].Error!.ShouldContain("16 MB");
        lines[1].Declared!.Definition.Name.ShouldBe("a");
        lines[1].Number.ShouldBe(2);
    }

    [Fact]
    public void Odd_values_are_taken_as_they_can_be()
    {
        var declared = Read("""{"server":"s","tool":"a\ud800","description":{"x":1},"repository":{"type":"git","url":"https://example.com"},"tool":"b"}""").ShouldHaveSingleItem().Declared.ShouldNotBeNull();
        declared.Definition.Name.ShouldBe("b");
        declared.Definition.Description.ShouldBe("""{"x":1}""");
        declared.Repository.ShouldBe("https://example.com");
    }

    [Fact]
    public void A_definition_that_lies_in_its_chunk_reads_as_one_that_owns_its_bytes_even_when_others_were_read_since()
    {
        const string Text = """
            {"server":"s","tool":"a","description":"é","annotations":{"readOnlyHint":true},"input_schema":{"b":{"x":"\u0041"},"a":[1,{"z":0,"y":1}]},"output_schema":null}
            {"server":"s","tool":"b","input_schema":{"type":"object",},"output_schema":"text","annotations":7}
            {"server":"s","tool":"c","input_schema": {"properties":{"p":{"description":"words of a parameter"}}} }
            {"server":"s","tool":"d"}
            {"server":"s","name":"other","tool":"f\/g\u00e9","title":"T\n","description":"a line\nwith \"quotes\", \\ and é, \ud800 and \u0041"}
            {"server":"s","tool":"g","description":""}
            {"server":"s","tool":"h","description":["x"]}
            {"server":"s","tool":"i","description":null}
            {"server":"s","name":"j","description":"first","description":"the second\t漢"}
            {"server":"s","tool":"k","description":"plain words only","input_schema":{},}
            """;
        var chunk = DefinitionFile.ReadChunks(new MemoryStream(Encoding.UTF8.GetBytes(Text))).ToList().ShouldHaveSingleItem();
        var here = new DefinitionReader();
        var owned = new DefinitionReader();
        var all = new List<DeclaredDefinition>();
        for (var i = 0; i < chunk.Count; i++)
        {
            all.Add(chunk.ReadHere(i, null).Declared.ShouldNotBeNull());
            here.Read(all[i].Definition);
            owned.Read(chunk.Read(i, null).Declared!.Definition);
            Everything(here).ShouldBe(Everything(owned));
            all[i].Definition.Description.ShouldBe(chunk.Read(i, null).Declared!.Definition.Description);
            here.Malformed.ShouldBe(i == 1);
        }
        foreach (var (index, declared) in all.Index())
        {
            here.Read(declared.Definition);
            owned.Read(chunk.Read(index, null).Declared!.Definition);
            Everything(here).ShouldBe(Everything(owned));
        }
    }

    [Fact]
    public void A_description_that_lies_in_its_chunk_can_be_replaced_and_taken_away()
    {
        var chunk = DefinitionFile.ReadChunks(new MemoryStream("""{"server":"s","tool":"a","description":"as\tread"}"""u8.ToArray())).ToList().ShouldHaveSingleItem();
        var definition = chunk.ReadHere(0, null).Declared.ShouldNotBeNull().Definition;
        definition.Description.ShouldBe("as\tread");
        (definition with { Description = "another" }).Description.ShouldBe("another");
        (definition with { Description = null }).Description.ShouldBeNull();
        DefinitionHash.Compute(definition with { Description = null }).ShouldBe(DefinitionHash.Compute(new ToolDefinition { Name = "a" }));
    }

    [Fact]
    public void Bad_utf8_in_a_line_reads_the_same_where_it_lies()
    {
        byte[] line = [.. """{"server":"s","tool":"a","description":"bad """u8, 0xFF, 0xE2, 0x82, .. """ \n bytes","input_schema":{"k":"é """u8, 0xC0, .. "\"}}"u8];
        var chunk = DefinitionFile.ReadChunks(new MemoryStream(line)).ToList().ShouldHaveSingleItem();
        var (here, owned) = (new DefinitionReader(), new DefinitionReader());
        here.Read(chunk.ReadHere(0, null).Declared.ShouldNotBeNull().Definition);
        owned.Read(chunk.Read(0, null).Declared.ShouldNotBeNull().Definition);
        Everything(here).ShouldBe(Everything(owned));
        Everything(here).ShouldContain("bad \uFFFD\uFFFD \n bytes");
    }

    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(7)]
    public void Lines_are_cut_and_numbered_the_same_however_they_fall_into_chunks(int atOnce)
    {
        var random = new Random(5);
        var (text, expected) = (new StringBuilder(), new List<(int, string?)>());
        for (var number = 1; number <= 3000; number++)
        {
            // Now and then a line that is longer than a chunk, one that is blank or bad, ends of both kinds, blanks around.
            var filler = new string('x', number is 900 or 2100 ? DefinitionFile.ChunkSize * 5 / 4 : random.Next(600));
            var line = random.Next(12) switch
            {
                0 => "",
                1 => " \t ",
                2 => "nonsense",
                _ => $$"""{"server":"s","tool":"t{{number}}","description":"{{filler}}"}""",
            };
            if (line.Trim().Length > 0) expected.Add((number, line == "nonsense" ? null : $"t{number}"));
            text.Append(random.Next(9) == 0 ? "\t " : "").Append(line).Append(random.Next(9) == 0 ? " " : "").Append(number == 3000 ? "" : random.Next(2) == 0 ? "\r\n" : "\n");
        }
        using var stream = new Dripping(Encoding.UTF8.GetBytes(text.ToString()), atOnce);
        var chunks = 0;
        var read = new List<(int, string?)>();
        foreach (var chunk in DefinitionFile.ReadChunks(stream))
        {
            chunks++;
            for (var i = 0; i < chunk.Count; i++) read.Add((chunk.Read(i, null).Number, chunk.Read(i, null).Declared?.Definition.Name));
            chunk.Return();
        }
        read.ShouldBe(expected);
        chunks.ShouldBeGreaterThan(4);
    }

    /// <summary>Gives at most so many bytes at a time.</summary>
    private sealed class Dripping(byte[] bytes, int atOnce) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, atOnce)]);

        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, atOnce));
    }

    private static string Everything(DefinitionReader reader)
    {
        var all = new StringBuilder(reader.Hash()).Append(reader.ParameterCount);
        foreach (var field in reader.Fields) all.Append('\n').Append(field.Part).Append(field.Role).Append(field.Parameter).Append(reader.FieldPath(field)).Append('=').Append(reader.Text(field));
        return all.ToString();
    }

    private static List<DefinitionLine> Read(string text, string? server = null) =>
        [.. DefinitionFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), server)];
}
