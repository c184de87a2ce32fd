using System.Collections.Concurrent;
using System.Diagnostics;

namespace Catalogue.Crawler.Inspection.Sandboxing;

/// <summary>
/// Starts processes from one thread that lives as long as this program. The kernel sends "parent died" when the
/// starting <em>thread</em> ends: started from the thread pool, sandboxes would die whenever the pool shrinks.
/// </summary>
internal static class ProcessStarter
{
    private static readonly BlockingCollection<Action> Requests = [];

    static ProcessStarter() => new Thread(Run) { IsBackground = true, Name = "sandbox starter" }.Start();

    /// <summary>Starts a process.</summary>
    /// <exception cref="System.ComponentModel.Win32Exception">It can't be started.</exception>
    public static Task<Process> StartAsync(ProcessStartInfo info)
    {
        var done = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        Requests.Add(() =>
        {
            try
            {
                done.SetResult(Process.Start(info)!);
            }
            catch (Exception problem)
            {
                done.SetException(problem);
            }
        });
        return done.Task;
    }

    private static void Run()
    {
        foreach (var request in Requests.GetConsumingEnumerable()) request();
    }
}
