using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.Json;
using Catalogue.Crawler.Model;
using Catalogue.Crawler.Net;
using ModelContextProtocol;

namespace Catalogue.Crawler.Inspection;

/// <summary>The one place where what went wrong becomes an outcome with one sentence of reason.</summary>
internal static class FaultReader
{
    /// <summary>Reads a failure.</summary>
    /// <param name="problem">What was thrown.</param>
    /// <param name="guard">The inspection's guard: its fault comes before anything that followed from it.</param>
    public static InspectionFault Read(Exception problem, InspectionGuard guard)
    {
        if (guard.Fault is not null) return guard.Fault;
        if (guard.TimeIsUp || problem is TimeoutException or OperationCanceledException) return TimedOut(guard);
        foreach (var cause in Chain(problem))
        {
            if (Known(cause) is { } fault) return fault;
        }
        return new InspectionFault(Outcome.ProtocolError, WithOddity($"The conversation failed: {Plain.Sentence(problem.Message, 200)}", guard));
    }

    private static InspectionFault TimedOut(InspectionGuard guard) => guard.Oddity is null
        ? new InspectionFault(Outcome.TimedOut, $"The server gave no whole answer within {guard.Time.TotalSeconds:0.#} seconds.")
        : new InspectionFault(Outcome.ProtocolError, $"The server gave no whole answer within {guard.Time.TotalSeconds:0.#} seconds; {guard.Oddity}");

    private static string WithOddity(string reason, InspectionGuard guard) => guard.Oddity is null ? reason : $"{reason}; {guard.Oddity}";

    private static InspectionFault? Known(Exception cause) => cause switch
    {
        InspectionFaultException fault => fault.Fault,
        RefusedAddressException or ResponseTooLargeException or HostBackOffException when NetFailure.Read(cause) is var (outcome, reason) => new InspectionFault(outcome, Plain.Sentence(reason, 300)),
        HttpRequestException { StatusCode: { } status } => new InspectionFault(Outcome.Unreachable, $"The server answered HTTP {(int)status} ({Phrase(status)})."),
        SocketException { SocketErrorCode: SocketError.ConnectionReset } => new InspectionFault(Outcome.Unreachable, "The connection broke off: the server reset it."),
        SocketException socket => new InspectionFault(Outcome.Unreachable, $"No connection: {Plain.Sentence(socket.Message, 120)}."),
        AuthenticationException tls => new InspectionFault(Outcome.Unreachable, $"No secure connection: {Plain.Sentence(tls.Message, 160)}"),
        HttpRequestException http => new InspectionFault(Outcome.Unreachable, $"No connection: {Plain.Sentence(http.Message, 160)}"),
        HttpIOException cut => new InspectionFault(Outcome.Unreachable, $"The connection broke off in the middle of an answer ({cut.HttpRequestError})."),
        McpProtocolException protocol => new InspectionFault(
            Outcome.ProtocolError, $"The server answered with error {(int)protocol.ErrorCode}: {Plain.Sentence(protocol.Message, 200)}"),
        JsonException json => new InspectionFault(Outcome.ProtocolError, $"The server's answer is not what MCP says: {Plain.Sentence(json.Message, 200)}"),
        _ => null,
    };

    private static string Phrase(HttpStatusCode status) => Enum.IsDefined(status) ? Spaced(status.ToString()) : "no standard status";

    private static string Spaced(string name) => string.Concat(name.Select((c, i) => i > 0 && char.IsUpper(c) ? " " + char.ToLowerInvariant(c) : c.ToString()));

    // Outermost first, but the cause of an HTTP failure (no route, bad certificate) says more than its wrapper.
    private static IEnumerable<Exception> Chain(Exception problem)
    {
        var chain = new List<Exception>();
        for (var cause = problem; cause is not null; cause = cause.InnerException) chain.Add(cause);
        return chain.OrderByDescending(c => c is InspectionFaultException)
            .ThenByDescending(c => c is RefusedAddressException or ResponseTooLargeException or HostBackOffException)
            .ThenByDescending(c => c is HttpIOException)
            .ThenByDescending(c => c is SocketException or AuthenticationException)
            .ThenByDescending(c => c is HttpRequestException);
    }
}
