namespace Catalogue.Site.Publishing.Storage;

/// <summary>A text as raw deflate blocks that end on a byte and refer to nothing before them: such texts can be joined into one gzip member.</summary>
/// <param name="Data">The blocks; no final block.</param>
/// <param name="Length">Length of the text in bytes.</param>
/// <param name="Crc">Its CRC-32.</param>
internal readonly record struct DeflatedText(ReadOnlyMemory<byte> Data, int Length, uint Crc);
