using System.Buffers;
using System.Text;
using Catalogue.Site.Commands.Assessing;

namespace Catalogue.Site.Tests.Commands.Assessing;

public sealed class ChunkOutputTests
{
    [Fact]
    public void What_was_written_stands_one_behind_the_other_however_much_it_is()
    {
        var output = new ChunkOutput(4);
        var expected = new StringBuilder();
        for (var i = 0; i < 1000; i++)
        {
            output.Write(Encoding.ASCII.GetBytes($"{i},"));
            expected.Append(i).Append(',');
        }
        Encoding.ASCII.GetString(output.Written).ShouldBe(expected.ToString());
        output.Count.ShouldBe(expected.Length);
    }

    [Fact]
    public void What_is_cut_off_is_gone_and_what_comes_then_takes_its_place()
    {
        var output = new ChunkOutput(16);
        output.Write("kept;dropped"u8);
        output.Cut(5);
        output.Write("new"u8);
        Encoding.ASCII.GetString(output.Written).ShouldBe("kept;new");
    }

    [Fact]
    public void Room_of_any_size_is_given_and_no_more_than_that_can_be_counted()
    {
        var output = new ChunkOutput(0);
        output.GetSpan().Length.ShouldBeGreaterThan(0);
        output.GetMemory(10_000).Length.ShouldBeGreaterThanOrEqualTo(10_000);
        Should.Throw<ArgumentOutOfRangeException>(() => output.Advance(1 << 20));
        Should.Throw<ArgumentOutOfRangeException>(() => output.Advance(-1));
    }
}
