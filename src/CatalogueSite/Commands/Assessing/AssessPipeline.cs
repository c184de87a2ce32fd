using System.Buffers;
using System.Collections.Concurrent;
using Catalogue.Classifier;
using Catalogue.Classifier.Model;
using Catalogue.Crawler.Sources;

namespace Catalogue.Site.Commands.Assessing;

/// <summary>Assesses an input on every processor and writes the verdicts in its order. Memory does not grow with the input.</summary>
internal sealed class AssessPipeline(AssessInput input, RiskClassifier classifier, IAssessFormat format, bool explain, Action<int, string> reportBad)
{
    private readonly ConcurrentBag<ChunkOutput> _buffers = [];

    /// <summary>What became of a chunk.</summary>
    private sealed class Result(ChunkOutput bytes)
    {
        public ChunkOutput Bytes { get; } = bytes;

        public AssessSummary Summary { get; } = new();

        public List<DefinitionLine>? Bad { get; set; }
    }

    /// <summary>Assesses everything and writes it.</summary>
    public AssessSummary Run(Stream output, CancellationToken cancellationToken)
    {
        var total = new AssessSummary();
        var any = false;
        var frame = new ArrayBufferWriter<byte>();
        format.WriteHead(frame);
        output.Write(frame.WrittenSpan);
        new OrderedWork<DefinitionChunk, Result>(input.Chunks(), Assess, Write).Run(cancellationToken);
        frame.ResetWrittenCount();
        format.WriteTail(frame, total);
        output.Write(frame.WrittenSpan);
        output.Flush();
        return total;

        void Write(Result result)
        {
            foreach (var line in result.Bad ?? []) reportBad(line.Number, line.Error!);
            total.Add(result.Summary);
            if (result.Bytes.Count > 0)
            {
                if (any) output.Write(format.Separator);
                any = true;
                output.Write(result.Bytes.Written);
            }
            result.Bytes.Cut(0);
            _buffers.Add(result.Bytes);
        }
    }

    private Result Assess(DefinitionChunk chunk)
    {
        var result = new Result(_buffers.TryTake(out var buffer) ? buffer : new ChunkOutput(chunk.Size + 4096));
        var context = ServerContext.None;
        DeclaredDefinition? last = null;
        for (var i = 0; i < chunk.Count; i++)
        {
            var line = input.Read(chunk, i);
            if (line.Declared is not { } declared)
            {
                if (!line.Bad) continue;
                (result.Bad ??= []).Add(line);
                result.Summary.AddBadLine();
                continue;
            }
            // The tools of a server stand together, as a rule.
            if (last?.Server != declared.Server) context = input.ContextOf(declared);
            last = declared;
            var explanation = explain ? classifier.Explain(declared.Definition, context) : null;
            var verdict = explanation?.Verdict ?? classifier.Assess(declared.Definition, context);
            Write(result.Bytes, new AssessedDefinition(line.Number, declared, verdict, explanation));
            result.Summary.Add(verdict);
        }
        if (input.ReadsAgain) chunk.Return();
        return result;
    }

    private void Write(ChunkOutput output, AssessedDefinition item)
    {
        var before = output.Count;
        if (before > 0) output.Write(format.Separator);
        var start = output.Count;
        format.Write(output, item);
        // Some formats write nothing of some definitions: then nothing parts them either.
        if (output.Count == start) output.Cut(before);
    }
}
