using System.Text;
using Catalogue.Crawler.Inspection;
using Catalogue.Crawler.Inspection.Wire;
using FsCheck;
using FsCheck.Fluent;

namespace Catalogue.Crawler.Tests.Inspection.Wire;

/// <summary>What passes the tap is the same however it was cut on its way.</summary>
public sealed class LineTapStreamTests
{
    private const string Messages =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"a\":\"ü\"}}\r\n\n  \nnoise\n{\"jsonrpc\":\"2.0\",\"id\":2,\"result\":{\"tools\":[{\"name\":\"x\"}],\"nextCursor\":\"c\"}}\n{\"jsonrpc\":\"2.0\",\"method\":\"m\"}\nunfinished";

    private const string Passed =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"a\":\"ü\"}}\r\n{\"jsonrpc\":\"2.0\",\"id\":2,\"result\":{\"tools\":[],\"nextCursor\":\"c\"}}\n{\"jsonrpc\":\"2.0\",\"method\":\"m\"}\n";

    [Fact]
    public void Messages_pass_whole_and_lists_are_taken_out() =>
        Prop.ForAll(Gen.Choose(1, 60).ToArbitrary(), Gen.Choose(1, 60).ToArbitrary(), (given, taken) =>
        {
            using var guard = new InspectionGuard(HttpZooTests.Small, TimeSpan.FromMinutes(1), TimeProvider.System, CancellationToken.None);
            var tap = new MessageTap(guard);
            using var stream = new LineTapStream(new Portions(Encoding.UTF8.GetBytes(Messages), given), tap, guard);

            ReadAll(stream, taken).ShouldBe(Passed);

            tap.TryTakeList("2", out var list).ShouldBeTrue();
            Encoding.UTF8.GetString(list.Span).ShouldBe("[{\"name\":\"x\"}]");
            tap.TryTakeList("1", out _).ShouldBeFalse();
            guard.Oddity.ShouldNotBeNull().ShouldContain("noise");
        }).QuickCheckThrowOnFailure();

    private static string ReadAll(Stream stream, int portion)
    {
        using var all = new MemoryStream();
        var buffer = new byte[portion];
        int count;
        while ((count = stream.Read(buffer, 0, buffer.Length)) > 0) all.Write(buffer, 0, count);
        return Encoding.UTF8.GetString(all.ToArray());
    }

    private sealed class Portions(byte[] bytes, int portion) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(portion, buffer.Length)], cancellationToken);
    }
}
