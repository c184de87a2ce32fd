using System.Buffers;
using System.Collections.Concurrent;
using System.Threading.Channels;
using Catalogue.Classifier;
using Catalogue.Crawler.Sources;

namespace Catalogue.Site.Commands.Assessing;

/// <summary>One reader, a worker for each processor, and a writer that keeps the order of the input. Memory does not grow with the input.</summary>
internal sealed class AssessPipeline(AssessInput input, RiskClassifier classifier, IAssessFormat format, bool explain, Action<int, string> reportBad)
{
    private static readonly int Workers = Math.Clamp(Environment.ProcessorCount, 1, 8);

    private readonly ConcurrentBag<ArrayBufferWriter<byte>> _buffers = [];

    private sealed record Result(ArrayBufferWriter<byte> Bytes, AssessSummary Summary, List<(int Line, string Error)> Bad);

    /// <summary>Assesses everything and writes it.</summary>
    public async Task<AssessSummary> RunAsync(Stream output, CancellationToken cancellationToken)
    {
        var total = new AssessSummary();
        var any = false;
        var head = new ArrayBufferWriter<byte>();
        format.WriteHead(head);
        await output.WriteAsync(head.WrittenMemory, cancellationToken);
        var queue = Channel.CreateBounded<Task<Result>>(Workers);
        var reading = ReadAsync(queue.Writer, cancellationToken);
        await foreach (var work in queue.Reader.ReadAllAsync(cancellationToken))
        {
            var result = await work;
            foreach (var (line, error) in result.Bad) reportBad(line, error);
            if (result.Bytes.WrittenCount > 0)
            {
                if (any) output.Write(format.Separator);
                any = true;
                await output.WriteAsync(result.Bytes.WrittenMemory, cancellationToken);
            }
            result.Bytes.ResetWrittenCount();
            _buffers.Add(result.Bytes);
            total.Add(result.Summary);
        }
        await reading;
        head.ResetWrittenCount();
        format.WriteTail(head, total);
        await output.WriteAsync(head.WrittenMemory, cancellationToken);
        await output.FlushAsync(cancellationToken);
        return total;
    }

    private Task ReadAsync(ChannelWriter<Task<Result>> queue, CancellationToken cancellationToken) => Task.Run(
        async () =>
        {
            try
            {
                foreach (var chunk in input.Chunks()) await queue.WriteAsync(Task.Run(() => Assess(chunk), cancellationToken), cancellationToken);
                queue.Complete();
            }
            catch (Exception error)
            {
                // The writer takes the error out of the channel and ends with it.
                queue.Complete(error);
            }
        },
        cancellationToken);

    private Result Assess(DefinitionChunk chunk)
    {
        var result = new Result(_buffers.TryTake(out var buffer) ? buffer : new ArrayBufferWriter<byte>(chunk.Size + 4096), new AssessSummary(), []);
        var item = new ArrayBufferWriter<byte>(4096);
        for (var i = 0; i < chunk.Count; i++)
        {
            var line = input.Read(chunk, i);
            if (line.Declared is not { } declared)
            {
                if (line.Error is { } error)
                {
                    result.Bad.Add((line.Number, error));
                    result.Summary.AddBadLine();
                }
                continue;
            }
            var context = input.ContextOf(declared);
            var explanation = explain ? classifier.Explain(declared.Definition, context) : null;
            var verdict = explanation?.Verdict ?? classifier.Assess(declared.Definition, context);
            item.ResetWrittenCount();
            format.Write(item, new AssessedDefinition(line.Number, declared, verdict, explanation));
            if (item.WrittenCount > 0)
            {
                if (result.Bytes.WrittenCount > 0) result.Bytes.Write(format.Separator);
                result.Bytes.Write(item.WrittenSpan);
            }
            result.Summary.Add(verdict);
        }
        if (input.ReadsAgain) chunk.Return();
        return result;
    }
}
