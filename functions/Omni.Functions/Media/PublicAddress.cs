using System.Net;
using System.Net.Sockets;

namespace Omni.Functions.Media;

/// <summary>
/// Which addresses are of the public internet. Whoever writes to the business chooses what is fetched, so nothing else is: not this machine, not
/// the network it stands in, not what the platform answers there.
/// </summary>
/// <remarks>https://www.iana.org/assignments/iana-ipv4-special-registry, …/iana-ipv6-special-registry</remarks>
public static class PublicAddress
{
    private static readonly IPNetwork[] RefusedFour =
    [
        IPNetwork.Parse("0.0.0.0/8"),
        IPNetwork.Parse("10.0.0.0/8"),
        IPNetwork.Parse("100.64.0.0/10"), // carrier-grade NAT; other clouds' metadata
        IPNetwork.Parse("127.0.0.0/8"),
        IPNetwork.Parse("168.63.129.16/32"), // https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16
        IPNetwork.Parse("169.254.0.0/16"), // link-local; metadata of the cloud
        IPNetwork.Parse("172.16.0.0/12"),
        IPNetwork.Parse("192.0.0.0/24"),
        IPNetwork.Parse("192.0.2.0/24"),
        IPNetwork.Parse("192.88.99.0/24"),
        IPNetwork.Parse("192.168.0.0/16"),
        IPNetwork.Parse("198.18.0.0/15"),
        IPNetwork.Parse("198.51.100.0/24"),
        IPNetwork.Parse("203.0.113.0/24"),
        IPNetwork.Parse("224.0.0.0/4"), // multicast
        IPNetwork.Parse("240.0.0.0/4"), // reserved; broadcast
    ];

    /// <summary>What is given out today; the rest is of no use or of somebody's own.</summary>
    private static readonly IPNetwork Global = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] RefusedSix =
    [
        IPNetwork.Parse("2001::/23"), // of protocols, Teredo among them
        IPNetwork.Parse("2001:db8::/32"),
        IPNetwork.Parse("2002::/16"), // 6to4: an IPv4 address in disguise
        IPNetwork.Parse("3fff::/20"),
    ];

    /// <summary>RFC 6052: an IPv4 address in its last four bytes.</summary>
    private static readonly IPNetwork Translated = IPNetwork.Parse("64:ff9b::/96");

    public static bool Includes(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (address.IsIPv4MappedToIPv6)
            return Includes(address.MapToIPv4());
        if (address.AddressFamily == AddressFamily.InterNetwork)
            return !RefusedFour.Any(network => network.Contains(address));
        if (Translated.Contains(address))
            return Includes(new IPAddress(address.GetAddressBytes().AsSpan(12)));
        return address.ScopeId == 0 && Global.Contains(address) && !RefusedSix.Any(network => network.Contains(address));
    }
}
