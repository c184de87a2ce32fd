using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Catalogue.Classifier;
using Catalogue.Classifier.Rules;
using Catalogue.Crawler.Model;
using Catalogue.Site.Pages;
using Catalogue.Site.Publishing;
using Catalogue.TestSupport;
using Catalogue.TestSupport.Crawls;

namespace Catalogue.Benchmarks;

/// <summary>
/// Our <c>publish</c> and Hugo's build of as many pages of the same size, one after the other in one run. Ours assesses, renders, compresses,
/// indexes and stores; Hugo's template fills our own frame with the same kinds of content from ready-made front matter and Markdown, and
/// writes plain files. Both start with nothing;
/// <c>CATALOGUE_PROGRAM</c> names a published build, which starts faster. Usage: <c>hugo [TOOLS SERVERS]</c> (31,000 4,600 by default). Ends with 1 where we are less than 2.5 times as fast.
/// </summary>
internal static class HugoBenchmark
{
    private const double Wanted = 2.5;
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task<int> RunAsync(string[] args)
    {
        if (!Measured.Has("hugo"))
        {
            Console.Error.WriteLine("SKIPPED: hugo is not on the PATH (Debian: apt-get install hugo). Nothing was compared.");
            return 0;
        }
        var tools = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 31_000;
        var servers = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 4_600;
        var folder = Directory.CreateTempSubdirectory("hugo-benchmark-").FullName;
        try
        {
            var records = CatalogueGenerator.Servers(tools, servers).ToList();
            var (frame, size) = await FrameAsync(records);
            var site = Directory.CreateDirectory(Path.Combine(folder, "hugo")).FullName;
            // A first build of a few pages tells how much more text makes Hugo's as long as ours.
            var probe = Path.Combine(folder, "probe");
            WriteTemplate(probe, frame);
            WriteContent(probe, records.Take(40).ToList(), 0);
            Build(probe, Path.Combine(probe, "public"));
            WriteTemplate(site, frame);
            var pages = WriteContent(site, records, Math.Max(0, size - AverageSize(Path.Combine(probe, "public"))));
            await SettleAsync();
            var theirs = Build(site, Path.Combine(folder, "public"));
            Print("Hugo", pages, AverageSize(Path.Combine(folder, "public")), theirs);
            var ours = await PublishAsync(Path.Combine(folder, "data"), records);
            Print("catalogue", pages, size, ours);
            var (wall, processor) = (theirs.Wall / ours.Wall, theirs.Processor / ours.Processor);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"we are {wall:N1} times as fast by the clock, {processor:N1} times by processor time; wanted: {Wanted:N1}"));
            return wall >= Wanted ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The program itself over a database that is filled before, as it is for Hugo.</summary>
    private static async Task<Measured> PublishAsync(string folder, List<ServerRecord> records)
    {
        Directory.CreateDirectory(folder);
        var lines = Path.Combine(folder, "tools.jsonl");
        await File.WriteAllLinesAsync(lines, records.SelectMany(server => server.Tools.Select(tool => Line(server, tool))));
        using (var import = Measured.Start("dotnet", CatalogueProcess.Program, "import", lines, "--data", folder)) await import.EndAsync();
        await SettleAsync();
        using var publish = Measured.Start("dotnet", CatalogueProcess.Program, "publish", "--data", folder);
        return await publish.EndAsync();
    }

    private static string Line(ServerRecord server, ToolRecord tool)
    {
        using var schema = tool.Definition.InputSchema.IsEmpty ? null : JsonDocument.Parse(tool.Definition.InputSchema);
        return JsonSerializer.Serialize(new { server = server.Name, tool = tool.Name, description = tool.Definition.Description, input_schema = schema?.RootElement });
    }

    // What one wrote before must not go to disk in the other's time.
    private static async Task SettleAsync()
    {
        using var sync = Measured.Start("sync");
        await sync.EndAsync();
    }

    private static Measured Build(string site, string output)
    {
        using var process = Measured.Start("hugo", "--source", site, "--destination", output, "--quiet");
        return process.EndAsync().GetAwaiter().GetResult();
    }

    /// <summary>What stands around the content of every tool's page of ours, and how long such a page is.</summary>
    private static async Task<((string Head, string Foot) Frame, int Size)> FrameAsync(List<ServerRecord> records)
    {
        var options = PublishBenchmark.Options(Path.GetTempPath());
        var assessor = new ServerAssessor(new RiskClassifier(RuleSet.LoadEmbedded()));
        await using var renderer = new PageRenderer(options.Site);
        var output = new ArrayBufferWriter<byte>();
        var pages = records.Take(60).Select(assessor.Assess).SelectMany(server => SitePages.All.OfServer.SelectMany(kind => kind.Pages(server))).ToList();
        var total = 0L;
        var last = "";
        foreach (var page in pages)
        {
            output.ResetWrittenCount();
            await renderer.RenderAsync(page, output);
            total += output.WrittenCount;
            last = Encoding.UTF8.GetString(output.WrittenSpan);
        }
        var head = last[..(last.IndexOf("<main", StringComparison.Ordinal))].Replace("\0", "", StringComparison.Ordinal).Replace("{{", "", StringComparison.Ordinal);
        var foot = last[(last.IndexOf("</main>", StringComparison.Ordinal) + 7)..].Replace("\0", "", StringComparison.Ordinal).Replace("{{", "", StringComparison.Ordinal);
        return ((head, foot), (int)(total / pages.Count));
    }

    private static int WriteContent(string site, List<ServerRecord> records, int filler)
    {
        var pages = 0;
        foreach (var server in records)
        {
            var folder = Directory.CreateDirectory(Path.Combine(site, "content", "servers", server.Slug)).FullName;
            Write(Path.Combine(folder, "the-server.md"), server, server.Name, server.Description ?? "", server.Tools.Select(tool => (tool.Name, "tool", tool.Definition.Description ?? "")), filler);
            pages++;
            foreach (var tool in server.Tools)
            {
                Write(Path.Combine(folder, tool.Slug + ".md"), server, tool.Name, tool.Definition.Description ?? "", Parameters(tool), filler);
                pages++;
            }
        }
        return pages;
    }

    // What a page of ours shows beside the definition: notes, questions, formats, facts, neighbours. The rest of its length is Markdown.
    private static void Write(string file, ServerRecord server, string title, string description, IEnumerable<(string Name, string Type, string Says)> rows, int filler) => File.WriteAllText(file, JsonSerializer.Serialize(
        new
        {
            title,
            server = server.Name,
            category = "Write",
            risk = "Medium",
            description,
            rows = rows.Select(row => new { name = row.Name, type = row.Type, says = row.Says }),
            notes = Enumerable.Range(1, 4).Select(number => new { number, rule = $"verb-{number}", weight = 90 - number, says = $"Changes {title}. Something that exists is changed, and can be changed back." }),
            questions = Enumerable.Range(1, 6).Select(number => new { question = $"Question {number} about {title}?", answer = $"**{title}** of `{server.Name}` is asked about here, and the answer takes a sentence or two, with a [link](/servers/) in it." }),
            formats = Catalogue.Site.Policies.PolicyFormats.All.Select(format => new { id = format.Id, title = format.Title, extension = format.Extension }),
            others = server.Tools.Take(8).Select(tool => new { name = tool.Name, slug = tool.Slug }),
            facts = Enumerable.Range(1, 8).Select(number => new { name = $"Fact {number}", value = $"sha256:{title.GetHashCode(StringComparison.Ordinal):x8}{number}" }),
        }, Plain) + "\n\n" + description + "\n\n" + string.Concat(Enumerable.Repeat($"The *same* approach applies to every tool of this kind, `{title}` among them.\n\n", filler / 110)));

    private static IEnumerable<(string Name, string Type, string Says)> Parameters(ToolRecord tool)
    {
        if (tool.Definition.InputSchema.IsEmpty) yield break;
        using var schema = JsonDocument.Parse(tool.Definition.InputSchema);
        if (!schema.RootElement.TryGetProperty("properties", out var properties)) yield break;
        foreach (var property in properties.EnumerateObject())
        {
            yield return (property.Name, property.Value.TryGetProperty("type", out var type) ? type.ToString() : "", property.Value.TryGetProperty("description", out var says) ? says.ToString() : "");
        }
    }

    private static void WriteTemplate(string site, (string Head, string Foot) frame)
    {
        Directory.CreateDirectory(site);
        File.WriteAllText(Path.Combine(site, "config.toml"), "baseURL = 'https://catalogue.example/'\ntitle = 'x'\ndisableKinds = ['taxonomy', 'term', 'RSS', 'sitemap', 'robotsTXT', '404', 'home', 'section']\n");
        var layouts = Directory.CreateDirectory(Path.Combine(site, "layouts", "_default")).FullName;
        File.WriteAllText(Path.Combine(layouts, "single.html"), frame.Head + """
            <main id="main" class="page tool"><h1 class="name">{{ .Title }}</h1><p class="of">A tool of <a href="/servers/{{ .Params.server | urlize }}/">{{ .Params.server }}</a></p>
            <p class="lead">{{ .Params.description | truncate 160 }}</p><dl class="stamp"><dt>Category</dt><dd>{{ .Params.category }}</dd><dt>Risk</dt><dd>{{ .Params.risk }}</dd></dl>
            <div class="said prose">{{ .Content }}</div>
            <table><tbody>{{ range .Params.rows }}<tr role="row"><th role="rowheader" scope="row" class="mono"><bdi>{{ .name }}</bdi></th><td role="cell" class="type">{{ .type }}</td><td role="cell"><span class="prose" dir="auto">{{ .says }}</span></td></tr>{{ end }}</tbody></table>
            <ol class="notes">{{ range .Params.notes }}<li id="n{{ .number }}" value="{{ .number }}"><p class="rule"><a href="/rules/{{ .rule }}/">{{ .rule }}</a></p><p class="for">weight {{ .weight }}</p><p>{{ .says }}</p></li>{{ end }}</ol>
            <form class="formats">{{ $title := .Title | urlize }}{{ range .Params.formats }}<button formaction="/policies/{{ $title }}/{{ .id }}.{{ .extension }}">{{ .title }}</button>{{ end }}</form>
            <div class="faq">{{ range .Params.questions }}<h3>{{ .question }}</h3><p>{{ .answer | markdownify }}</p>{{ end }}</div>
            <ul class="names">{{ range .Params.others }}<li><a href="/servers/tools/{{ .slug }}/">{{ .name }}</a></li>{{ end }}</ul>
            <dl class="facts">{{ range .Params.facts }}<div><dt>{{ .name }}</dt><dd>{{ .value }}</dd></div>{{ end }}</dl>
            <script type="application/ld+json">{{ dict "@type" "FAQPage" "mainEntity" .Params.questions | jsonify | safeJS }}</script></main>
            """ + frame.Foot);
    }

    private static int AverageSize(string folder) => (int)new DirectoryInfo(folder).EnumerateFiles("index.html", SearchOption.AllDirectories).Average(file => file.Length);

    private static void Print(string who, int pages, int size, Measured measured) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"{who,-10} {pages,8:N0} pages of {size,7:N0} bytes  {measured.Wall,7:N2} s wall  {measured.Processor,7:N2} s processor  {pages / measured.Wall,8:N0} pages/s"));
}
