namespace Catalogue.Crawler.Net;

/// <summary>Counts down the bytes that all answers of one client may have together. Thread-safe.</summary>
internal sealed class ByteBudget(long total)
{
    private long _spent;

    /// <summary>Takes bytes off the budget.</summary>
    /// <exception cref="ResponseTooLargeException">The budget is used up.</exception>
    public void Spend(int count)
    {
        if (Interlocked.Add(ref _spent, count) > total)
        {
            throw new ResponseTooLargeException($"The answers together exceed the {total:N0} bytes that may be read.");
        }
    }
}
