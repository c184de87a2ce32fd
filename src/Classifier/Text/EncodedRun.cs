namespace Catalogue.Classifier.Text;

/// <summary>A run of characters that decodes to readable text.</summary>
/// <param name="Start">Offset of the run.</param>
/// <param name="Length">Length of the run.</param>
/// <param name="Decoded">The text.</param>
/// <param name="Encoding">How it was written: <c>base64</c>, <c>hex</c>, …</param>
internal readonly record struct EncodedRun(int Start, int Length, string Decoded, string Encoding);
