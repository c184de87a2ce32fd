using System.Runtime.ExceptionServices;

namespace Catalogue.Site.Commands.Assessing;

/// <summary>
/// Works through pieces on every processor and hands the results over in the order of the pieces, one at a time. A thread
/// that is far ahead of the slowest waits: memory does not grow with the number of pieces.
/// </summary>
/// <param name="pieces">The pieces; asked for the next one by one thread at a time.</param>
/// <param name="work">What is done with each; on several threads at once.</param>
/// <param name="deliver">Takes each result.</param>
internal sealed class OrderedWork<TPiece, TResult>(IEnumerable<TPiece> pieces, Func<TPiece, TResult> work, Action<TResult> deliver)
    where TPiece : class
    where TResult : class
{
    private static readonly int Threads = Math.Clamp(Environment.ProcessorCount, 1, 8);

    private readonly Lock _taking = new();
    private readonly object _delivering = new();
    private readonly TResult?[] _waiting = new TResult?[2 * Threads];
    private int _taken;
    private int _delivered;
    private volatile Exception? _unreadable;
    private volatile Exception? _failure;

    /// <summary>Works through all of them. When a piece cannot be had, those before it are delivered still.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public void Run(CancellationToken cancellationToken)
    {
        using var next = pieces.GetEnumerator();
        var others = new Thread[Threads - 1];
        for (var i = 0; i < others.Length; i++)
        {
            others[i] = new Thread(Work) { IsBackground = true };
            others[i].Start();
        }
        Work();
        foreach (var other in others) other.Join();
        if ((_failure ?? _unreadable) is { } error) ExceptionDispatchInfo.Throw(error);

        void Work()
        {
            try
            {
                while (TryTake(next, cancellationToken, out var number) is { } piece) Deliver(number, work(piece));
            }
            catch (Exception exception)
            {
                Fail(exception);
            }
        }
    }

    private TPiece? TryTake(IEnumerator<TPiece> next, CancellationToken cancellationToken, out int number)
    {
        lock (_taking)
        {
            number = _taken;
            if (_failure is not null || _unreadable is not null) return null;
            try
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (!next.MoveNext()) return null;
            }
            catch (Exception exception)
            {
                _unreadable = exception;
                return null;
            }
            _taken++;
            return next.Current;
        }
    }

    private void Deliver(int number, TResult result)
    {
        lock (_delivering)
        {
            while (number - _delivered >= _waiting.Length)
            {
                if (_failure is not null) return;
                Monitor.Wait(_delivering);
            }
            _waiting[number % _waiting.Length] = result;
            while (_waiting[_delivered % _waiting.Length] is { } following)
            {
                _waiting[_delivered % _waiting.Length] = null;
                deliver(following);
                _delivered++;
            }
            Monitor.PulseAll(_delivering);
        }
    }

    private void Fail(Exception error)
    {
        lock (_delivering)
        {
            _failure ??= error;
            Monitor.PulseAll(_delivering);
        }
    }
}
