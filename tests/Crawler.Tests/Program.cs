using Catalogue.Crawler.Tests.Inspection.Sandboxing;

// The tests run in their own host; this is what they start to kill it.
return args is ["inspect-until-killed", var workFolder, var marker] ? await SandboxVictim.RunAsync(workFolder, marker) : 2;
