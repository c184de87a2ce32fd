using Catalogue.Site.Commands.Assessing;

namespace Catalogue.Site.Tests.Commands.Assessing;

public class OrderedWorkTests
{
    private static readonly IEnumerable<string> Pieces = Enumerable.Range(0, 500).Select(i => $"{i}");

    [Fact]
    public void Results_come_in_the_order_of_the_pieces_whatever_each_takes()
    {
        var delivered = new List<string>();
        new OrderedWork<string, string>(Pieces, piece => Slow(piece) + "!", delivered.Add).Run(CancellationToken.None);
        delivered.ShouldBe(Pieces.Select(piece => piece + "!"));
    }

    [Fact]
    public void Where_pieces_cannot_be_read_further_those_before_are_delivered_and_the_error_is_told()
    {
        var delivered = new List<string>();
        var work = new OrderedWork<string, string>(Pieces.Select(piece => piece == "321" ? throw new InvalidDataException("broken") : piece), Slow, delivered.Add);
        Should.Throw<InvalidDataException>(() => work.Run(CancellationToken.None)).Message.ShouldBe("broken");
        delivered.ShouldBe(Pieces.Take(321));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(200)]
    [InlineData(499)]
    public void A_piece_that_fails_ends_the_work_with_its_error(int bad)
    {
        var delivered = new List<string>();
        var work = new OrderedWork<string, string>(Pieces, piece => piece == $"{bad}" ? throw new ArithmeticException("failed") : Slow(piece), delivered.Add);
        Should.Throw<ArithmeticException>(() => work.Run(CancellationToken.None)).Message.ShouldBe("failed");
        delivered.ShouldBe(Pieces.Take(delivered.Count));
        delivered.Count.ShouldBeLessThanOrEqualTo(bad);
    }

    [Fact]
    public void Who_takes_the_results_may_end_the_work_too()
    {
        var work = new OrderedWork<string, string>(Pieces, Slow, result => throw new IOException(result));
        Should.Throw<IOException>(() => work.Run(CancellationToken.None)).Message.ShouldBe("0");
    }

    [Fact]
    public void Cancelling_ends_it()
    {
        using var source = new CancellationTokenSource();
        var delivered = 0;
        var work = new OrderedWork<string, string>(Pieces, Slow, _ =>
        {
            if (++delivered == 100) source.Cancel();
        });
        Should.Throw<OperationCanceledException>(() => work.Run(source.Token));
        delivered.ShouldBeInRange(100, 499);
    }

    [Fact]
    public void Memory_does_not_grow_while_one_piece_takes_long()
    {
        var taken = 0;
        var most = 0;
        var delivered = 0;
        IEnumerable<string> Counted()
        {
            foreach (var piece in Pieces)
            {
                most = Math.Max(most, ++taken - Volatile.Read(ref delivered));
                yield return piece;
            }
        }
        new OrderedWork<string, string>(Counted(), piece => Slow(piece), _ => Interlocked.Increment(ref delivered)).Run(CancellationToken.None);
        delivered.ShouldBe(500);
        most.ShouldBeLessThanOrEqualTo(4 * Math.Clamp(Environment.ProcessorCount, 1, 8));
    }

    /// <summary>Every seventeenth piece takes a thousand times as long as the others.</summary>
    private static string Slow(string piece)
    {
        if (piece.GetHashCode(StringComparison.Ordinal) % 17 == 0) Thread.SpinWait(100_000);
        return piece;
    }
}
