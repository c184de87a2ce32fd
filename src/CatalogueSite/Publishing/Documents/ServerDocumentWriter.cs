using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Catalogue.Classifier.Model;
using Catalogue.Crawler.Model;

namespace Catalogue.Site.Publishing.Documents;

/// <summary>
/// Writes a server as JSON lines: one <c>"kind":"server"</c>, then one <c>"kind":"tool"</c> a tool. The lines of all servers
/// are the dump; <see cref="ServerDocumentReader"/> makes the same server of them again.
/// </summary>
public static class ServerDocumentWriter
{
    // Depth is checked where strangers' JSON is taken over; the writer itself has no limit below that.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 1000 };

    /// <summary>Appends the lines, each ended by a line feed.</summary>
    public static void Write(AssessedServer server, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(server);
        ArgumentNullException.ThrowIfNull(output);
        using var writer = new Utf8JsonWriter(output, Options);
        WriteServer(writer, server);
        EndLine(writer, output);
        foreach (var tool in server.Tools)
        {
            writer.Reset();
            WriteTool(writer, server.Record, tool);
            EndLine(writer, output);
        }
    }

    private static void EndLine(Utf8JsonWriter writer, IBufferWriter<byte> output)
    {
        writer.Flush();
        output.Write("\n"u8);
    }

    private static void WriteServer(Utf8JsonWriter writer, AssessedServer server)
    {
        var record = server.Record;
        writer.WriteStartObject();
        writer.WriteString("kind"u8, "server"u8);
        JsonText.Write(writer, "name", record.Name);
        writer.WriteString("slug"u8, record.Slug);
        writer.WriteNumber("id"u8, record.Id);
        writer.WriteNumber("revision"u8, record.Revision);
        WriteList(writer, "aliases", record.Aliases);
        JsonText.Write(writer, "title", record.Title);
        JsonText.Write(writer, "description", record.Description);
        JsonText.Write(writer, "repository", record.Repository);
        JsonText.Write(writer, "repositorySubfolder", record.RepositorySubfolder);
        JsonText.Write(writer, "websiteUrl", record.WebsiteUrl);
        JsonText.Write(writer, "version", record.Version);
        writer.WriteString("status"u8, record.Status.ToString());
        JsonText.Write(writer, "statusMessage", record.StatusMessage);
        writer.WriteString("firstSeen"u8, record.FirstSeen);
        WriteTime(writer, "withdrawnAt", record.WithdrawnAt);
        if (server.Risk is { } risk) writer.WriteString("risk"u8, risk.ToString());
        else writer.WriteNull("risk"u8);
        writer.WriteString("flow"u8, server.Flow.Kind.ToString());
        WriteObservation(writer, record.Observation);
        WriteEndpoints(writer, record.Endpoints);
        WriteListings(writer, record.Listings);
        VerdictJson.WriteFindings(writer, server.Findings);
        WriteHistory(writer, record.History);
        writer.WriteEndObject();
    }

    private static void WriteTool(Utf8JsonWriter writer, ServerRecord server, AssessedTool tool)
    {
        var record = tool.Record;
        writer.WriteStartObject();
        writer.WriteString("kind"u8, "tool"u8);
        // First, so that whoever reads names alone knows at once that it is not there any more.
        WriteTime(writer, "removedAt", record.RemovedAt);
        JsonText.Write(writer, "server", server.Name);
        JsonText.Write(writer, "tool", record.Name);
        writer.WriteString("serverSlug"u8, server.Slug);
        writer.WriteString("slug"u8, record.Slug);
        JsonText.Write(writer, "title", record.Definition.Title);
        JsonText.Write(writer, "description", record.Definition.Description);
        JsonText.WriteJson(writer, "inputSchema", record.Definition.InputSchema.Span);
        JsonText.WriteJson(writer, "outputSchema", record.Definition.OutputSchema.Span);
        JsonText.WriteJson(writer, "annotations", record.Definition.Annotations.Span);
        writer.WriteString("firstSeen"u8, record.FirstSeen);
        writer.WriteString("changedAt"u8, record.ChangedAt);
        if (record.Declared) writer.WriteBoolean("declared"u8, true);
        VerdictJson.WriteMembers(writer, tool.Verdict);
        if (record.DefinitionHash != tool.Verdict.Definition) writer.WriteString("storedDefinition"u8, record.DefinitionHash);
        writer.WriteEndObject();
    }

    private static void WriteObservation(Utf8JsonWriter writer, Observation observation)
    {
        writer.WriteStartObject("observation"u8);
        writer.WriteString("outcome"u8, observation.Outcome.ToName());
        JsonText.Write(writer, "reason", observation.Reason);
        WriteTime(writer, "at", observation.At);
        WriteTime(writer, "lastGoodAt", observation.LastGoodAt);
        JsonText.Write(writer, "how", observation.How);
        JsonText.Write(writer, "endpoint", observation.Endpoint);
        JsonText.Write(writer, "protocolVersion", observation.ProtocolVersion);
        JsonText.Write(writer, "serverTitle", observation.ServerTitle);
        JsonText.Write(writer, "serverVersion", observation.ServerVersion);
        JsonText.Write(writer, "instructions", observation.Instructions);
        if (observation.PromptCount is { } prompts) writer.WriteNumber("promptCount"u8, prompts);
        if (observation.ResourceCount is { } resources) writer.WriteNumber("resourceCount"u8, resources);
        if (observation.Duration is { } duration) writer.WriteNumber("durationMs"u8, (long)duration.TotalMilliseconds);
        writer.WriteEndObject();
    }

    private static void WriteEndpoints(Utf8JsonWriter writer, IReadOnlyList<Endpoint> endpoints)
    {
        writer.WriteStartArray("endpoints"u8);
        foreach (var endpoint in endpoints)
        {
            writer.WriteStartObject();
            writer.WriteString("kind"u8, endpoint.Kind.ToString());
            JsonText.Write(writer, "url", endpoint.Url);
            JsonText.Write(writer, "packageType", endpoint.PackageType);
            JsonText.Write(writer, "packageName", endpoint.PackageName);
            JsonText.Write(writer, "packageVersion", endpoint.PackageVersion);
            WriteList(writer, "arguments", endpoint.Arguments);
            WriteSettings(writer, endpoint.Settings);
            if (endpoint.Trusted) writer.WriteBoolean("trusted"u8, true);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static void WriteSettings(Utf8JsonWriter writer, IReadOnlyList<EndpointSetting> settings)
    {
        if (settings.Count == 0) return;
        writer.WriteStartArray("settings"u8);
        foreach (var setting in settings)
        {
            writer.WriteStartObject();
            JsonText.Write(writer, "name", setting.Name);
            writer.WriteBoolean("required"u8, setting.Required);
            writer.WriteBoolean("secret"u8, setting.Secret);
            JsonText.Write(writer, "default", setting.Default);
            JsonText.Write(writer, "format", setting.Format);
            if (setting.Choices is not null) WriteList(writer, "choices", setting.Choices);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static void WriteListings(Utf8JsonWriter writer, IReadOnlyList<Listing> listings)
    {
        writer.WriteStartArray("listings"u8);
        foreach (var listing in listings)
        {
            writer.WriteStartObject();
            JsonText.Write(writer, "source", listing.Source);
            JsonText.Write(writer, "nameThere", listing.NameThere);
            writer.WriteString("firstSeen"u8, listing.FirstSeen);
            writer.WriteString("lastSeen"u8, listing.LastSeen);
            WriteTime(writer, "dropped", listing.Dropped);
            // Base64, because it goes out again byte for byte.
            if (listing.RawEntry is { } raw) writer.WriteBase64String("rawEntry"u8, raw.Span);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static void WriteHistory(Utf8JsonWriter writer, IReadOnlyList<HistoryEntry> history)
    {
        writer.WriteStartArray("history"u8);
        foreach (var entry in history)
        {
            writer.WriteStartObject();
            writer.WriteNumber("id"u8, entry.Id);
            JsonText.Write(writer, "tool", entry.Tool);
            writer.WriteString("change"u8, entry.Kind.ToString());
            writer.WriteString("at"u8, entry.At);
            JsonText.Write(writer, "oldHash", entry.OldHash);
            JsonText.Write(writer, "newHash", entry.NewHash);
            WriteList(writer, "fields", entry.Fields);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static void WriteList(Utf8JsonWriter writer, string name, IReadOnlyList<string> values)
    {
        if (values.Count == 0) return;
        writer.WriteStartArray(name);
        foreach (var value in values) writer.WriteStringValue(value);
        writer.WriteEndArray();
    }

    private static void WriteTime(Utf8JsonWriter writer, string name, DateTimeOffset? value)
    {
        if (value is { } time) writer.WriteString(name, time);
    }
}
