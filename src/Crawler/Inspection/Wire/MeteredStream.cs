namespace Catalogue.Crawler.Inspection.Wire;

/// <summary>Counts bytes against the limits of a message and of the whole inspection.</summary>
internal sealed class MeteredStream(Stream inner, MessageTap tap, InspectionGuard guard) : ReadOnlyStream
{
    private long _message;

    /// <summary>A message has ended.</summary>
    public void StartMessage() => _message = 0;

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        guard.CountBytes(count);
        _message += count;
        if (_message > guard.Limits.MaxMessageBytes) throw tap.TooLong();
        return count;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }
}
