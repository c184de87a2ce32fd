namespace Catalogue.Crawler.Net;

/// <summary>
/// An answer's body under guard: counted after decompression (so that a small bomb is met when it swells), bound in time, and
/// giving back its politeness lease at its end.
/// </summary>
internal sealed class GuardedStream : Stream
{
    private readonly Stream _inner;
    private readonly long _maxBytes;
    private readonly ByteBudget _budget;
    private readonly CancellationTokenSource _deadline;
    private readonly TimeSpan? _timeout;
    private readonly IDisposable _lease;
    private readonly CancellationTokenRegistration _expiry;
    private long _read;

    /// <summary>Guards a body.</summary>
    /// <param name="inner">The decompressed body.</param>
    /// <param name="maxBytes">What it may have.</param>
    /// <param name="budget">What all answers together may have.</param>
    /// <param name="deadline">Ends reading; disposed with the stream.</param>
    /// <param name="timeout">The time that the deadline stands for (for the message), or null when it is the client's end.</param>
    /// <param name="lease">Disposed when the body ends, fails, expires or is disposed.</param>
    public GuardedStream(Stream inner, long maxBytes, ByteBudget budget, CancellationTokenSource deadline, TimeSpan? timeout, IDisposable lease)
    {
        (_inner, _maxBytes, _budget, _deadline, _timeout, _lease) = (inner, maxBytes, budget, deadline, timeout, lease);
        // A caller that neither reads nor disposes must not keep the place for ever.
        _expiry = deadline.Token.UnsafeRegister(static lease => ((IDisposable)lease!).Dispose(), lease);
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _deadline.Token);
            return Count(await _inner.ReadAsync(buffer, either.Token));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested && _timeout is { } timeout)
        {
            throw new TimeoutException($"The answer was not whole after {timeout.TotalSeconds:0.#} s.");
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (_deadline.IsCancellationRequested && _timeout is not null) throw new TimeoutException("The answer was not whole in time.");
        return Count(_inner.Read(buffer, offset, count));
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _expiry.Dispose();
            _inner.Dispose();
            _lease.Dispose();
            _deadline.Dispose();
        }
        base.Dispose(disposing);
    }

    private int Count(int bytes)
    {
        if (bytes == 0)
        {
            _lease.Dispose();
            return 0;
        }
        _read += bytes;
        if (_read > _maxBytes) throw new ResponseTooLargeException($"The answer exceeds {_maxBytes:N0} bytes.");
        _budget.Spend(bytes);
        return bytes;
    }
}
