using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;
using Xunit;

namespace Catalogue.TestSupport.Postgres;

/// <summary>A PostgreSQL of the tests' own, in a temporary folder on a free loopback port, gone afterwards.</summary>
public sealed class PostgresCluster : IAsyncLifetime
{
    private static readonly TimeSpan StartTime = TimeSpan.FromMinutes(3);
    private string _folder = "";
    private int _port;
    private int _schemas;

    /// <summary>Where the server's programs are (<c>CATALOGUE_POSTGRES_BIN</c>, else Debian's place), or null where PostgreSQL is absent.</summary>
    public static string? Programs { get; } = Find();

    /// <summary>Why tests that need PostgreSQL are skipped, or null.</summary>
    public static string? SkipReason => Programs is null
        ? "PostgreSQL's server programs are not here: install Debian's package postgresql-15, or set CATALOGUE_POSTGRES_BIN to the folder of initdb."
        : null;

    /// <summary>A URL of an empty place of its own in this cluster, as an operator would write it.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"test_{Interlocked.Increment(ref _schemas)}");
        await using var source = NpgsqlDataSource.Create($"Host=127.0.0.1;Port={_port};Username=catalogue;Database=postgres;Pooling=false");
        await using var command = source.CreateCommand($"CREATE DATABASE {name}");
        await command.ExecuteNonQueryAsync();
        return string.Create(CultureInfo.InvariantCulture, $"postgres://catalogue@127.0.0.1:{_port}/{name}?Maximum%20Pool%20Size=20&Timeout=30");
    }

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        if (Programs is null) return;
        _folder = Directory.CreateTempSubdirectory("catalogue-postgres-").FullName;
        _port = FreePort();
        // PostgreSQL refuses to run as root, and its folder must be its own.
        if (Environment.UserName == "root") await RunAsync("chown", "postgres", _folder);
        var data = Path.Combine(_folder, "data");
        await RunAsOwnerAsync("initdb", "-D", data, "-U", "catalogue", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync");
        AppDomain.CurrentDomain.ProcessExit += StopAtExit;
        var options = string.Create(CultureInfo.InvariantCulture, $"-p {_port} -k {_folder} -c listen_addresses=127.0.0.1 -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=100 -c shared_buffers=64MB");
        await RunAsOwnerAsync("pg_ctl", "-D", data, "-l", Path.Combine(_folder, "log"), "-w", "-t", "50", "-o", options, "start");
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        if (_folder.Length == 0) return;
        AppDomain.CurrentDomain.ProcessExit -= StopAtExit;
        NpgsqlConnection.ClearAllPools();
        await RunAsOwnerAsync("pg_ctl", "-D", Path.Combine(_folder, "data"), "-m", "immediate", "-w", "stop");
        Directory.Delete(_folder, recursive: true);
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("CATALOGUE_POSTGRES_BIN") is { Length: > 0 } set) return File.Exists(Path.Combine(set, "initdb")) ? set : null;
        const string Debian = "/usr/lib/postgresql";
        return !Directory.Exists(Debian) ? null : Directory.EnumerateDirectories(Debian)
            .OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var version) ? version : 0)
            .Select(folder => Path.Combine(folder, "bin")).FirstOrDefault(bin => File.Exists(Path.Combine(bin, "initdb")));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static Task RunAsOwnerAsync(string program, params string[] arguments) => Environment.UserName == "root"
        ? RunAsync("runuser", ["-u", "postgres", "--", Path.Combine(Programs!, program), .. arguments])
        : RunAsync(Path.Combine(Programs!, program), arguments);

    // Output goes nowhere: the server that pg_ctl starts keeps it open, and reading it to its end would wait for ever.
    private static async Task RunAsync(string program, params string[] arguments)
    {
        var quoted = string.Join(' ', arguments.Prepend(program).Select(argument => $"'{argument.Replace("'", "'\\''", StringComparison.Ordinal)}'"));
        using var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", $"cd / && exec {quoted} >/dev/null 2>&1 </dev/null"]))!;
        using var patience = new CancellationTokenSource(StartTime);
        await process.WaitForExitAsync(patience.Token);
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }

    private void StopAtExit(object? sender, EventArgs e) => DisposeAsync().GetAwaiter().GetResult();
}
