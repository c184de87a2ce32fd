using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Catalogue.TestSupport.Zoo;

/// <summary>A registry of npm packages, on the zoo's port.</summary>
public static class NpmShelf
{
    /// <summary>Puts a package on the shelf.</summary>
    /// <param name="zoo">The zoo whose address is the registry.</param>
    /// <param name="manifest">Its <c>package.json</c>, with name and version.</param>
    /// <param name="files">Its other files by path.</param>
    public static void Put(HttpZoo zoo, JsonObject manifest, IReadOnlyDictionary<string, string> files)
    {
        var name = (string)manifest["name"]!;
        var version = (string)manifest["version"]!;
        var archive = Pack(files.Append(new("package.json", manifest.ToJsonString())));
        var listed = (JsonObject)manifest.DeepClone();
        listed["dist"] = new JsonObject { ["tarball"] = zoo.Url($"files/{name}.tgz").AbsoluteUri, ["integrity"] = "sha512-" + Convert.ToBase64String(SHA512.HashData(archive)) };
        var document = new JsonObject
        {
            ["name"] = name,
            ["dist-tags"] = new JsonObject { ["latest"] = version },
            ["versions"] = new JsonObject { [version] = listed },
        };
        var text = document.ToJsonString();
        zoo.Own[$"/{name}"] = request => request.JsonAsync(200, text);
        zoo.Own[$"/files/{name}.tgz"] = request => request.BytesAsync(200, "application/octet-stream", archive);
    }

    private static byte[] Pack(IEnumerable<KeyValuePair<string, string>> files)
    {
        using var memory = new MemoryStream();
        using (var zip = new GZipStream(memory, CompressionLevel.Fastest, leaveOpen: true))
        using (var tar = new TarWriter(zip))
        {
            foreach (var (path, text) in files)
                tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "package/" + path) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)) });
        }
        return memory.ToArray();
    }
}
