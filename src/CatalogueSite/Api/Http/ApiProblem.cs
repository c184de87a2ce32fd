using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Catalogue.Site.Api.Http;

/// <summary>An answer that is an error of the caller's (or a "not yet"): RFC 9457 problem details.</summary>
/// <param name="status">HTTP status.</param>
/// <param name="title">What kind of problem, the same for all of its kind.</param>
/// <param name="detail">What exactly, and how to mend it.</param>
/// <param name="parameter">The parameter at fault, or null.</param>
public sealed class ApiProblem(int status, string title, string detail, string? parameter = null) : Exception(detail)
{
    /// <summary>HTTP status.</summary>
    public int Status { get; } = status;

    /// <summary>What kind of problem.</summary>
    public string Title { get; } = title;

    /// <summary>The parameter at fault, or null.</summary>
    public string? Parameter { get; } = parameter;

    /// <summary>Seconds to wait before asking again, or null.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>A 400 for a parameter.</summary>
    public static ApiProblem BadParameter(string parameter, string detail) => new(StatusCodes.Status400BadRequest, "A parameter can't be used", detail, parameter);

    /// <summary>A 404 for something that is named by a part of the path.</summary>
    public static ApiProblem NotFound(string parameter, string detail) => new(StatusCodes.Status404NotFound, "Not found", detail, parameter);

    /// <summary>A 503 before the first generation.</summary>
    public static ApiProblem NotPublished() =>
        new(StatusCodes.Status503ServiceUnavailable, "Nothing is published yet", "The first generation is still being made. Ask again in a few seconds.") { RetryAfter = 5 };

    /// <summary>A 503 while there is no index to search. What is wrong is the operator's to know: the site's log says it.</summary>
    public static ApiProblem NoIndex() =>
        new(StatusCodes.Status503ServiceUnavailable, "Search is not available", "The search index of this generation can't be read. Ask again later; lists and single servers are answered meanwhile.") { RetryAfter = 30 };

    /// <summary>Writes the problem as the answer.</summary>
    public async Task WriteAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var response = context.Response;
        response.StatusCode = Status;
        response.ContentType = "application/problem+json; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        if (RetryAfter is { } seconds) response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var body = new Answers.ProblemAnswer("about:blank", Title, Status, Message, Parameter);
        await response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(body, ApiJson.Default.ProblemAnswer), context.RequestAborted);
    }
}
