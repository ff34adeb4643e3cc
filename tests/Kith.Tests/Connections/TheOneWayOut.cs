using System.Text.RegularExpressions;
using Kith.Tests.Checkout;

namespace Kith.Tests.Connections;

/// <summary>Row C4 of the catalogue: a library or a line that makes its own connection goes round the guard, so there is none.</summary>
public partial class TheOneWayOut
{
    /// <summary>The last of them asks this machine's own name server and nobody else.</summary>
    static readonly string[] guarded = ["OutboundWire.cs", "OutboundGuard.cs", "SrvRecords.cs"];

    /// <summary>These are called and never call.</summary>
    static readonly string[] listening = ["LmtpListener.cs", "MailListener.cs"];

    [Fact]
    public void of_the_server_is_the_guarded_wire()
    {
        var files = Directory.GetFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)).ToList();
        var callers = files.Where(path => Outbound().IsMatch(File.ReadAllText(path))).Select(Path.GetFileName).ToList();

        Assert.True(files.Count > 100);
        Assert.Equal(guarded.Concat(listening).Order(), callers.Order());
        Assert.All(files.Where(path => listening.Contains(Path.GetFileName(path))), path => Assert.DoesNotContain("Connect", File.ReadAllText(path).Replace("IPEndPoint", "", StringComparison.Ordinal).Replace("namespace Kith.Connections", "", StringComparison.Ordinal), StringComparison.Ordinal));
    }

    [GeneratedRegex(@"\b(?:HttpClient|HttpMessageInvoker|SocketsHttpHandler|HttpClientHandler|WebRequest|WebClient|TcpClient|UdpClient|ClientWebSocket|SmtpClient|new Socket\((?!AddressFamily.Unix))")]
    private static partial Regex Outbound();
}
