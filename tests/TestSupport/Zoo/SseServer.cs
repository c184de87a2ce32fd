using System.Text;
using System.Threading.Channels;

namespace Catalogue.TestSupport.Zoo;

/// <summary>A server of the first revision (2024-11-05): answers arrive on a stream of events that a GET opened.</summary>
public static class SseServer
{
    /// <summary>Puts it into a zoo, at <c>/sse</c> and <c>/messages</c>.</summary>
    /// <param name="zoo">The zoo.</param>
    /// <param name="endpoint">Where it says that messages go.</param>
    public static void Install(HttpZoo zoo, string endpoint = "/messages")
    {
        var answers = Channel.CreateUnbounded<string>();
        zoo.Own["/sse"] = request => StreamAsync(request, endpoint, answers.Reader);
        zoo.Own["/messages"] = request =>
        {
            request.Context.Response.StatusCode = 202;
            if (Answer(request) is { } answer) answers.Writer.TryWrite(answer);
            return Task.CompletedTask;
        };
    }

    private static string? Answer(ZooRequest request) => request.Method switch
    {
        "initialize" => $$"""{"jsonrpc":"2.0","id":{{request.Id}},"result":{"protocolVersion":"2024-11-05","capabilities":{"tools":{} },"serverInfo":{"name":"old","version":"0.1"} } }""",
        "tools/list" => $$"""{"jsonrpc":"2.0","id":{{request.Id}},"result":{{ZooTools.List([ZooTools.Tool("old_tool")])}} }""",
        "notifications/initialized" => null,
        _ => $$"""{"jsonrpc":"2.0","id":{{request.Id}},"error":{"code":-32601,"message":"Method not found"} }""",
    };

    private static async Task StreamAsync(ZooRequest request, string endpoint, ChannelReader<string> answers)
    {
        var context = request.Context;
        if (context.Request.Method != "GET")
        {
            context.Response.StatusCode = 405;
            return;
        }
        context.Response.ContentType = "text/event-stream";
        await WriteAsync($"event: endpoint\ndata: {endpoint}\n\n");
        await foreach (var answer in answers.ReadAllAsync(context.RequestAborted)) await WriteAsync($"event: message\ndata: {answer}\n\n");

        async Task WriteAsync(string text)
        {
            await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }
    }
}
