using System.Net;
using Catalogue.Crawler.Net;

namespace Catalogue.Crawler.Tests.Net;

public sealed class AllowedNetworksTests
{
    [Theory]
    [InlineData("127.0.0.0/8", "127.1.2.3", true)]
    [InlineData("127.0.0.0/8", "128.0.0.1", false)]
    [InlineData("10.1.2.3/8", "10.9.9.9", true)]
    [InlineData("127.0.0.0/8", "::ffff:127.0.0.1", true)]
    [InlineData("127.0.0.0/8", "::1", false)]
    [InlineData("192.168.1.20", "192.168.1.20", true)]
    [InlineData("192.168.1.20", "192.168.1.21", false)]
    [InlineData("fd00::/8", "fd12::1", true)]
    [InlineData("::1", "::1", true)]
    [InlineData("0.0.0.0/0", "::1", false)]
    public void An_address_is_allowed_by_the_networks_named(string network, string address, bool expected) =>
        AllowedNetworks.Parse([network]).Contains(IPAddress.Parse(address)).ShouldBe(expected);

    [Theory]
    [InlineData("10.0.0.0/33")]
    [InlineData("10.0.0.0/-1")]
    [InlineData("localhost")]
    [InlineData("")]
    public void What_is_no_network_is_refused_with_an_example(string network) =>
        Should.Throw<FormatException>(() => AllowedNetworks.Parse([network])).Message.ShouldContain("10.1.0.0/16");
}
