using Catalogue.Crawler.Net;
using Catalogue.Crawler.Storage;

namespace Catalogue.Site.Commands;

/// <summary>What was given for the crawling options.</summary>
/// <param name="Network">What the way out to the network allows and says of itself.</param>
/// <param name="InstallHosts">Hosts that installations may reach beside the registries.</param>
/// <param name="Schedule">When servers are asked again.</param>
public sealed record CrawlingSettings(GuardOptions Network, IReadOnlyList<Uri> InstallHosts, RecheckSchedule Schedule);
