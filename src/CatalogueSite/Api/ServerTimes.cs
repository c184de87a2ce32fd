using Catalogue.Site.Publishing;

namespace Catalogue.Site.Api;

/// <summary>When a server last changed, for every door that says so.</summary>
internal static class ServerTimes
{
    /// <summary>The newest moment of its history and of its tools' definitions; when it was first seen, where nothing has happened since.</summary>
    public static DateTimeOffset LastChange(AssessedServer server)
    {
        var last = server.Record.FirstSeen;
        foreach (var entry in server.Record.History) last = entry.At > last ? entry.At : last;
        foreach (var tool in server.Tools) last = tool.Record.ChangedAt > last ? tool.Record.ChangedAt : last;
        return last;
    }
}
