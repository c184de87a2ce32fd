using System.Buffers;

namespace Catalogue.Site.Commands.Assessing;

/// <summary>A form in which verdicts are written. Items are formatted on several threads and joined in the order of the input.</summary>
public interface IAssessFormat
{
    /// <summary>What stands between two items.</summary>
    ReadOnlySpan<byte> Separator { get; }

    /// <summary>Writes what stands before the items.</summary>
    void WriteHead(IBufferWriter<byte> output);

    /// <summary>Writes one item.</summary>
    void Write(IBufferWriter<byte> output, AssessedDefinition item);

    /// <summary>Writes what stands behind the items.</summary>
    void WriteTail(IBufferWriter<byte> output, AssessSummary summary);
}
