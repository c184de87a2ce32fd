using Catalogue.Crawler.Tests.Inspection.Packages;
using Catalogue.Crawler.Tests.Inspection.Sandboxing;
using Catalogue.Crawler.Tests.Net;

// The tests run in their own host; this is what they start as a program of its own: to kill it, or as a .NET tool.
return args switch
{
    ["inspect-until-killed", var workFolder, var marker] => await SandboxVictim.RunAsync(workFolder, marker),
    ["visit-names"] => await DnsProbe.RunAsync(),
    ["serve-tools"] => await StdioTool.RunAsync(),
    _ => 2,
};
