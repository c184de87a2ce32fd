using System.Diagnostics;
using System.Text;

namespace Catalogue.Crawler.Inspection.Sandboxing;

/// <summary>A program running in its sandbox. Disposing it kills everything in there and removes what it left.</summary>
internal sealed class SandboxProcess : IAsyncDisposable
{
    private const int KeptErrorBytes = 8 * 1024;
    private readonly Process _process;
    private readonly ControlGroup? _group;
    private readonly MemoryWatch? _watch;
    private readonly InspectionLimits _limits;
    private readonly Task _errors;
    private readonly Lock _lock = new();
    private byte[] _tail = [];
    private long _errorBytes;

    public SandboxProcess(Process process, ControlGroup? group, InspectionLimits limits)
    {
        _process = process;
        _group = group;
        _limits = limits;
        _errors = Task.Run(ReadErrorsAsync);
        if (group is not null) return;
        _watch = new MemoryWatch();
        _watch.Start(process.Id, limits.MaxMemoryBytes, Kill);
    }

    /// <summary>Called once when the program writes more to its standard error than it may.</summary>
    public Action? ErrorFlood { get; set; }

    /// <summary>Removes what killing does not reach; called once.</summary>
    public Func<Task>? Removal { get; init; }

    /// <summary>The program's standard input.</summary>
    public Stream Input => _process.StandardInput.BaseStream;

    /// <summary>The program's standard output.</summary>
    public Stream Output => _process.StandardOutput.BaseStream;

    /// <summary>The end of what it wrote to its standard error.</summary>
    public string ErrorText
    {
        get
        {
            lock (_lock) return Encoding.UTF8.GetString(_tail);
        }
    }

    /// <summary>True when it was ended for using more memory than it may.</summary>
    public bool RanOutOfMemory => _group?.RanOutOfMemory ?? _watch!.RanOut;

    /// <summary>True when it was refused a process or thread.</summary>
    public bool RanOutOfProcesses => _group?.RanOutOfProcesses ?? false;

    /// <summary>Waits for its end.</summary>
    /// <returns>The exit code, or null when it still runs.</returns>
    public async Task<int?> WaitAsync(TimeSpan time, CancellationToken cancellationToken = default)
    {
        try
        {
            await _process.WaitForExitAsync(cancellationToken).WaitAsync(time, cancellationToken).ConfigureAwait(false);
            await _errors.WaitAsync(TimeSpan.FromSeconds(1), cancellationToken).ConfigureAwait(false);
            return _process.ExitCode;
        }
        catch (TimeoutException)
        {
            return _process.HasExited ? _process.ExitCode : null;
        }
    }

    /// <summary>Kills everything in the sandbox; its streams end.</summary>
    public void Kill()
    {
        try
        {
            _process.Kill();
        }
        catch (Exception problem) when (problem is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // It is gone already.
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Kill();
        _watch?.Dispose();
        if (_group is not null) await _group.EndAsync().ConfigureAwait(false);
        await WaitAsync(TimeSpan.FromSeconds(5)).ConfigureAwait(false);
        if (Removal is not null) await Removal().ConfigureAwait(false);
        _process.Dispose();
    }

    private async Task ReadErrorsAsync()
    {
        var buffer = new byte[8 * 1024];
        try
        {
            int count;
            while ((count = await _process.StandardError.BaseStream.ReadAsync(buffer).ConfigureAwait(false)) > 0)
            {
                lock (_lock)
                {
                    var all = _tail.Length + count;
                    var kept = new byte[Math.Min(all, KeptErrorBytes)];
                    var fromTail = Math.Max(0, kept.Length - count);
                    _tail.AsSpan(_tail.Length - fromTail).CopyTo(kept);
                    buffer.AsSpan(count - (kept.Length - fromTail), kept.Length - fromTail).CopyTo(kept.AsSpan(fromTail));
                    _tail = kept;
                }
                var before = _errorBytes;
                _errorBytes += count;
                if (before <= _limits.MaxErrorBytes && _errorBytes > _limits.MaxErrorBytes) ErrorFlood?.Invoke();
            }
        }
        catch (Exception problem) when (problem is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The stream ended with its process.
        }
    }
}
