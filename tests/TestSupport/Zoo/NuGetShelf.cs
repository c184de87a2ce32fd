using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace Catalogue.TestSupport.Zoo;

/// <summary>A NuGet feed, on the zoo's port at <c>/index.json</c>.</summary>
public static class NuGetShelf
{
    /// <summary>Puts a .NET tool on the shelf.</summary>
    /// <param name="zoo">The zoo.</param>
    /// <param name="id">The package's name; its version is 1.0.0.</param>
    /// <param name="program">The tool's assembly.</param>
    public static void PutTool(HttpZoo zoo, string id, string program)
    {
        var lower = id.ToLowerInvariant();
        var package = Pack(id, program);
        zoo.Own["/index.json"] = request => request.JsonAsync(200, $$"""{"version":"3.0.0","resources":[{"@id":"{{zoo.Url("flat/")}}","@type":"PackageBaseAddress/3.0.0"},{"@id":"{{zoo.Url("reg/")}}","@type":"RegistrationsBaseUrl/3.6.0"}]}""");
        zoo.Own[$"/reg/{lower}/index.json"] = request => request.JsonAsync(200, Registration(zoo, id));
        zoo.Own[$"/flat/{lower}/index.json"] = request => request.JsonAsync(200, """{"versions":["1.0.0"]}""");
        zoo.Own[$"/flat/{lower}/1.0.0/{lower}.1.0.0.nupkg"] = request => request.BytesAsync(200, "application/octet-stream", package);
    }

    private static string Registration(HttpZoo zoo, string id)
    {
        var lower = id.ToLowerInvariant();
        var content = zoo.Url($"flat/{lower}/1.0.0/{lower}.1.0.0.nupkg").AbsoluteUri;
        var page = zoo.Url($"reg/{lower}/index.json").AbsoluteUri;
        return JsonSerializer.Serialize(new
        {
            count = 1,
            items = new[]
            {
                new { count = 1, lower = "1.0.0", upper = "1.0.0", items = new[] { new { packageContent = content, registration = page, catalogEntry = new { id, version = "1.0.0", listed = true, authors = "zoo", description = "A tool.", packageContent = content } } } },
            },
        });
    }

    private static byte[] Pack(string id, string program)
    {
        using var memory = new MemoryStream();
        using (var archive = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(archive, $"{id}.nuspec", Encoding.UTF8.GetBytes(
                $"""<?xml version="1.0"?><package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd"><metadata><id>{id}</id><version>1.0.0</version><authors>zoo</authors><description>A tool.</description><packageTypes><packageType name="DotnetTool" /></packageTypes></metadata></package>"""));
            Add(archive, "tools/net10.0/any/DotnetToolSettings.xml", Encoding.UTF8.GetBytes(
                $"""<DotNetCliTool Version="1"><Commands><Command Name="{id.ToLowerInvariant()}" EntryPoint="{Path.GetFileName(program)}" Runner="dotnet" /></Commands></DotNetCliTool>"""));
            Add(archive, $"tools/net10.0/any/{Path.GetFileName(program)}", File.ReadAllBytes(program));
            Add(archive, $"tools/net10.0/any/{Path.GetFileNameWithoutExtension(program)}.runtimeconfig.json", Encoding.UTF8.GetBytes(
                """{"runtimeOptions":{"tfm":"net10.0","framework":{"name":"Microsoft.NETCore.App","version":"10.0.0"} } }"""));
        }
        return memory.ToArray();
    }

    private static void Add(ZipArchive archive, string path, byte[] bytes)
    {
        using var entry = archive.CreateEntry(path).Open();
        entry.Write(bytes);
    }
}
