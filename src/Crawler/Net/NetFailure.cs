using System.Net.Sockets;
using System.Security.Authentication;
using Catalogue.Crawler.Model;

namespace Catalogue.Crawler.Net;

/// <summary>Reads failures of the guarded client out of whatever they were wrapped in on their way up.</summary>
public static class NetFailure
{
    /// <summary>The first exception of a kind among an exception, its inner ones and the parts of aggregates; or null.</summary>
    public static T? Find<T>(Exception? exception)
        where T : Exception
    {
        for (var depth = 0; exception is not null && depth < 20; depth++, exception = exception.InnerException)
        {
            if (exception is T found) return found;
            if (exception is AggregateException aggregate)
            {
                return aggregate.InnerExceptions.Select(Find<T>).FirstOrDefault(static inner => inner is not null);
            }
        }
        return null;
    }

    /// <summary>
    /// The outcome that a failure means, with one sentence on it: <see cref="Outcome.RefusedAddress"/>, <see cref="Outcome.TooLarge"/>,
    /// <see cref="Outcome.TimedOut"/> or <see cref="Outcome.Unreachable"/>; null when it is no failure of the network.
    /// </summary>
    public static (Outcome Outcome, string Reason)? Read(Exception exception)
    {
        if (Find<RefusedAddressException>(exception) is { } refused) return (Outcome.RefusedAddress, refused.Message);
        if (Find<ResponseTooLargeException>(exception) is { } large) return (Outcome.TooLarge, large.Message);
        if (Find<HostBackOffException>(exception) is { } busy) return (Outcome.Unreachable, busy.Message);
        if (Find<TimeoutException>(exception) is { } late) return (Outcome.TimedOut, late.Message);
        if (Find<AuthenticationException>(exception) is { } tls) return (Outcome.Unreachable, $"TLS failed: {tls.Message}");
        if (Find<SocketException>(exception) is { } socket) return (Outcome.Unreachable, Describe(socket));
        if (Find<HttpRequestException>(exception) is { } http)
        {
            return (Outcome.Unreachable, http.StatusCode is { } status ? $"It answered {(int)status}." : http.Message);
        }
        return Find<IOException>(exception) is { } io ? (Outcome.Unreachable, io.Message) : null;
    }

    private static string Describe(SocketException exception) => exception.SocketErrorCode switch
    {
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => "The host name is not known.",
        SocketError.ConnectionRefused => "The connection was refused.",
        SocketError.ConnectionReset => "The connection was reset.",
        SocketError.TimedOut => "The connection timed out.",
        SocketError.NetworkUnreachable or SocketError.HostUnreachable => "The host cannot be reached.",
        _ => exception.Message,
    };
}
