using System.IO.Compression;
using System.Text;

namespace Catalogue.TestSupport.Zoo;

/// <summary>An index of Python packages, on the zoo's port under <c>/simple/</c>.</summary>
public static class WheelShelf
{
    /// <summary>Puts a wheel on the shelf, with one module and its console scripts.</summary>
    /// <param name="zoo">The zoo whose <c>/simple/</c> is the index.</param>
    /// <param name="name">The package's name, which is also its module's (with <c>_</c> for <c>-</c>).</param>
    /// <param name="module">The module's text.</param>
    /// <param name="scripts">Lines of <c>name = module:function</c>.</param>
    public static void Put(HttpZoo zoo, string name, string module, params string[] scripts)
    {
        var plain = name.Replace('-', '_');
        var info = $"{plain}-1.0.0.dist-info";
        var wheel = Zip(new Dictionary<string, string>
        {
            [$"{plain}.py"] = module,
            [$"{info}/METADATA"] = $"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0.0\n",
            [$"{info}/WHEEL"] = "Wheel-Version: 1.0\nGenerator: zoo\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
            [$"{info}/entry_points.txt"] = scripts.Length == 0 ? "" : $"[console_scripts]\n{string.Join('\n', scripts)}\n",
            [$"{info}/RECORD"] = $"{plain}.py,,\n{info}/METADATA,,\n{info}/WHEEL,,\n{info}/entry_points.txt,,\n{info}/RECORD,,\n",
        });
        PutFile(zoo, name, $"{plain}-1.0.0-py3-none-any.whl", wheel);
    }

    /// <summary>Puts a file of any kind on the shelf, such as a source package.</summary>
    public static void PutFile(HttpZoo zoo, string name, string file, byte[] bytes)
    {
        zoo.Own[$"/simple/{name}/"] = request => request.BytesAsync(200, "text/html", Encoding.UTF8.GetBytes($"<html><body><a href=\"/files/{file}\">{file}</a></body></html>"));
        zoo.Own[$"/files/{file}"] = request => request.BytesAsync(200, "application/octet-stream", bytes);
    }

    private static byte[] Zip(IReadOnlyDictionary<string, string> files)
    {
        using var memory = new MemoryStream();
        using (var archive = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (path, text) in files)
            {
                using var entry = archive.CreateEntry(path).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }
        return memory.ToArray();
    }
}
